"""A supplier without an account: in with the code, save, send, send again, take back (A008)."""

from datetime import timedelta

import pytest

from pbjdesa.documents import queries as documents
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase
from pbjdesa.suppliers.operations import lift_sanction, list_sanction
from tests import tenders
from tests.tenders import CLOSING, START, TenderVillage, content_of
from tests.world import hire

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOON = START + timedelta(days=2)
SECOND = timedelta(seconds=1)


@pytest.fixture
def purchase(place: TenderVillage) -> Purchase:
    return tenders.request_sent(place)


@pytest.fixture
def invitee(purchase: Purchase) -> Invitee:
    return tenders.invitees(purchase)[0]


def wrong(invitee: Invitee) -> str:
    """Letters that are not the code."""
    return "".join("B" if letter == "A" else "A" for letter in queries.code_of(invitee))


def try_in(invitee: Invitee, code: str, after: timedelta = timedelta(0)) -> str:
    with clock.frozen(NOON + after):
        return operations.enter_code(invitee=invitee, code=code)


# --- The code ------------------------------------------------------------------------------------


def test_the_code_lets_in_however_it_is_typed(invitee: Invitee) -> None:
    code = queries.code_of(invitee)
    entry = try_in(invitee, f" {code[:3].lower()}-{code[3:].lower()} ")
    invitee.refresh_from_db()
    assert queries.is_entry(invitee, entry)
    assert invitee.first_opened_at == NOON


def test_once_used_the_code_is_known_to_the_supplier_alone(invitee: Invitee) -> None:
    code = queries.code_of(invitee)
    try_in(invitee, code)
    invitee.refresh_from_db()
    assert queries.code_of(invitee) == ""
    assert try_in(invitee, code, timedelta(days=1))


def test_the_code_of_another_supplier_does_not_fit(purchase: Purchase) -> None:
    one, other, _ = tenders.invitees(purchase)
    with pytest.raises(Refused, match="Kode belum cocok"):
        try_in(one, queries.code_of(other))
    entry = try_in(other, queries.code_of(other))
    assert not queries.is_entry(one, entry)


@pytest.mark.parametrize("entry", ["", ".", "x.y", "é.é", "a" * 500])
def test_what_is_no_entry_lets_nobody_in(invitee: Invitee, entry: str) -> None:
    assert not queries.is_entry(invitee, entry)


def test_five_wrong_codes_wait_and_each_five_more_wait_twice_as_long(invitee: Invitee) -> None:
    code, false = queries.code_of(invitee), wrong(invitee)
    for left in (4, 3, 2, 1):
        with pytest.raises(Refused, match=f"tinggal {left} kali") as refused:
            try_in(invitee, false)
        assert refused.value.field == "code"
    with pytest.raises(Refused, match="Tunggu 5 menit"):
        try_in(invitee, false)
    with pytest.raises(Refused, match="Tunggu 1 menit"):
        try_in(invitee, code, timedelta(minutes=4, seconds=1))
    later = timedelta(minutes=5)
    for _ in range(4):
        with pytest.raises(Refused, match="tinggal"):
            try_in(invitee, false, later)
    with pytest.raises(Refused, match="Tunggu 10 menit"):
        try_in(invitee, false, later)
    assert try_in(invitee, code, later + timedelta(minutes=10))
    invitee.refresh_from_db()
    assert (invitee.code_failures, invitee.code_locked_until) == (0, None)


def test_the_wait_never_grows_beyond_a_day(invitee: Invitee) -> None:
    invitee.code_failures = 99
    invitee.save()
    with pytest.raises(Refused):
        try_in(invitee, wrong(invitee))
    invitee.refresh_from_db()
    assert invitee.code_locked_until == NOON + timedelta(days=1)


def test_every_try_is_traced_without_the_code(invitee: Invitee) -> None:
    code, false = queries.code_of(invitee), wrong(invitee)
    with pytest.raises(Refused):
        try_in(invitee, false)
    entry = try_in(invitee, code)
    events = list(audit.history(invitee))
    assert [event.data["came_in"] for event in events[-2:]] == [False, True]
    assert not any(secret in str(event.data) for secret in (code, false, entry) for event in events)


def test_a_new_code_shuts_out_the_old_one_and_its_phones(
    place: TenderVillage, purchase: Purchase, invitee: Invitee
) -> None:
    old = queries.code_of(invitee)
    entry = try_in(invitee, old)
    with clock.frozen(NOON):
        with pytest.raises(Refused, match="bukan tugas jabatan"):
            operations.new_code(by=place.by("kasi"), invitee=invitee)
        operations.save_offer_draft(
            by=None, invitee=invitee, content=content_of(purchase), entry=entry
        )
        new = operations.new_code(by=place.by("tpk_ketua"), invitee=invitee)
    invitee.refresh_from_db()
    assert new == queries.code_of(invitee) != old
    assert not queries.is_entry(invitee, entry)
    with pytest.raises(Refused):
        try_in(invitee, old)
    other = try_in(invitee, new)
    assert queries.own_draft(invitee, other) is None


# --- Saving --------------------------------------------------------------------------------------


