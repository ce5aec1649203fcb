"""Opening after the hour: all at once, by the TPK, with minutes; envelopes typed by two people."""

from datetime import timedelta

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.documents.queries import photos_of
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import DutyDone, Invitee, Offer, OfferLine, Purchase
from tests import tenders
from tests.tenders import CLOSING, OPENING, START, TenderVillage, content_of
from tests.world import hire

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NOON = START + timedelta(days=2)


def offers(purchase: Purchase) -> list[Offer]:
    tender = queries.tender_of(purchase)
    assert tender is not None
    return queries.living_offers(tender)


def prices(offer: Offer) -> list[int | None]:
    rows = OfferLine.objects.like(offer).filter(offer=offer).order_by("item__order")
    return list(rows.values_list("unit_price", flat=True))


def test_nothing_is_opened_before_the_hour(place: TenderVillage) -> None:
    purchase = tenders.offers_sent(place)
    with (
        clock.frozen(CLOSING - timedelta(microseconds=1)),
        pytest.raises(Refused, match="belum habis"),
    ):
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
    assert OfferLine.objects.like(purchase).count() == 0
    with clock.frozen(CLOSING):
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.state == "opened"


def test_all_that_count_are_opened_at_once(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    one, two, three = tenders.invitees(purchase)
    tenders.send(one, content_of(purchase, 95), at=NOON)
    tenders.send(one, content_of(purchase, 90), at=NOON + timedelta(hours=1))
    tenders.send(two, content_of(purchase, 80, missing=2, work_days=5), at=NOON)
    tenders.send(three, content_of(purchase, 70), at=NOON)
    with clock.frozen(NOON):
        operations.withdraw_offer(
            by=None, invitee=three, note="Stok habis.", entry=tenders.come_in(three)
        )
    tenders.opened(place, purchase)
    first, second = offers(purchase)
    assert prices(first) == [63_000, 270_000, 252_000]
    assert first.total == 200 * 63_000 + 20 * 270_000 + 15 * 252_000
    assert prices(second) == [56_000, 240_000, None]
    assert second.total == 200 * 56_000 + 20 * 240_000
    assert (second.work_days, second.valid_days, second.statement_given) == (5, 30, True)
    assert second.papers == ["ktp", "pernyataan_kebenaran_usaha"]
    assert first.opened_at == second.opened_at == OPENING
    assert OfferLine.objects.like(purchase).count() == 6


def test_only_the_tpk_opens_and_only_once(place: TenderVillage) -> None:
    purchase = tenders.offers_sent(place)
    with clock.frozen(OPENING):
        for office in ("kasi", "kepala_desa", "sekdes", "bpd"):
            with pytest.raises(Refused, match="bukan tugas jabatan"):
                operations.open_offers(by=place.by(office), purchase=purchase)
        operations.open_offers(by=place.by("tpk_anggota"), purchase=purchase)
        with pytest.raises(Conflict):
            operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)


def test_a_round_without_offers_is_opened_too(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place, shares=())
    assert purchase.state == "opened"
    facts = queries.tender_facts(purchase)
    assert (facts.offers, facts.opened, facts.closed) == (0, True, True)


def test_the_opening_has_minutes(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place)
    minutes = Document.objects.like(purchase).get(kind="ba_pembukaan")
    assert [row["total"] for row in minutes.data["offers"]] == [
        offer.total for offer in offers(purchase)
    ]


def test_every_unsealing_is_traced(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place)
    for offer in offers(purchase):
        last = audit.history(offer).last()
        assert last is not None
        assert last.verb == "procurement.unseal_offer"
        assert last.data == {"hash": offer.sha256}
        assert last.appointment_id == place.by("tpk_ketua").pk


