"""From the Kasi's draft to the TPK, past the camat, and whom the TPK asks."""

from datetime import timedelta

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Tender
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests import tenders
from tests.offers.support import tender_of, under
from tests.tenders import START, TenderVillage
from tests.world import desa_named, draft, hire, village, watcher

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HPS = 24_200_000


# --- The draft -----------------------------------------------------------------------------------


def test_a_draft_above_direct_purchase_needs_no_agreed_price(place: TenderVillage) -> None:
    with clock.frozen(START):
        purchase = tenders.hps_draft(place)
    assert (purchase.method, purchase.hps, purchase.value) == ("permintaan_penawaran", HPS, 0)
    assert all(item.unit_price is None for item in queries.items_of(purchase))


def test_a_price_typed_for_such_a_draft_is_left_out(place: TenderVillage) -> None:
    with clock.frozen(START):
        purchase = tenders.hps_draft(place)
        prices = {
            item.pk: operations.ItemPrice(item.hps_unit_price or 0, "Toko", item.hps_unit_price)
            for item in queries.items_of(purchase)
        }
        operations.set_prices(by=place.by("kasi"), purchase=purchase, prices=prices)
    purchase.refresh_from_db()
    assert purchase.value == 0
    assert {item.amount for item in queries.items_of(purchase)} == {0}


def test_a_small_purchase_is_not_for_the_tpk(place: TenderVillage) -> None:
    with clock.frozen(START):
        small = draft(place, volume="1", price=60_000)
        with pytest.raises(Refused, match="tidak memerlukan permintaan penawaran"):
            operations.hand_to_tpk(by=place.by("kasi"), purchase=small)


# --- To the TPK and back -------------------------------------------------------------------------