def test_what_is_saved_comes_back_on_this_phone_only(purchase: Purchase, invitee: Invitee) -> None:
    code = queries.code_of(invitee)
    mine, other = try_in(invitee, code), try_in(invitee, code)
    content = content_of(purchase, missing=1)
    with clock.frozen(NOON):
        operations.save_offer_draft(by=None, invitee=invitee, content=content, entry=mine)
    invitee.refresh_from_db()
    assert queries.own_draft(invitee, mine) == content
    assert queries.own_draft(invitee, other) is None
    assert queries.own_draft(invitee, "") is None
    assert queries.living_offer(invitee) is None


def test_a_half_filled_form_may_be_saved(purchase: Purchase, invitee: Invitee) -> None:
    entry = try_in(invitee, queries.code_of(invitee))
    empty = operations.OfferContent({}, work_days=0, valid_days=0, statement=False)
    with clock.frozen(NOON):
        operations.save_offer_draft(by=None, invitee=invitee, content=empty, entry=entry)
    invitee.refresh_from_db()
    assert queries.own_draft(invitee, entry) == empty


def test_nobody_saves_or_sends_without_the_code(purchase: Purchase, invitee: Invitee) -> None:
    content = content_of(purchase)
    with clock.frozen(NOON):
        for act in (operations.save_offer_draft, operations.send_offer):
            with pytest.raises(Refused, match="Masukkan kode"):
                act(by=None, invitee=invitee, content=content, entry="salah")
        with pytest.raises(Refused, match="Masukkan kode"):
            operations.withdraw_offer(by=None, invitee=invitee, note="x", entry="salah")
    assert Offer.objects.like(invitee).count() == 0


# --- Sending -------------------------------------------------------------------------------------


def test_the_receipt_can_be_checked_by_anybody(purchase: Purchase, invitee: Invitee) -> None:
    offer = tenders.send(invitee, content_of(purchase), at=NOON)
    assert offer.received_at == NOON
    assert len(offer.sha256) == 64
    found = queries.receipt_of(f"{offer.check_code[:4]}-{offer.check_code[4:]}".lower())
    assert found == offer
    assert found.invitee.supplier.name == "Toko Bangunan Jaya"
    assert documents.check(offer.check_code) is None
    assert queries.receipt_of("0000-0000-0000") is None
    event = audit.history(offer).get()
    assert event.hash == offer.audit_head
    assert event.data["hash"] == offer.sha256


def test_a_second_sending_replaces_the_first(purchase: Purchase, invitee: Invitee) -> None:
    first = tenders.send(invitee, content_of(purchase, 95), at=NOON)
    second = tenders.send(invitee, content_of(purchase, 90), at=NOON + SECOND)
    first.refresh_from_db()
    assert first.replaced_at == NOON + SECOND
    assert queries.living_offer(invitee) == second
    assert second.version == 2
    assert second.sha256 != first.sha256
    assert queries.receipt_of(first.check_code) == first


def test_the_same_prices_never_give_the_same_fingerprint(purchase: Purchase) -> None:
    """Else an insider could try all likely prices until the fingerprint fits."""
    one, other, _ = tenders.invitees(purchase)
    hashes = {tenders.send(row, content_of(purchase), at=NOON).sha256 for row in (one, other)}
    assert len(hashes) == 2


def test_what_was_sent_can_be_looked_at_and_changed_on_the_same_phone(
    purchase: Purchase, invitee: Invitee
) -> None:
    entry = try_in(invitee, queries.code_of(invitee))
    content = content_of(purchase)
    with clock.frozen(NOON):
        operations.send_offer(by=None, invitee=invitee, content=content, entry=entry)
    invitee.refresh_from_db()
    assert queries.own_draft(invitee, entry) == content


@pytest.mark.parametrize(
    ("more", "sentence", "field"),
    [
        ({"prices": {}}, "paling sedikit satu barang", "price_"),
        ({"prices": {1: 5_000}}, "sudah berubah", "price_1"),
        ({"work_days": 0}, "diantar", "work_days"),
        ({"work_days": 99_999}, "diantar", "work_days"),
        ({"valid_days": 0}, "berlaku", "valid_days"),
        ({"valid_days": -1}, "tidak mungkin", "valid_days"),
    ],
)
def test_an_offer_that_says_too_little(
    purchase: Purchase, invitee: Invitee, more, sentence: str, field: str
) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        tenders.send(invitee, content_of(purchase, **more), at=NOON)
    assert str(refused.value.field).startswith(field)


@pytest.mark.parametrize("price", [0, -1, 10**15 + 1])
def test_a_price_that_is_none(purchase: Purchase, invitee: Invitee, price: int) -> None:
    first = queries.items_of(purchase)[0]
    with pytest.raises(Refused, match="Harga Semen 40 kg harus lebih dari nol"):
        tenders.send(invitee, content_of(purchase, prices={first.pk: price}), at=NOON)


