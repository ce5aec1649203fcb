"""Asking and opening on paper: the letter to a supplier, the receipt, the minutes of the opening.

Nothing here opens what is sealed: a receipt knows the fingerprint of an offer, never its prices.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from pbjdesa.documents.paper import codes
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import times
from pbjdesa.kernel.words import say
from pbjdesa.people.offices import KEPALA_DESA
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase, Tender
from pbjdesa.procurement.paperwork.purchase import item_rows, package_data
from pbjdesa.procurement.paperwork.signing import co_signer, decree_of, signer_rows, tpk_rows
from pbjdesa.procurement.states import Category, OfferChannel
from pbjdesa.regulations.rules import stamp_duty_on_contract, stamp_duty_on_offer
from pbjdesa.suppliers.queries import npwp_of

SCOPES = {
    Category.BARANG: "Pengadaan barang sampai diterima di tempat penyerahan",
    Category.JASA: "Pengadaan jasa sampai pekerjaan selesai dan diterima",
    Category.KONSTRUKSI: "Pekerjaan konstruksi sampai selesai dan diterima",
}
PAPER_NAMES = {
    "ktp": "Fotokopi KTP",
    "npwp": "Fotokopi NPWP, bila ada",
    "nib": "Fotokopi NIB",
    "izin_usaha": "Fotokopi izin usaha",
    "pernyataan_kebenaran_usaha": "Surat Pernyataan Kebenaran Usaha",
    "pakta_integritas": "Pakta integritas",
    "rekening": "Fotokopi buku rekening",
}
"""The supplier's papers as the letter asks for them."""


def offer_address(token: str) -> str:
    """Where a supplier's own link leads; short enough for a QR on paper."""
    return f"{settings.ORIGIN}/p/{token}/"


def hps_total(purchase: Purchase) -> int:
    """The estimate of all that is asked for, in rupiah."""
    return sum(times(i.volume, i.hps_unit_price or 0) for i in queries.items_of(purchase))


def request_data(tender: Tender, invitee: Invitee) -> dict[str, Any]:
    """For the letter to one supplier; the HPS is left out where it is hidden until the award."""
    purchase = tender.purchase
    rules, zone = queries.rules_for(purchase), purchase.desa.zone
    offices = rules.signatories.request.value
    token = queries.link_of(invitee)
    hidden = rules.publication.hide_hps.value == "until_award"
    closes_at = tender.closes_at
    papers = rules.methods[purchase.method].supplier_papers.value
    return {
        **package_data(purchase),
        "supplier_name": invitee.supplier.name,
        "supplier_address": invitee.supplier.address,
        "round_note": _round_note(tender),
        "scope": SCOPES[Category(purchase.category)],
        "location": purchase.place,
        "work_days": tender.work_days,
        "items": item_rows(queries.items_of(purchase), "name", "specification", "volume", "unit"),
        "hps_total": "" if hidden else hps_total(purchase),
        "closes_on": _day(closes_at, zone),
        "closes_time": clock.time_of_day(closes_at, zone) if closes_at else None,
        "closes_place": tender.place or None,
        "schedule": _schedule(tender),
        "papers": [PAPER_NAMES[paper] for paper in papers],
        "answer_link": offer_address(token) if token else "",
        "signers": signer_rows(purchase, _leading(offices)),
        "kepala_desa_name": co_signer(purchase, offices),
        "electronic_only": rules.procedure.electronic.value == "required",
        "stamped": rules.stamp_duty.offers.value,
        "stamp_duty": stamp_duty_on_offer(rules),
    }


def _leading(offices: tuple[str, ...]) -> tuple[str, ...]:
    """Who signs in their own name: all but a kepala desa who signs beside them."""
    if len(offices) == 1:
        return offices
    return tuple(office for office in offices if office != KEPALA_DESA.slug)


def _round_note(tender: Tender) -> str:
    if tender.round == 1:
        return ""
    return say(
        "Undangan ini adalah undangan ke-{round}, karena undangan sebelumnya belum menghasilkan "
        "penyedia.",
        round=tender.round,
    )


def _schedule(tender: Tender) -> list[dict[str, Any]]:
    zone, place = tender.desa.zone, tender.place or None
    closes_at = tender.closes_at
    time = clock.time_of_day(closes_at, zone) if closes_at else None
    closing = clock.in_zone(closes_at, zone).date() if closes_at else None
    rows: list[tuple[str, date | None, str | None]] = [
        ("Pemasukan penawaran", closing, say("sebelum {time}", time=time) if time else None),
        ("Pembukaan penawaran", closing, say("mulai {time}", time=time) if time else None),
        ("Evaluasi penawaran", tender.evaluation_on, None),
        ("Negosiasi", tender.negotiation_on, None),
        ("Penetapan pemenang", tender.award_on, None),
    ]
    first = clock.plain_date(clock.in_zone(tender.sent_at or clock.now(), zone).date())
    shown = [
        {"stage": stage, "when": _long(day), "time": at or "jam kerja", "place": place}
        for stage, day, at in rows
    ]
    if closing is not None:
        shown[0]["when"] = say("{first} sampai {last}", first=first, last=clock.plain_date(closing))
    return shown