def test_photos_become_part_of_the_dossier(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    invitee = tenders.invitees(purchase)[0]
    tenders.send(invitee, content_of(purchase), at=NOON, photos=[b"satu", b"dua"])
    assert photos_of(purchase.dossier) == []
    tenders.opened(place, purchase)
    kept = photos_of(purchase.dossier, "penawaran")
    assert [photo.caption for photo in kept] == ["Toko Bangunan Jaya"] * 2


def test_a_seal_that_was_tampered_with_is_seen(place: TenderVillage) -> None:
    purchase = tenders.offers_sent(place)
    one, other = offers(purchase)
    one.sealed = other.sealed
    one.save()
    with clock.frozen(OPENING), pytest.raises(Refused, match="Toko Bangunan Jaya rusak"):
        operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
    purchase.refresh_from_db()
    assert purchase.state == "inviting"
    assert OfferLine.objects.like(purchase).count() == 0


def test_whoever_offered_has_no_other_duty_here(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place)
    bids = DutyDone.objects.like(purchase).filter(purchase=purchase, duty="bid")
    assert bids.count() == 2


# --- Envelopes -----------------------------------------------------------------------------------


def envelope(place: TenderVillage, purchase: Purchase, at=NOON, number: int = 0) -> Offer:
    with clock.frozen(at):
        return operations.take_envelope(
            by=place.by("tpk_sekretaris"), invitee=tenders.invitees(purchase)[number]
        )


def type_it(place: TenderVillage, office: str, offer: Offer, content) -> Offer:
    with clock.frozen(OPENING):
        return operations.type_paper_offer(by=place.by(office), offer=offer, content=content)


@pytest.fixture
def asked(place: TenderVillage) -> Purchase:
    return tenders.request_sent(place)


def test_an_envelope_gets_a_receipt_until_the_hour(place: TenderVillage, asked: Purchase) -> None:
    offer = envelope(place, asked, CLOSING - timedelta(seconds=1))
    assert offer.taken_by_id == place.by("tpk_sekretaris").pk
    assert queries.receipt_of(offer.check_code) == offer
    receipt = Document.objects.like(asked).get(kind="tanda_terima_penawaran")
    assert receipt.data["offer_code"].replace("-", "") == offer.check_code
    with pytest.raises(Refused, match="terlambat"):
        envelope(place, asked, CLOSING, number=1)


def test_two_people_type_an_envelope_and_only_then_it_counts(
    place: TenderVillage, asked: Purchase
) -> None:
    offer = envelope(place, asked)
    tenders.opened(place, asked)
    content = content_of(asked, 92)
    type_it(place, "tpk_sekretaris", offer, content)
    assert prices(offer) == []
    assert queries.tender_facts(asked).paper_unfinished == 1
    type_it(place, "tpk_anggota", offer, content)
    offer.refresh_from_db()
    assert prices(offer) == [64_400, 276_000, 257_600]
    assert offer.confirmed_by_id == place.by("tpk_anggota").pk
    assert queries.tender_facts(asked).paper_unfinished == 0
    with pytest.raises(Conflict):
        type_it(place, "tpk_ketua", offer, content)


def test_a_letter_that_says_nothing_is_typed_as_it_stands(
    place: TenderVillage, asked: Purchase
) -> None:
    """Else an empty envelope would hold up the evaluation for ever."""
    offer = envelope(place, asked)
    tenders.opened(place, asked)
    nothing = operations.OfferContent({}, work_days=0, valid_days=0, statement=False)
    for office in ("tpk_ketua", "tpk_anggota"):
        type_it(place, office, offer, nothing)
    offer.refresh_from_db()
    assert prices(offer) == [None, None, None]
    assert (offer.total, offer.work_days, offer.valid_days) == (0, None, None)
    assert queries.tender_facts(asked).paper_unfinished == 0


def test_where_two_people_differ_the_line_is_named(place: TenderVillage, asked: Purchase) -> None:
    offer = envelope(place, asked)
    tenders.opened(place, asked)
    sand = queries.items_of(asked)[1]
    content = content_of(asked)
    slip = content_of(asked, prices={**content.prices, sand.pk: 258_000}, work_days=11)
    type_it(place, "tpk_ketua", offer, content)
    with pytest.raises(Refused) as refused:
        type_it(place, "tpk_anggota", offer, slip)
    assert refused.value.reasons == (
        "Harga Pasir pasang tidak sama dengan ketikan pertama. Periksa suratnya.",
        "Waktu pengantaran tidak sama dengan ketikan pertama. Periksa suratnya.",
    )
    assert refused.value.field == f"price_{sand.pk}"
    type_it(place, "tpk_ketua", offer, slip)
    type_it(place, "tpk_anggota", offer, slip)
    assert prices(offer)[1] == 258_000


def test_one_person_is_never_two_even_with_two_seats(place: TenderVillage, asked: Purchase) -> None:
    offer = envelope(place, asked)
    tenders.opened(place, asked)
    first = place.by("tpk_ketua")
    hat = hire(place.desa.kab, "tpk_anggota", "", desa=place.desa, person=first.person)
    content = content_of(asked)
    type_it(place, "tpk_ketua", offer, content)
    with clock.frozen(OPENING):
        operations.type_paper_offer(by=hat, offer=offer, content=content)
    offer.refresh_from_db()
    assert offer.confirmed_by_id is None


def test_an_envelope_is_not_typed_before_it_is_opened(
    place: TenderVillage, asked: Purchase
) -> None:
    offer = envelope(place, asked)
    with pytest.raises(Refused, match="belum dibuka"):
        type_it(place, "tpk_ketua", offer, content_of(asked))
    link = tenders.send(tenders.invitees(asked)[1], content_of(asked), at=NOON)
    tenders.opened(place, asked)
    with pytest.raises(Refused, match="belum dibuka"):
        type_it(place, "tpk_ketua", link, content_of(asked))
    offer.refresh_from_db()
    with pytest.raises(Refused, match="bukan tugas jabatan"):
        type_it(place, "kasi", offer, content_of(asked))


def test_the_later_of_link_and_envelope_counts(place: TenderVillage, asked: Purchase) -> None:
    invitee: Invitee = tenders.invitees(asked)[0]
    tenders.send(invitee, content_of(asked), at=NOON)
    paper = envelope(place, asked, NOON + timedelta(seconds=1))
    assert queries.living_offer(invitee) == paper
    link = tenders.send(invitee, content_of(asked), at=NOON + timedelta(seconds=2))
    assert queries.living_offer(invitee) == link


def test_an_envelope_may_be_asked_back(place: TenderVillage, asked: Purchase) -> None:
    envelope(place, asked)
    invitee = tenders.invitees(asked)[0]
    with clock.frozen(NOON):
        operations.withdraw_offer(by=place.by("tpk_ketua"), invitee=invitee, note="Diminta lagi.")
    assert queries.living_offer(invitee) is None