def test_photos_have_a_limit(purchase: Purchase, invitee: Invitee) -> None:
    content = content_of(purchase)
    with pytest.raises(Refused, match="paling banyak 3 foto"):
        tenders.send(invitee, content, at=NOON, photos=[b"x"] * 4)
    with pytest.raises(Refused, match="terlalu besar"):
        tenders.send(invitee, content, at=NOON, photos=[b"x" * 150_001])
    tenders.send(invitee, content, at=NOON, photos=[b"x" * 150_000] * 3)


# --- The hour ------------------------------------------------------------------------------------


def test_the_closing_second_itself_is_late(purchase: Purchase) -> None:
    one, other, third = tenders.invitees(purchase)
    content = content_of(purchase)
    assert tenders.send(one, content, at=CLOSING - timedelta(microseconds=1))
    for late, who in ((CLOSING, other), (CLOSING + SECOND, third)):
        with pytest.raises(Refused, match=r"diterima sebelum pukul 10\.00\.00 WIB, 13 Mei 2026\."):
            tenders.send(who, content, at=late)
    tender = queries.tender_of(purchase)
    assert tender is not None
    assert [offer.invitee for offer in queries.living_offers(tender)] == [one]


def test_after_the_hour_nothing_can_be_saved_replaced_or_taken_back(
    purchase: Purchase, invitee: Invitee
) -> None:
    offer = tenders.send(invitee, content_of(purchase), at=NOON)
    entry = tenders.come_in(invitee)
    with clock.frozen(CLOSING):
        for act in (
            lambda: operations.save_offer_draft(
                by=None, invitee=invitee, content=content_of(purchase), entry=entry
            ),
            lambda: operations.send_offer(
                by=None, invitee=invitee, content=content_of(purchase), entry=entry
            ),
            lambda: operations.withdraw_offer(by=None, invitee=invitee, note="x", entry=entry),
        ):
            with pytest.raises(Refused, match="terlambat"):
                act()
    assert queries.living_offer(invitee) == offer


def test_a_request_that_was_stopped_takes_nothing_in(purchase: Purchase, invitee: Invitee) -> None:
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(state="cancelled")
    with pytest.raises(Refused, match="menghentikan undangan"):
        tenders.send(invitee, content_of(purchase), at=NOON)


# --- Taking back ---------------------------------------------------------------------------------


def test_an_offer_taken_back_does_not_count_and_another_may_follow(
    purchase: Purchase, invitee: Invitee
) -> None:
    offer = tenders.send(invitee, content_of(purchase), at=NOON)
    entry = tenders.come_in(invitee)
    with clock.frozen(NOON + SECOND):
        with pytest.raises(Refused, match="mengapa"):
            operations.withdraw_offer(by=None, invitee=invitee, note=" ", entry=entry)
        operations.withdraw_offer(by=None, invitee=invitee, note="Salah harga.", entry=entry)
        with pytest.raises(Conflict):
            operations.withdraw_offer(by=None, invitee=invitee, note="Lagi.", entry=entry)
    offer.refresh_from_db()
    assert (offer.withdrawn_at, offer.withdrawn_note) == (NOON + SECOND, "Salah harga.")
    assert queries.living_offer(invitee) is None
    assert "Salah harga" not in str([event.data for event in audit.history(offer)])
    again = tenders.send(invitee, content_of(purchase, 80), at=NOON + 2 * SECOND)
    assert queries.living_offer(invitee) == again


def test_the_tpk_takes_nobodys_offer_back(place: TenderVillage, purchase: Purchase) -> None:
    invitee = tenders.invitees(purchase)[0]
    tenders.send(invitee, content_of(purchase), at=NOON)
    with clock.frozen(NOON), pytest.raises(Refused, match="hanya bisa ditarik penyedianya"):
        operations.withdraw_offer(by=place.by("tpk_ketua"), invitee=invitee, note="Batal.")


# --- Sanctions -----------------------------------------------------------------------------------


def test_who_was_shut_out_after_the_invitation_is_told_why_and_until_when(
    place: TenderVillage, invitee: Invitee
) -> None:
    sanction = list_sanction(
        by=hire(place.desa.kab, "admin_kabupaten", "Sri Hartati"),
        supplier=invitee.supplier,
        reason="Data palsu.",
        decree="Keputusan 7/2026",
        from_date=NOON.date(),
        until_date=NOON.date() + timedelta(days=30),
    )
    entry = try_in(invitee, queries.code_of(invitee))
    content = content_of(queries.purchase_asked(invitee))
    with clock.frozen(NOON), pytest.raises(Refused, match="Data palsu"):
        operations.send_offer(by=None, invitee=invitee, content=content, entry=entry)
    with clock.frozen(NOON), pytest.raises(Refused, match="Data palsu"):
        operations.take_envelope(by=place.by("tpk_ketua"), invitee=invitee)
    assert Offer.objects.like(invitee).filter(invitee=invitee).count() == 0
    with clock.frozen(NOON):
        lift_sanction(
            by=hire(place.desa.kab, "admin_kabupaten", "Tri"),
            sanction=sanction,
            note="Sudah selesai.",
        )
    later = NOON + timedelta(days=1)
    with clock.frozen(later):
        operations.send_offer(by=None, invitee=invitee, content=content, entry=entry)