def _long(day: date | None) -> str:
    return clock.long_date(day) if day else "menyusul"


def _day(instant: datetime | None, zone: str) -> str | None:
    return clock.in_zone(instant, zone).date().isoformat() if instant else None


def receipt_data(offer: Offer) -> dict[str, Any]:
    """For the receipt of an offer: when it came, its fingerprint and its code; never a price."""
    tender = offer.invitee.tender
    zone, closes_at = offer.desa.zone, tender.closes_at
    taker = by_ids(offer.desa.kab, [offer.taken_by_id]).get(offer.taken_by_id or 0)
    letter = offer.invitee.letter
    return {
        "package": tender.purchase.title,
        "request_number": letter.number if letter else "",
        "supplier_name": offer.invitee.supplier.name,
        "channel": str(OfferChannel(offer.channel).label),
        "version": offer.version,
        "received_on": _day(offer.received_at, zone),
        "received_time": clock.exact_time(offer.received_at, zone),
        "closes_on": _day(closes_at, zone),
        "closes_time": clock.time_of_day(closes_at, zone) if closes_at else None,
        "offer_hash": offer.sha256,
        "offer_code": codes.grouped(offer.check_code) if offer.check_code else "",
        "taken_by_name": taker.person.name if taker else "",
        "taken_by_office": taker.full_title if taker else "",
    }


def opening_data(tender: Tender) -> dict[str, Any]:
    """For the minutes of the opening: all who were asked, all that came in time, at what price."""
    purchase, zone = tender.purchase, tender.desa.zone
    opened_at = tender.opened_at or clock.now()
    offers, invitees = queries.living_offers(tender), queries.invitees_of(tender)
    return {
        **package_data(purchase),
        **held(opened_at, tender.place, zone),
        "decree": decree_of(purchase, clock.in_zone(opened_at, zone).date()),
        "round": tender.round,
        "closed": _until(tender.closes_at, zone),
        "invited": len(invitees),
        "hps_total": hps_total(purchase),
        "offers": [_opened(offer, zone) for offer in offers],
        "silent": _silent(tender, invitees, offers),
        "conclusion": _opening_conclusion(len(offers)),
        "tpk": tpk_rows(purchase, clock.in_zone(opened_at, zone).date()),
    }


def held(at: datetime, place: str, zone: str) -> dict[str, Any]:
    """When and where people met."""
    return {
        "held_on": _day(at, zone),
        "held_time": clock.time_of_day(at, zone),
        "held_place": place or None,
    }


def _until(closes_at: datetime | None, zone: str) -> str | None:
    if closes_at is None:
        return None
    local = clock.in_zone(closes_at, zone).date()
    time = clock.time_of_day(closes_at, zone)
    return say("{day}, sebelum pukul {time}", day=clock.long_date(local), time=time)


def _opened(offer: Offer, zone: str) -> dict[str, Any]:
    day = clock.in_zone(offer.received_at, zone).date()
    return {
        "name": offer.invitee.supplier.name,
        "received": f"{clock.plain_date(day)}, {clock.exact_time(offer.received_at, zone)}",
        "channel": str(OfferChannel(offer.channel).label),
        # An envelope is read by two people afterwards: its cells are written in by hand.
        "statement": None if offer.total is None else _given(offer.statement_given),
        "total": offer.total,
    }


def _given(given: bool) -> str:
    return "Ada" if given else "Tidak ada"


def _silent(tender: Tender, invitees: list[Invitee], offers: list[Offer]) -> list[str]:
    """Who was asked and has no living offer, and whether one was taken back."""
    there = {offer.invitee_id for offer in offers}
    withdrawn = set(
        Offer.objects.like(tender)
        .filter(invitee__tender=tender, withdrawn_at__isnull=False)
        .values_list("invitee_id", flat=True)
    )
    return [
        say(
            "{name}: {what}",
            name=invitee.supplier.name,
            what="menarik penawarannya" if invitee.pk in withdrawn else "tidak menawar",
        )
        for invitee in invitees
        if invitee.pk not in there
    ]


def _opening_conclusion(count: int) -> str:
    if not count:
        return "tidak ada penawaran yang masuk sebelum batas waktu."
    return say("ada {count} penawaran, dilanjutkan dengan evaluasi.", count=count)


def statement_data(tender: Tender, invitee: Invitee) -> dict[str, Any]:
    """For the supplier's own statement, as far as it is known; the rest is written by hand."""
    supplier = invitee.supplier
    return {
        "contact_name": supplier.owner_name,
        "contact_position": "Pemilik",
        "supplier_name": supplier.name,
        "supplier_address": supplier.address,
        "supplier_phone": supplier.phone or None,
        "supplier_nib": supplier.nib,
        "supplier_npwp": npwp_of(supplier),
        "package": tender.purchase.title,
        "stamp_duty": stamp_duty_on_contract(queries.rules_for(tender.purchase)),
    }
