"""From the Kasi's draft to the letters: the camat, the TPK, whom to ask, and until when."""

from datetime import date, timedelta

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import OfferLink, Tender
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests import tenders
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import put_in_force
from tests.tenders import CLOSING, START, TenderVillage
from tests.world import desa_named, draft, hire, village, watcher

pytestmark = pytest.mark.django_db

HPS = 24_200_000


def tender(purchase) -> Tender:
    found = queries.tender_of(purchase)
    assert found is not None
    return found


def under(**values: object) -> None:
    """From now on the kabupaten has these values."""
    rules = NATIONAL
    for address, value in values.items():
        rules = changed(rules, address.replace("__", "."), value)
    put_in_force(rules)


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
    assert (tender(purchase).round, tender(purchase).reach) == (1, "desa")
    assert tender(purchase).sent_at is None


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
    assert tender(purchase).round == 1


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
    assert tender(purchase).too_few_reason == "one_in_village"
    choose(place, purchase, place.shops[:2], "one_in_village")
    assert tender(purchase).too_few_reason == ""


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
    first = tender(purchase)
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
    row = tender(purchase)
    row.direct = True
    row.save()
    with pytest.raises(Refused, match="untuk satu penyedia"):
        choose(place, purchase, place.shops[:2])
    choose(place, purchase, place.shops[:1])
    assert row.too_few_reason == ""


# --- Until when ----------------------------------------------------------------------------------


def plan(at: TenderVillage, purchase, **more: object) -> Tender:
    terms = {"closes_at": CLOSING, "place": "Kantor Desa", "work_days": 14, **more}
    with clock.frozen(START):
        operations.set_schedule(by=at.by("tpk_ketua"), purchase=purchase, **terms)  # type: ignore[arg-type]
    return tender(purchase)


@pytest.mark.parametrize(
    ("more", "sentence", "field"),
    [
        ({"closes_at": START}, "sudah lewat", "closes_at"),
        ({"closes_at": START - timedelta(days=1)}, "sudah lewat", "closes_at"),
        ({"closes_at": START + timedelta(days=400)}, "lebih dari setahun", "closes_at"),
        ({"place": "  "}, "Isi tempat", "place"),
        ({"work_days": 0}, "berapa hari", "work_days"),
        ({"work_days": 100_000}, "berapa hari", "work_days"),
        ({"evaluation_on": date(2026, 5, 12)}, "Evaluasi tidak bisa", "evaluation_on"),
        (
            {"evaluation_on": date(2026, 5, 15), "award_on": date(2026, 5, 14)},
            "Penetapan pemenang tidak bisa",
            "award_on",
        ),
    ],
)
def test_a_schedule_that_cannot_be(place: TenderVillage, more, sentence: str, field: str) -> None:
    purchase = tenders.at_tpk(place)
    with pytest.raises(Refused, match=sentence) as refused:
        plan(place, purchase, **more)
    assert refused.value.field == field


def test_suppliers_get_the_time_that_the_rules_give_them(place: TenderVillage) -> None:
    """Three working days from Wednesday 6 May: Monday the 11th, or the 12th after a holiday."""
    under(timing__offers__days=3, timing__offers__kind="working")
    purchase = tenders.at_tpk(place)
    sunday = CLOSING - timedelta(days=3)
    with pytest.raises(Refused, match="Tutup paling cepat 11 Mei 2026"):
        plan(place, purchase, closes_at=sunday)
    assert plan(place, purchase, closes_at=sunday + timedelta(days=1)).closes_at is not None
    under(
        timing__offers__days=3,
        timing__offers__kind="working",
        timing__holidays=(date(2026, 5, 11),),
    )
    purchase = tenders.at_tpk(place)
    with pytest.raises(Refused, match="12 Mei 2026"):
        plan(place, purchase, closes_at=sunday + timedelta(days=1))


def test_what_is_not_typed_follows_the_rules(place: TenderVillage) -> None:
    under(timing__evaluation__days=2, timing__award__days=3)
    purchase = tenders.at_tpk(place)
    row = plan(place, purchase)
    assert (row.evaluation_on, row.negotiation_on) == (date(2026, 5, 15), None)
    assert row.award_on == date(2026, 5, 18)
    with pytest.raises(Refused, match="Evaluasi paling lambat 15 Mei 2026"):
        plan(place, purchase, evaluation_on=date(2026, 5, 16))


# --- The letters ---------------------------------------------------------------------------------


