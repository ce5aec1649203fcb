"""The request itself: until when, the letters with their links and codes, and more time."""

from datetime import date, timedelta

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import OfferLink, Tender
from tests import tenders
from tests.offers.support import tender_of, under
from tests.tenders import CLOSING, START, TenderVillage
from tests.world import hire

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


# --- Until when ----------------------------------------------------------------------------------


def plan(at: TenderVillage, purchase, **more: object) -> Tender:
    terms = {"closes_at": CLOSING, "place": "Kantor Desa", "work_days": 14, **more}
    with clock.frozen(START):
        operations.set_schedule(by=at.by("tpk_ketua"), purchase=purchase, **terms)  # type: ignore[arg-type]
    return tender_of(purchase)


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


def test_of_two_members_who_plan_at_once_the_second_is_told(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    seen = queries.schedule_stamp(tender_of(purchase))
    plan(place, purchase, seen=seen)
    with pytest.raises(Conflict, match="baru saja mengubah"):
        plan(place, purchase, seen=seen, work_days=20)
    assert tender_of(purchase).work_days == 14


# --- The letters ---------------------------------------------------------------------------------


def test_everybody_gets_a_letter_a_link_and_a_code_of_their_own(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    assert purchase.state == "inviting"
    row = tender_of(purchase)
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
    row = tender_of(purchase)
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
    assert tender_of(purchase).closes_at == CLOSING
