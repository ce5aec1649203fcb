"""When a round comes to nothing: again, further, directly, or not at all (R-28, R-69)."""

import pytest

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from tests import chosen, tenders
from tests.choosing.conftest import LATER, At, under
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("later")]
NOTE = "Tidak ada penawaran yang sah."
WAYS = {
    "repeat": operations.repeat_request,
    "widen": operations.widen_request,
    "direct": operations.ask_one_directly,
}


def failed(place: TenderVillage, cause: str) -> Purchase:
    """A round that failed for this cause."""
    if cause == "no_offer":
        return tenders.opened(place, tenders.request_sent(place))
    if cause == "none_valid":
        purchase = tenders.offers_opened(place)
        chosen.assess(place, purchase, {0: "teknis", 1: "administrasi"})
        return purchase
    if cause == "over_hps":
        purchase = under(tenders.offers_opened(place, (105, 110)), evaluation__over_hps="fail")
        chosen.assess(place, purchase)
        return purchase
    purchase = chosen.evaluated(place, (90,))
    chosen.negotiate(place, purchase, agreed=False)
    return purchase


def take(place: TenderVillage, purchase: Purchase, way: str, note: str = NOTE) -> object:
    return WAYS[way](by=place.by("tpk_ketua"), purchase=purchase, note=note)


CAUSES = ("no_offer", "none_valid", "over_hps", "no_agreement")


@pytest.mark.parametrize("cause", CAUSES)
@pytest.mark.parametrize("way", ["repeat", "widen", "direct", ""])
def test_after_each_cause_only_the_ways_of_the_rule_set_are_open(
    place: TenderVillage, cause: str, way: str
) -> None:
    """`way` is the only one allowed; with none, every one is refused."""
    purchase = failed(place, cause)
    fail_too = {"evaluation__over_hps": "fail"} if cause == "over_hps" else {}
    under(purchase, **{f"failure__{cause}": (way,) if way else ()}, **fail_too)
    assert queries.failure_of(purchase) == cause
    for other in WAYS.keys() - {way}:
        with pytest.raises(Refused, match="tidak membolehkan"):
            take(place, purchase, other)
    if not way:
        return
    with pytest.raises(Refused, match="Tulis dulu"):
        take(place, purchase, way, note=" ")
    take(place, purchase, way)
    old, new = queries.rounds_of(purchase)
    assert (old.failed_as, old.failed_way) == (cause, way)
    assert old.failed_at is not None
    assert (new.round, new.direct, new.failed_as) == (2, way == "direct", "")
    assert new.reach == ("kecamatan" if way == "widen" else "desa")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("preparing", NOTE)
    with pytest.raises(Conflict):
        take(place, purchase, way)


def test_an_unevaluated_round_that_failed_still_gets_its_minutes(place: TenderVillage) -> None:
    purchase = failed(place, "none_valid")
    take(place, purchase, "repeat")
    kinds = chosen.papers(purchase)
    assert kinds.count("ba_evaluasi") == 1


def test_offers_too_few_for_the_rules_fail_the_round(place: TenderVillage, at: At) -> None:
    purchase = under(at("opened"), methods__permintaan_penawaran__valid_offers_min=2)
    chosen.assess(place, purchase, {0: "teknis"})
    with pytest.raises(Refused, match="Penawaran sah 1, paling sedikit 2"):
        operations.record_evaluation(by=place.by("tpk_ketua"), purchase=purchase)
    assert queries.failure_of(purchase) == "none_valid"


def test_a_round_that_has_not_failed_is_not_left(place: TenderVillage, at: At) -> None:
    for state in ("opened", "evaluated"):
        purchase = at(state)
        assert queries.failure_of(purchase) == ""
        for way in WAYS:
            with pytest.raises(Refused, match="masih berjalan"):
                take(place, purchase, way)


