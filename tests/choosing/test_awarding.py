"""The award: the reasons that must be given, and taking the choice back (R-32, A012, A013)."""

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.people.operations import appoint
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import DutyDone, Purchase
from pbjdesa.suppliers.queries import person_key
from tests import chosen, tenders
from tests.choosing.conftest import LATER, At, under
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("later"), pytest.mark.slow]
NOTE = "Salah ketik nama."


def test_the_winner_becomes_the_supplier_at_the_agreed_prices(place: TenderVillage, at: At) -> None:
    purchase = at("negotiated")
    (talks,) = queries.negotiations_of(chosen.round_of(purchase))
    award = chosen.choose(place, purchase)
    purchase.refresh_from_db()
    assert (purchase.state, purchase.supplier) == ("awarded", award.supplier)
    assert award.value == purchase.value == talks.total_after
    agreed = {line.item_id: line.after for line in queries.negotiated_lines(talks)}
    assert {item.pk: item.unit_price for item in queries.items_of(purchase)} == agreed
    bids = DutyDone.objects.like(purchase).filter(purchase=purchase, duty="bid")
    assert person_key(award.supplier) in set(bids.values_list("person_key", flat=True))
    assert award.document is not None
    assert award.document.kind == "penetapan_pemenang"
    assert (award.one_offer_reason, award.not_cheapest_reason, award.tie_reason) == ("", "", "")
    with pytest.raises(Conflict):
        chosen.choose(place, purchase, award.offer)


# --- One offer only (A012) ------------------------------------------------------------------------


def test_one_offer_wins_only_with_a_reason_that_is_true(place: TenderVillage) -> None:
    purchase = chosen.negotiated(place, (90,))
    with pytest.raises(Refused, match="mengapa cukup satu penawaran"):
        chosen.choose(place, purchase)
    with pytest.raises(Refused, match="tidak sesuai dengan yang terjadi") as refused:
        chosen.choose(place, purchase, one_offer_reason="one_asked")
    assert refused.value.field == "one_offer_reason"
    award = chosen.choose(place, purchase, one_offer_reason="others_silent", explanation="Sepi.")
    assert (award.one_offer_reason, award.explanation) == ("others_silent", "Sepi.")
    paper = Document.objects.like(purchase).get(pk=award.document_id)
    assert "Penyedia lain diundang tetapi tidak menawar" in str(paper.data["reasons"])


def test_when_the_other_one_failed_that_is_the_reason(place: TenderVillage) -> None:
    purchase = chosen.evaluated(place, (95, 90), {1: "teknis"})
    with clock.frozen(LATER):
        chosen.negotiate(place, purchase)
    (offer,) = [one.offer for one in queries.ranking(chosen.round_of(purchase))]
    found = queries.reasons_needed(chosen.round_of(purchase), offer)
    assert found.one_offer == ("others_silent", "others_failed")
    assert found.not_cheapest == ()
    chosen.choose(place, purchase, one_offer_reason="others_failed")


def test_a_reason_that_is_not_needed_is_left_out(place: TenderVillage, at: At) -> None:
    award = chosen.choose(place, at("negotiated"), one_offer_reason="one_asked", tie_reason="lot")
    assert (award.one_offer_reason, award.tie_reason) == ("", "")


# --- Not the cheapest, and two equal (A013) -------------------------------------------------------


def test_a_dearer_one_wins_only_after_the_cheaper_one_did_not_agree(
    place: TenderVillage, at: At
) -> None:
    purchase = at("evaluated")
    dearer, _ = chosen.offers_of(purchase)
    under(purchase, methods__permintaan_penawaran__negotiation="optional")
    with pytest.raises(Refused, match="lebih murah") as refused:
        chosen.choose(place, purchase, dearer)
    assert refused.value.field == "offer"
    chosen.negotiate(place, purchase, agreed=False)
    chosen.negotiate(place, purchase)
    with pytest.raises(Refused, match="bukan yang termurah"):
        chosen.choose(place, purchase)
    award = chosen.choose(place, purchase, not_cheapest_reason="cheaper_no_agreement")
    assert award.offer == dearer


def test_of_two_equal_prices_one_is_chosen_with_a_way_that_is_named(place: TenderVillage) -> None:
    purchase = chosen.negotiated(place, (90, 90))
    with pytest.raises(Refused, match="harga yang sama"):
        chosen.choose(place, purchase)
    assert chosen.choose(place, purchase, tie_reason="lot").tie_reason == "lot"


@pytest.mark.parametrize("field", ["one_offer_reason", "tie_reason"])
def test_words_that_are_no_reason_are_refused_where_one_is_needed(
    place: TenderVillage, field: str
) -> None:
    shares = (90, 90) if field == "tie_reason" else (90,)
    purchase = chosen.negotiated(place, shares)
    with pytest.raises(Refused) as refused:
        chosen.choose(place, purchase, **{field: "teman"})
    assert refused.value.field == field


# --- What stands in the way -----------------------------------------------------------------------


