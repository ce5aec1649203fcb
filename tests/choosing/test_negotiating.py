"""Negotiation: with whom, at which prices, and who was there (R-25, R-26, A011)."""

from datetime import timedelta

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Offer, Purchase
from tests import chosen
from tests.choosing.conftest import LATER, At, under
from tests.tenders import OPENING, TenderVillage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later"), pytest.mark.slow]


def talk(place: TenderVillage, purchase: Purchase, /, **more: object) -> object:
    """A lawful negotiation with the cheapest, but for what `more` says."""
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    lines = queries.lines_of(chosen.round_of(purchase))[offer.pk]
    lawful: dict[str, object] = {
        "by": place.by("tpk_ketua"),
        "purchase": purchase,
        "offer": offer,
        "prices": {item: (line.unit_price or 0) - 500 for item, line in lines.items()},
        "held_at": clock.now(),
        "place": "Kantor Desa",
        "present": chosen.present(place, offer),
        "agreed": True,
    }
    return operations.record_negotiation(**(lawful | more))


def prices(purchase: Purchase, offer: Offer, by: int = 0) -> dict[int, int]:
    lines = queries.lines_of(chosen.round_of(purchase))[offer.pk]
    return {item: (line.unit_price or 0) + by for item, line in lines.items()}


def test_an_agreement_is_kept_line_by_line_with_minutes_and_attendance(
    place: TenderVillage, at: At
) -> None:
    purchase = at("evaluated")
    chosen.negotiate(place, purchase)
    purchase.refresh_from_db()
    assert purchase.state == "negotiated"
    (talks,) = queries.negotiations_of(chosen.round_of(purchase))
    assert talks.total_after < talks.total_before
    assert all(line.after == line.before - 1_000 for line in queries.negotiated_lines(talks))
    there = [row.name for row in queries.attendance_of(talks)]
    assert there == [place.shops[1].owner_name, *(each.person.name for each in place.tpk())]
    kinds = Document.objects.like(purchase).filter(dossier=purchase.dossier)
    assert kinds.filter(kind="daftar_hadir").count() == 1
    assert talks.document is not None
    assert talks.document.kind == "ba_negosiasi"


@pytest.mark.parametrize("over", ["offer", "hps"])
def test_no_line_is_agreed_above_the_offer_or_the_hps(place: TenderVillage, over: str) -> None:
    purchase = chosen.evaluated(place, (105,) if over == "hps" else (90,))
    (offer,) = chosen.offers_of(purchase)
    with pytest.raises(Refused) as refused:
        talk(place, purchase, prices=prices(purchase, offer, by=0 if over == "hps" else 1))
    assert f"di atas {'HPS' if over == 'hps' else 'penawaran'}" in str(refused.value)
    assert refused.value.field == f"price_{queries.items_of(purchase)[0].pk}"
    purchase.refresh_from_db()
    assert purchase.state == "evaluated"


def test_the_last_rupiah_of_the_hps_may_be_agreed(place: TenderVillage) -> None:
    purchase = chosen.evaluated(place, (105,))
    asked = {item.pk: item.hps_unit_price for item in queries.items_of(purchase)}
    talk(place, purchase, prices=asked)
    purchase.refresh_from_db()
    assert purchase.state == "negotiated"


def test_where_the_rules_want_it_the_price_must_fall(place: TenderVillage, at: At) -> None:
    purchase = under(at("evaluated"), negotiation__must_fall=True)
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    with pytest.raises(Refused, match="harga turun"):
        talk(place, purchase, prices=prices(purchase, offer))
    talk(place, purchase, prices=prices(purchase, offer, by=-1))


def test_where_they_do_not_the_offered_price_may_stand(place: TenderVillage, at: At) -> None:
    purchase = at("evaluated")
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    talk(place, purchase, prices=prices(purchase, offer))
    (talks,) = queries.negotiations_of(chosen.round_of(purchase))
    assert talks.agreed
    assert talks.total_after == talks.total_before == offer.total


def test_the_next_one_is_open_only_after_the_best_did_not_agree(
    place: TenderVillage, at: At
) -> None:
    purchase = at("evaluated")
    dearer, cheaper = chosen.offers_of(purchase)
    with pytest.raises(Refused, match="Belum giliran"):
        talk(place, purchase, offer=dearer, prices=prices(purchase, dearer))
    talk(place, purchase, agreed=False, note="Tidak mau turun.")
    purchase.refresh_from_db()
    assert purchase.state == "evaluated"
    tender = chosen.round_of(purchase)
    assert queries.partners_of(tender) == [dearer]
    with pytest.raises(Refused, match="Belum giliran"):
        talk(place, purchase, offer=cheaper)
    talk(place, purchase, agreed=False, note="Tidak mau turun juga.")
    assert queries.failure_of(purchase) == "no_agreement"


def test_where_only_the_best_is_asked_its_refusal_ends_the_round(
    place: TenderVillage, at: At
) -> None:
    purchase = under(at("evaluated"), negotiation__partners="best")
    talk(place, purchase, agreed=False, note="Tidak mau turun.")
    assert queries.partners_of(chosen.round_of(purchase)) == []
    assert queries.failure_of(purchase) == "no_agreement"


@pytest.mark.parametrize(
    ("flaw", "field"),
    [
        ({"place": " "}, "place"),
        ({"held_at": LATER + timedelta(minutes=1)}, "held_at"),
        ({"held_at": OPENING - timedelta(days=1)}, "held_at"),
        ({"prices": {}}, "price_"),
        ({"agreed": False, "note": " "}, "note"),
        ({"present": []}, "present"),
        ({"present": [("Purwanto", "Ketua TPK")]}, "present"),
        ({"present": [("Lestari Ningsih", "Pemilik")]}, "present"),
        ({"present": [("Purwanto", ""), ("Lestari Ningsih", "Pemilik")]}, "present"),
    ],
)
def test_minutes_that_say_too_little_are_asked_back(
    place: TenderVillage, at: At, flaw: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        talk(place, at("evaluated"), **flaw)
    assert (refused.value.field or "").startswith(field)


def test_a_sanctioned_supplier_is_passed_over(place: TenderVillage, at: At, punish) -> None:
    purchase = at("evaluated")
    dearer, cheaper = chosen.offers_of(purchase)
    punish(cheaper.invitee.supplier)
    assert queries.partners_of(chosen.round_of(purchase)) == [dearer]
    with pytest.raises(Refused, match="Belum giliran"):
        talk(place, purchase, offer=cheaper)


def test_only_whom_the_rules_name_negotiates_and_only_once(place: TenderVillage, at: At) -> None:
    purchase = at("evaluated")
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        talk(place, purchase, by=place.by("kasi"))
    talk(place, purchase)
    with pytest.raises(Conflict):
        chosen.negotiate(place, purchase)