def test_handing_over_fixes_papers_holds_the_budget_and_opens_a_round(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    assert purchase.state == "preparing"
    papers = Document.objects.like(purchase).filter(dossier=purchase.dossier)
    assert set(papers.values_list("kind", flat=True)) == {"spesifikasi", "hps"}
    assert balance_of(place.activity).committed == HPS
    assert (tender_of(purchase).round, tender_of(purchase).reach) == (1, "desa")
    assert tender_of(purchase).sent_at is None


def test_what_the_tpk_sends_back_frees_the_budget_and_comes_again(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    with clock.frozen(START + timedelta(hours=1)):
        operations.return_preparation(
            by=place.by("tpk_sekretaris"), purchase=purchase, note="Volume pasir kurang."
        )
        purchase.refresh_from_db()
        assert (purchase.state, purchase.note) == ("draft", "Volume pasir kurang.")
        assert balance_of(place.activity).committed == 0
        operations.hand_to_tpk(by=place.by("kasi"), purchase=purchase)
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("preparing", "")
    assert balance_of(place.activity).committed == HPS
    assert [row.round for row in queries.rounds_of(purchase)] == [1]


def test_a_second_purchase_may_not_take_what_is_held(place: TenderVillage) -> None:
    tenders.at_tpk(place)
    with clock.frozen(START):
        operations.hand_to_tpk(by=place.by("kasi"), purchase=tenders.hps_draft(place))
        third = tenders.hps_draft(place)
        with pytest.raises(Refused, match="sisa anggarannya Rp0"):
            operations.hand_to_tpk(by=place.by("kasi"), purchase=third)


def test_above_its_limit_the_camat_looks_first(place: TenderVillage) -> None:
    purchase = tenders.at_camat(place)
    assert purchase.state == "camat_review"
    assert queries.tender_of(purchase) is None
    assert balance_of(place.activity).committed == HPS
    camat = watcher(place.desa.kab, "camat", place.desa)
    with clock.frozen(START), pytest.raises(Refused, match="bukan tugas jabatan"):
        operations.approve_review(by=place.by("kasi"), purchase=purchase)
    with clock.frozen(START):
        operations.approve_review(by=camat, purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.state == "preparing"
    assert tender_of(purchase).round == 1


def test_the_camat_sends_back_with_a_note(place: TenderVillage) -> None:
    purchase = tenders.at_camat(place)
    camat = watcher(place.desa.kab, "camat", place.desa)
    with clock.frozen(START):
        with pytest.raises(Refused, match="Tulis dulu"):
            operations.return_review(by=camat, purchase=purchase, note=" ")
        operations.return_review(by=camat, purchase=purchase, note="HPS tanpa survei.")
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("draft", "HPS tanpa survei.")
    assert balance_of(place.activity).committed == 0


def test_the_camat_of_another_kecamatan_has_no_say(place: TenderVillage) -> None:
    purchase = tenders.at_camat(place)
    other = place.desa.kab.pk
    elsewhere = next(
        desa
        for desa in type(place.desa).objects.filter(kab_id=other).select_related("kecamatan")
        if desa.kecamatan_id != place.desa.kecamatan_id
    )
    camat = watcher(place.desa.kab, "camat", elsewhere)
    with clock.frozen(START), pytest.raises(Refused, match="bukan di desa ini"):
        operations.approve_review(by=camat, purchase=purchase)


# --- Whom to ask ---------------------------------------------------------------------------------


def choose(place: TenderVillage, purchase, suppliers, reason: str = "") -> None:
    with clock.frozen(START):
        operations.choose_invitees(
            by=place.by("tpk_anggota"),
            purchase=purchase,
            suppliers=suppliers,
            too_few_reason=reason,
        )


def test_two_are_enough_and_one_needs_a_listed_reason(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    with pytest.raises(Refused, match="Pilih dulu penyedia"):
        choose(place, purchase, [])
    with pytest.raises(Refused, match="paling sedikit 2 penyedia, atau pilih alasannya"):
        choose(place, purchase, place.shops[:1])
    with pytest.raises(Refused, match="dari daftar"):
        choose(place, purchase, place.shops[:1], "malas")
    choose(place, purchase, place.shops[:1], "one_in_village")
    assert tender_of(purchase).too_few_reason == "one_in_village"
    choose(place, purchase, place.shops[:2], "one_in_village")
    assert tender_of(purchase).too_few_reason == ""


def test_where_the_rules_know_no_exception_one_is_too_few(place: TenderVillage) -> None:
    under(methods__permintaan_penawaran__fewer_with_reason=False)
    purchase = tenders.at_tpk(place)
    with pytest.raises(Refused, match="Tambah pilihannya"):
        choose(place, purchase, place.shops[:1], "one_in_village")


def test_where_the_rules_name_an_exact_number_more_are_too_many(place: TenderVillage) -> None:
    under(methods__permintaan_penawaran__invite_exact=True)
    purchase = tenders.at_tpk(place)
    with pytest.raises(Refused, match="tepat 2 penyedia"):
        choose(place, purchase, place.shops)
    choose(place, purchase, place.shops[:2])


def test_who_was_taken_away_again_is_not_asked(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    choose(place, purchase, place.shops)
    choose(place, purchase, [place.shops[2], place.shops[0]])
    assert [row.supplier for row in tenders.invitees(purchase)] == [place.shops[2], place.shops[0]]
    choose(place, purchase, [*place.shops, place.shops[0]])
    assert [row.supplier for row in tenders.invitees(purchase)] == place.shops


def test_an_official_or_whoever_worked_on_it_is_not_asked(place: TenderVillage) -> None:
    nik = "3324041505800001"
    stall = register_supplier(
        by=place.by("kaur"),
        desa=place.desa,
        data=SupplierData(
            name="Warung Pak Dukuh", owner_name="Dukuh", address="Krajan", owner_nik=nik
        ),
    )
    purchase = tenders.at_tpk(place)
    choose(place, purchase, [place.shops[0], stall])
    person = hire(place.desa.kab, "tpk_anggota", "Dukuh", desa=place.desa).person
    person.nik_hash = stall.owner_nik_hash
    person.save()
    with pytest.raises(Refused, match="perangkat desa"):
        choose(place, purchase, [place.shops[0], stall])


def test_a_wider_round_asks_somebody_from_further_away(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    first = tender_of(purchase)
    wider = Tender(
        kab=place.desa.kab,
        desa=place.desa,
        purchase=purchase,
        round=2,
        reach="kecamatan",
        created_at=START,
    )
    wider.save()
    assert first.reach == "desa"
    with pytest.raises(Refused, match="diperluas ke kecamatan"):
        choose(place, purchase, place.shops)
    neighbour = village(place.desa.kab, desa=desa_named(place.desa.kab, "Curugsewu"), mark=" B")
    choose(place, purchase, [place.shops[0], neighbour.supplier])


def test_a_direct_round_asks_exactly_one(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    row = tender_of(purchase)
    row.direct = True
    row.save()
    with pytest.raises(Refused, match="untuk satu penyedia"):
        choose(place, purchase, place.shops[:2])
    choose(place, purchase, place.shops[:1])
    assert row.too_few_reason == ""


def test_of_two_members_who_choose_at_once_the_second_is_told(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    seen = queries.invitees_stamp(tender_of(purchase))
    with clock.frozen(START):
        operations.choose_invitees(
            by=place.by("tpk_ketua"), purchase=purchase, suppliers=place.shops, seen=seen
        )
        with pytest.raises(Conflict, match="baru saja mengubah"):
            operations.choose_invitees(
                by=place.by("tpk_anggota"), purchase=purchase, suppliers=place.shops[:2], seen=seen
            )
    assert len(tenders.invitees(purchase)) == 3