def test_nobody_wins_without_the_negotiation_that_the_rules_ask_for(
    place: TenderVillage, at: At
) -> None:
    purchase = at("evaluated")
    best = queries.partners_of(chosen.round_of(purchase))[0]
    with pytest.raises(Refused, match="Catat dulu hasil negosiasinya"):
        chosen.choose(place, purchase, best)
    under(purchase, methods__permintaan_penawaran__negotiation="optional")
    award = chosen.choose(place, purchase, best)
    assert award.value == best.total


def test_an_offer_above_the_hps_does_not_win_unnegotiated(place: TenderVillage) -> None:
    purchase = chosen.evaluated(place, (105,))
    under(purchase, methods__permintaan_penawaran__negotiation="optional")
    (offer,) = chosen.offers_of(purchase)
    with pytest.raises(Refused, match="di atas HPS"):
        chosen.choose(place, purchase, offer, one_offer_reason="others_silent")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.supplier, purchase.value) == ("evaluated", None, 0)


def test_a_supplier_who_was_sanctioned_since_does_not_win(
    place: TenderVillage, at: At, punish
) -> None:
    purchase = at("negotiated")
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    punish(offer.invitee.supplier)
    with pytest.raises(Refused):
        chosen.choose(place, purchase, offer)


def test_only_the_office_that_the_rules_name_chooses(place: TenderVillage, at: At) -> None:
    purchase = at("negotiated")
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    for office in ("tpk_sekretaris", "kasi", "kepala_desa"):
        with pytest.raises(Refused, match="bukan tugas jabatan"):
            operations.award(by=place.by(office), purchase=purchase, offer=offer)
    under(purchase, signatories__award="tpk")
    operations.award(by=place.by("tpk_sekretaris"), purchase=purchase, offer=offer)


def test_the_seller_may_not_have_become_an_official(place: TenderVillage, at: At) -> None:
    """Plt and Plh bring their conflicts along, the supplier's own included."""
    purchase = at("negotiated")
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    supplier = offer.invitee.supplier
    supplier.owner_nik_hash = place.by("bpd").person.key
    supplier.save()
    with pytest.raises(Refused):
        chosen.choose(place, purchase, offer)


def test_whoever_prepared_the_purchase_does_not_choose_in_an_acting_office(
    place: TenderVillage, at: At
) -> None:
    purchase = at("negotiated")
    acting = appoint(
        by=None,
        person=place.by("kasi").person,
        office="tpk_ketua",
        from_date=clock.today(),
        desa=place.desa,
        acting="Plt",
    )
    offer = queries.partners_of(chosen.round_of(purchase))[0]
    with pytest.raises(Refused, match="sudah menyiapkan belanja"):
        operations.award(by=acting, purchase=purchase, offer=offer)


# --- Back again -----------------------------------------------------------------------------------


def nobody_chosen(purchase: Purchase) -> bool:
    purchase.refresh_from_db()
    prices = [item.unit_price for item in queries.items_of(purchase)]
    gone = queries.award_of(purchase) is None and purchase.supplier is None
    return gone and purchase.value == 0 and not any(prices)


def test_an_award_sent_back_is_gone_and_what_was_agreed_still_counts(
    place: TenderVillage, at: At
) -> None:
    purchase = at("awarded")
    with pytest.raises(Refused, match="Tulis dulu"):
        operations.return_award(by=place.by("kasi"), purchase=purchase, note=" ")
    operations.return_award(by=place.by("kasi"), purchase=purchase, note=NOTE)
    assert nobody_chosen(purchase)
    assert (purchase.state, purchase.note) == ("evaluated", NOTE)
    chosen.choose(place, purchase)


def test_when_the_winner_withdraws_the_next_one_is_open(place: TenderVillage, at: At) -> None:
    purchase = at("awarded")
    dearer, winner = chosen.offers_of(purchase)
    operations.winner_withdrew(by=place.by("kasi"), purchase=purchase, note="Barang habis.")
    assert nobody_chosen(purchase)
    winner.refresh_from_db()
    assert winner.withdrawn_note == "Barang habis."
    assert queries.partners_of(chosen.round_of(purchase)) == [dearer]
    chosen.negotiate(place, purchase)
    with pytest.raises(Refused, match="cukup satu penawaran"):
        chosen.choose(place, purchase)
    award = chosen.choose(
        place,
        purchase,
        one_offer_reason="others_withdrew",
        not_cheapest_reason="cheaper_withdrew",
    )
    assert award.offer == dearer


def test_when_every_winner_withdraws_the_round_has_failed(place: TenderVillage) -> None:
    purchase = chosen.negotiated(place, (90,))
    chosen.choose(place, purchase, one_offer_reason="others_silent")
    operations.winner_withdrew(by=place.by("tpk_ketua"), purchase=purchase, note="Tutup usaha.")
    purchase.refresh_from_db()
    assert queries.failure_of(purchase) == "none_valid"
    operations.repeat_request(by=place.by("tpk_ketua"), purchase=purchase, note="Undang lagi.")


def test_an_offer_of_somebody_else_does_not_win_here(place: TenderVillage, at: At) -> None:
    purchase, other = at("negotiated"), tenders.offers_opened(place)
    with pytest.raises(Refused, match="tidak ada di undangan ini"):
        chosen.choose(place, purchase, chosen.offers_of(other)[0])