def test_it_is_asked_again_as_often_as_the_rules_say(place: TenderVillage) -> None:
    purchase = failed(place, "no_offer")
    take(place, purchase, "repeat")
    again(place, purchase)
    with pytest.raises(Refused, match="sebanyak yang boleh"):
        take(place, purchase, "repeat")
    take(place, purchase, "widen")
    assert [row.failed_way for row in queries.rounds_of(purchase)] == ["repeat", "widen", ""]


def again(place: TenderVillage, purchase: Purchase) -> None:
    """Another request to the same suppliers, which nobody answers."""
    now = clock.now()
    closes_at = now + (tenders.CLOSING - tenders.START)
    tenders.prepare(place, purchase, closes_at=closes_at)
    operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    with clock.frozen(closes_at):
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)


def test_without_a_limit_in_the_rules_it_may_be_asked_again_each_time(
    place: TenderVillage,
) -> None:
    purchase = under(failed(place, "no_offer"), failure__repeats_max=None)
    for _ in range(2):
        take(place, purchase, "repeat")
        again(place, purchase)
    assert queries.repeats_left(purchase) > 0


def test_the_ladder_of_areas_ends(place: TenderVillage) -> None:
    purchase = under(failed(place, "no_offer"), procedure__supplier_ladder=("desa",))
    with pytest.raises(Refused, match="paling luas"):
        take(place, purchase, "widen")


@pytest.mark.parametrize(
    "state", ["preparing", "inviting", "opened", "evaluated", "negotiated", "awarded"]
)
def test_it_is_given_up_with_a_reason_at_any_point_before_the_contract(
    place: TenderVillage, at: At, state: str
) -> None:
    held = balance_of(place.activity).committed
    purchase = at(state)
    cancel = operations.cancel_request
    with pytest.raises(Refused, match="Tulis dulu"):
        cancel(by=place.by("kasi"), purchase=purchase, note=" ")
    cancel(by=place.by("kasi"), purchase=purchase, note="Kegiatan ditunda.")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("cancelled", "Kegiatan ditunda.")
    assert balance_of(place.activity).committed == held
    assert queries.award_of(purchase) is None
    with pytest.raises(Conflict):
        cancel(by=place.by("kasi"), purchase=purchase, note="Kegiatan ditunda.")


def test_giving_up_after_a_failed_round_says_so_in_the_round(place: TenderVillage) -> None:
    purchase = failed(place, "no_offer")
    operations.cancel_request(by=place.by("kasi"), purchase=purchase, note="Ditunda.")
    (tender,) = queries.rounds_of(purchase)
    assert (tender.failed_as, tender.failed_way) == ("no_offer", "cancel")


def test_what_waits_at_the_camat_may_be_given_up(place: TenderVillage) -> None:
    purchase = tenders.at_camat(place)
    operations.cancel_request(by=place.by("kasi"), purchase=purchase, note="Ditunda.")
    purchase.refresh_from_db()
    assert purchase.state == "cancelled"


def test_a_second_round_goes_to_its_end(place: TenderVillage) -> None:
    purchase = failed(place, "none_valid")
    with clock.frozen(LATER):
        take(place, purchase, "direct")
        ketua = place.by("tpk_ketua")
        operations.choose_invitees(by=ketua, purchase=purchase, suppliers=place.shops[2:3])
        closes_at = LATER + (tenders.CLOSING - tenders.START)
        operations.set_schedule(
            by=ketua, purchase=purchase, closes_at=closes_at, place="Kantor Desa", work_days=7
        )
        operations.send_request(by=ketua, purchase=purchase)
        (invitee,) = tenders.invitees(purchase)
        tenders.send(invitee, tenders.content_of(purchase, 97), at=LATER)
    with clock.frozen(closes_at):
        operations.open_offers(by=ketua, purchase=purchase)
        chosen.assess(place, purchase)
        operations.record_evaluation(by=ketua, purchase=purchase)
        chosen.negotiate(place, purchase)
        award = chosen.choose(place, purchase, one_offer_reason="one_asked")
    assert award.tender.round == 2
    assert award.supplier == place.shops[2]