def test_everybody_gets_a_letter_a_link_and_a_code_of_their_own(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    assert purchase.state == "inviting"
    row = tender(purchase)
    assert row.sent_at == START + timedelta(minutes=20)
    asked = tenders.invitees(purchase)
    tokens = {queries.link_of(invitee) for invitee in asked}
    codes = {queries.code_of(invitee) for invitee in asked}
    assert (len(tokens), len(codes)) == (3, 3)
    assert min(map(len, tokens)) >= 22
    assert all(len(code) == 6 and not set(code) & set("01ILOU") for code in codes)
    assert [queries.invitee_by_token(token) is not None for token in tokens] == [True] * 3
    letters = Document.objects.like(purchase).filter(
        kind="permintaan_penawaran", superseded_at__isnull=True
    )
    assert {row.letter_id for row in asked} == set(letters.values_list("pk", flat=True))


def test_neither_links_nor_codes_lie_in_clear(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    for invitee in tenders.invitees(purchase):
        token, code = queries.link_of(invitee), queries.code_of(invitee)
        stored = " ".join(str(value) for value in vars(invitee).values())
        assert token not in stored
        assert code not in stored
        link = OfferLink.objects.get(invitee_id=invitee.pk)
        assert token not in link.token_hash


def test_a_link_that_leads_nowhere(place: TenderVillage) -> None:
    tenders.request_sent(place)
    assert queries.invitee_by_token("x" * 22) is None
    assert queries.invitee_by_token("") is None


def test_nothing_is_sent_while_something_is_missing(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    with clock.frozen(START), pytest.raises(Refused) as refused:
        operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    assert refused.value.reasons == (
        "Pilih dulu penyedia yang diundang.",
        "Isi dulu batas waktu dan tempatnya.",
    )
    assert OfferLink.objects.count() == 0


def test_a_schedule_that_grew_old_is_not_sent(place: TenderVillage) -> None:
    purchase = tenders.request_ready(place)
    with clock.frozen(CLOSING), pytest.raises(Refused, match="sudah lewat"):
        operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.state == "preparing"


def test_only_the_tpk_asks(place: TenderVillage) -> None:
    purchase = tenders.request_ready(place)
    with clock.frozen(START):
        for office in ("kasi", "kepala_desa", "sekdes"):
            with pytest.raises(Refused, match="bukan tugas jabatan"):
                operations.send_request(by=place.by(office), purchase=purchase)
            with pytest.raises(Refused, match="bukan tugas jabatan"):
                operations.choose_invitees(
                    by=place.by(office), purchase=purchase, suppliers=place.shops
                )


def test_whoever_prepared_the_purchase_may_not_choose_the_suppliers(place: TenderVillage) -> None:
    """The Kasi who holds a seat in the TPK as well is still the one who planned (R-10)."""
    purchase = tenders.at_tpk(place)
    seat = hire(place.desa.kab, "tpk_ketua", "", desa=place.desa, person=place.by("kasi").person)
    with clock.frozen(START), pytest.raises(Refused, match="menyiapkan belanja"):
        operations.choose_invitees(by=seat, purchase=purchase, suppliers=place.shops)


def test_of_two_members_the_second_is_told(place: TenderVillage) -> None:
    purchase = tenders.request_ready(place)
    stale = type(purchase).objects.like(purchase).get(pk=purchase.pk)
    with clock.frozen(START):
        operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
        member = place.by("tpk_anggota")
        with pytest.raises(Conflict):
            operations.send_request(by=member, purchase=stale)
        with pytest.raises(Conflict):
            operations.choose_invitees(by=member, purchase=stale, suppliers=place.shops[:2])
        with pytest.raises(Conflict):
            operations.set_schedule(
                by=member, purchase=stale, closes_at=CLOSING, place="Balai", work_days=3
            )


# --- More time -----------------------------------------------------------------------------------


def extend(place: TenderVillage, purchase, closes_at, reason: str = "Listrik padam.", at=START):
    with clock.frozen(at):
        return operations.extend_closing(
            by=place.by("tpk_ketua"), purchase=purchase, closes_at=closes_at, reason=reason
        )


def test_more_time_is_for_all_and_moves_what_follows(place: TenderVillage) -> None:
    under(timing__evaluation__days=2)
    purchase = tenders.request_sent(place)
    later = CLOSING + timedelta(days=2)
    extend(place, purchase, later, at=CLOSING - timedelta(seconds=1))
    row = tender(purchase)
    assert (row.closes_at, row.evaluation_on) == (later, date(2026, 5, 17))
    assert row.extended_reason == "Listrik padam."
    letters = Document.objects.like(purchase).filter(
        kind="permintaan_penawaran", superseded_at__isnull=True
    )
    assert {letter.data["closes_on"] for letter in letters} == {"2026-05-15"}
    assert {asked.letter_id for asked in tenders.invitees(purchase)} == {
        letter.pk for letter in letters
    }
    tenders.send(tenders.invitees(purchase)[0], tenders.content_of(purchase), at=CLOSING)


def test_time_is_never_taken_away_and_never_given_too_late(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    later = CLOSING + timedelta(days=1)
    for closes_at in (CLOSING, CLOSING - timedelta(seconds=1)):
        with pytest.raises(Refused, match="sesudah batas yang sekarang"):
            extend(place, purchase, closes_at)
    with pytest.raises(Refused, match="lebih dari setahun"):
        extend(place, purchase, CLOSING + timedelta(days=999))
    with pytest.raises(Refused, match="mengapa"):
        extend(place, purchase, later, reason=" ")
    with pytest.raises(Refused, match="sudah habis"):
        extend(place, purchase, later, at=CLOSING)
    assert tender(purchase).closes_at == CLOSING
