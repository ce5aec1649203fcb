"""What is told of a purchase for which suppliers were asked: at each step, and not before."""

from typing import Any

import orjson
import pytest

from pbjdesa.kernel import clock
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import purchases
from pbjdesa.transparency.gathering import facts_of
from pbjdesa.transparency.models import Release
from pbjdesa.transparency.queries import package_of, releases_of
from pbjdesa.transparency.tests.shape import faults
from pbjdesa.transparency.tests.standard import review_findings, schema_errors, standard_folder
from tests import chosen, tenders
from tests.tenders import OPENING, TenderVillage
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

URI = "https://pbj.contoh.go.id/publik/33.24.04.2005/ocds.json"
NAMES = ("Toko Bangunan Jaya", "UD Sinar Patean", "CV Karya Mandiri")


@pytest.fixture
def place() -> TenderVillage:
    return tenders.tender_village(territory())


def bodies(purchase: Purchase) -> list[dict[str, Any]]:
    rows = Release.objects.like(purchase).filter(purchase=purchase).order_by("sequence")
    return [row.body for row in rows]


def fresh(purchase: Purchase) -> Purchase:
    found: Purchase = purchases().like(purchase).get(pk=purchase.pk)  # type: ignore[attr-defined]
    return found


def tags(purchase: Purchase) -> list[list[str]]:
    return [body["tag"] for body in bodies(purchase)]


def test_the_whole_way_tells_each_step_once(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "closed")
    assert tags(purchase) == [
        ["planning", "tender"],
        ["tenderUpdate"],
        ["tenderUpdate"],
        ["tenderUpdate"],
        ["award"],
        ["contract"],
        ["implementation"],
        ["implementationUpdate"],
        ["implementationUpdate"],
        ["implementationUpdate", "contractTermination"],
    ]


def test_nothing_is_public_while_the_village_prepares(place: TenderVillage) -> None:
    assert bodies(tenders.request_ready(place)) == []


def test_before_the_opening_nobody_reads_who_was_asked_or_how_many_answered(
    place: TenderVillage,
) -> None:
    (body,) = bodies(tenders.offers_sent(place))
    text = str(body)
    assert not any(name in text for name in NAMES)
    assert "bids" not in body
    assert "numberOfTenderers" not in body["tender"]
    assert body["tender"]["status"] == "active"
    assert body["tender"]["procurementMethod"] == "limited"
    assert body["tender"]["procurementMethodDetails"] == "Permintaan Penawaran"
    assert body["tender"]["tenderPeriod"]["endDate"] == "2026-05-13T10:00:00.000+07:00"
    assert not [one for one in body["tender"].get("documents", ()) if "Permintaan" in one["title"]]


def test_after_the_opening_the_offers_are_named_but_not_their_prices(place: TenderVillage) -> None:
    body = bodies(tenders.offers_opened(place))[-1]
    bids = body["bids"]["details"]
    assert [bid["tenderers"][0]["name"] for bid in bids] == list(NAMES[:2])
    assert {bid["status"] for bid in bids} == {"pending"}
    assert not [bid for bid in bids if "value" in bid]
    assert body["tender"]["numberOfTenderers"] == 2
    assert body["bids"]["statistics"][0]["value"] == 2


def test_prices_are_told_from_the_award_on(place: TenderVillage) -> None:
    purchase = chosen.awarded(place)
    *before, award = bodies(purchase)
    assert not [
        one for body in before for one in body.get("bids", {}).get("details", ()) if "value" in one
    ]
    values = {bid["id"]: bid["value"]["amount"] for bid in award["bids"]["details"]}
    (row,) = award["awards"]
    assert row["status"] == "active"
    assert row["value"]["amount"] == purchase.value < values[row["relatedBid"]]
    assert award["bids"]["statistics"][-1]["measure"] == "lowestValidBidValue"
    assert award["bids"]["statistics"][-1]["value"] == min(values.values())


def test_a_fallen_offer_is_told_as_disqualified(place: TenderVillage) -> None:
    body = bodies(chosen.evaluated(place, fails={0: "teknis"}))[-1]
    assert [bid["status"] for bid in body["bids"]["details"]] == ["disqualified", "valid"]


def test_a_failed_round_stays_in_the_process_and_the_next_one_goes_on(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place, ())
    with clock.frozen(OPENING):
        operations.repeat_request(
            by=place.by("tpk_ketua"), purchase=purchase, note="Belum ada yang menawar."
        )
    body = bodies(purchase)[-1]
    assert body["tender"]["status"] == "unsuccessful"
    assert body["tender"]["description"] == "Undangan ke-1: Tidak ada penawaran."
    assert "Belum ada yang menawar" not in str(body)
    purchase.refresh_from_db()
    facts = facts_of(fresh(purchase))
    assert facts.choice is not None
    assert facts.choice.present.failed_as == "Tidak ada penawaran"


def test_what_is_given_up_cancels_the_award_only_where_one_stood(place: TenderVillage) -> None:
    early = tenders.request_sent(place)
    with clock.frozen(OPENING):
        operations.cancel_request(by=place.by("kasi"), purchase=early, note="Anggaran berubah.")
    assert tags(early)[-1] == ["tenderCancellation"]
    assert bodies(early)[-1]["tender"]["status"] == "cancelled"
    assert "awards" not in bodies(early)[-1]


@pytest.mark.slow
def test_a_stood_award_is_cancelled_with_the_purchase(place: TenderVillage) -> None:
    late = chosen.awarded(place)
    with clock.frozen(OPENING.replace(hour=9)):
        operations.cancel_request(by=place.by("kasi"), purchase=late, note="Anggaran berubah.")
    assert tags(late)[-1] == ["tenderCancellation", "awardCancellation"]
    assert bodies(late)[-1]["awards"][0]["status"] == "cancelled"


def test_a_winner_who_withdrew_stays_as_a_cancelled_award(place: TenderVillage) -> None:
    purchase = chosen.awarded(place)
    with clock.frozen(OPENING.replace(hour=9)):
        operations.winner_withdrew(by=place.by("kasi"), purchase=purchase, note="Stok habis.")
    body = bodies(purchase)[-1]
    assert body["tag"] == ["awardCancellation"]
    assert [row["status"] for row in body["awards"]] == ["cancelled"]
    assert body["tender"]["status"] == "active"
    assert "Stok habis" not in str(body)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")  # of the review tool's own libraries
@pytest.mark.parametrize(
    "state", ["inviting", "opened", "evaluated", "awarded", "closed", "cancelled"]
)
def test_every_release_meets_the_standard(place: TenderVillage, state: str) -> None:
    purchase = chosen.to_state(place, state)
    found = package_of(place.desa, releases_of(place.desa, purchase=purchase), URI)
    package = orjson.loads(orjson.dumps(found))
    assert faults(package) == []
    folder = standard_folder()
    if folder is not None:
        assert schema_errors(folder, package) == []
        assert review_findings(folder, package) == {}
