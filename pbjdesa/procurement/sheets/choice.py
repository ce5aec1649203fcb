"""Papers of the offers and the choice: what suppliers sent, and what the TPK writes to them.

Nothing here opens what is sealed: before the opening there is no offer to print.
"""

from typing import Any

from pbjdesa.documents.paper import codes
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Award, Invitee, Negotiation, Offer, Purchase, Tender
from pbjdesa.procurement.paperwork import (
    award_data,
    item_rows,
    package_data,
    signer_rows,
    statement_data,
    supplier_data,
)
from pbjdesa.procurement.paperwork.offers import PAPER_NAMES
from pbjdesa.procurement.registry import Copy, Sheet
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.regulations.rules import evidence_for, stamp_duty_on_offer
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import bank_of

_AGREEMENTS = ("surat_perjanjian", "spk")
_LETTER = "Surat Permintaan Penawaran"
_AGENDA = "Klarifikasi dan negosiasi harga penawaran"


def _known(data: dict[str, Any]) -> dict[str, Any]:
    """Without what the records do not know: that is asked of whoever makes the paper."""
    return {name: value for name, value in data.items() if value is not None}


# --- The supplier's own papers --------------------------------------------------------------------


def _opened(purchase: Purchase) -> list[Offer]:
    """Every opened offer of every round; an envelope counts once its prices were typed."""
    rounds = queries.rounds_of(purchase)
    found = [offer for tender in rounds for offer in queries.opened_offers(tender)]
    return [offer for offer in found if offer.total is not None]


def _per_offer(purchase: Purchase) -> list[Copy]:
    return [Copy(str(offer.pk), _label(offer.invitee)) for offer in _opened(purchase)]


def _label(invitee: Invitee) -> str:
    name: str = invitee.supplier.name
    if invitee.tender.round == 1:
        return name
    return say("{name}, undangan ke-{round}", name=name, round=invitee.tender.round)


def _offer(purchase: Purchase, variant: str) -> Offer:
    """The opened offer that a copy is about. Raises Refused while it is sealed."""
    for offer in _opened(purchase):
        if str(offer.pk) == variant:
            return offer
    raise Refused("Penawaran ini belum dibuka. Buka dulu semua penawaran sesudah batas waktu.")


def _offer_letter(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    offer = _offer(purchase, variant)
    supplier, letter = offer.invitee.supplier, offer.invitee.letter
    return _known(
        {
            **package_data(purchase),
            **supplier_data(supplier),
            "supplier_phone": supplier.phone,
            "supplier_account": bank_of(supplier) or None,
            "request_name": _LETTER,
            "request_number": letter.number if letter else None,
            "request_date": letter.dated.isoformat() if letter else None,
            "total": offer.total,
            "work_days": offer.work_days,
            "valid_days": offer.valid_days,
            "papers": ["Rincian harga penawaran", *_shown(offer)],
            "offered_on": _offered_on(offer),
            "kept_note": _kept_note(offer),
            "stamp_duty": stamp_duty_on_offer(queries.rules_for(purchase)),
        }
    )


def _shown(offer: Offer) -> list[str]:
    """The papers that came with an offer, as the request named them."""
    return [PAPER_NAMES[paper] for paper in offer.papers if paper in PAPER_NAMES]


def _offered_on(offer: Offer) -> str | None:
    """The day on which it was sent; an envelope bears the day that the supplier wrote."""
    if offer.channel != OfferChannel.LINK:
        return None
    day = clock.in_zone(offer.received_at, offer.desa.zone).date()
    return clock.plain_date(day)


def _kept_note(offer: Offer) -> str:
    """What a printed offer says of the one that was sent by phone; nothing on an envelope's."""
    if offer.channel != OfferChannel.LINK:
        return ""
    zone = offer.desa.zone
    return say(
        "Disalin dari penawaran elektronik yang diterima {day} pukul {time}, kode penawaran "
        "{code}.",
        day=clock.plain_date(clock.in_zone(offer.received_at, zone).date()),
        time=clock.exact_time(offer.received_at, zone),
        code=codes.grouped(offer.check_code),
    )


def _offered_prices(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    offer = _offer(purchase, variant)
    head = package_data(purchase)
    lines = sorted(
        queries.lines_of(offer.invitee.tender)[offer.pk].values(), key=lambda line: line.item.order
    )
    rows = []
    for line in lines:
        row = item_rows([line.item], "name", "specification", "volume", "unit")[0]
        offered = line.unit_price is not None
        row["unit_price"] = line.unit_price if offered else ""
        row["amount"] = line.amount if offered else ""
        rows.append(row)
    gaps = any(line.unit_price is None for line in lines)
    return _known(
        {
            **{name: head[name] for name in ("package", "activity", "fiscal_year")},
            **supplier_data(offer.invitee.supplier),
            "items": rows,
            "total": offer.total,
            "note": "Tanda – berarti barang itu tidak ditawar." if gaps else "",
            "offered_on": _offered_on(offer),
        }
    )


def _per_supplier(purchase: Purchase) -> list[Copy]:
    """A copy for each supplier who was asked in the present round, once the letters are out."""
    tender = queries.tender_of(purchase)
    if tender is None or tender.sent_at is None:
        return []
    return [
        Copy(str(invitee.supplier_id), invitee.supplier.name)
        for invitee in queries.invitees_of(tender)
    ]


def _asked(purchase: Purchase, variant: str) -> tuple[Tender, Invitee]:
    tender = queries.tender_of(purchase)
    for invitee in queries.invitees_of(tender) if tender else []:
        if str(invitee.supplier_id) == variant and tender is not None:
            return tender, invitee
    raise Refused("Kirim dulu permintaan penawarannya kepada penyedia ini.")


def _entry_form(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    """The form as far as the register knows; NIK, home and account are the supplier's to write."""
    tender, invitee = _asked(purchase, variant)
    supplier = invitee.supplier
    head = package_data(purchase)
    said = statement_data(tender, invitee)
    shared = ("contact_name", "contact_position", "supplier_name", "supplier_address")
    return {
        **{name: said[name] for name in (*shared, "supplier_phone", "supplier_npwp", "package")},
        "supplier_nib": supplier.nib,
        "contact_nik": None,
        "contact_address": None,
        "supplier_account": None,
        "supplier_entity": str(supplier.get_entity_type_display()),
        "supplier_trade": supplier.goods or None,
        "activity": head["activity"],
        "fiscal_year": head["fiscal_year"],
        "stamp_duty": said["stamp_duty"],
    }


def _statement(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    tender, invitee = _asked(purchase, variant)
    unknown = {"contact_nik": None, "contact_birth": None, "contact_address": None}
    trade = invitee.supplier.goods or None
    return {**unknown, **statement_data(tender, invitee), "supplier_trade": trade}


# --- What the TPK writes --------------------------------------------------------------------------


def _per_talk(purchase: Purchase) -> list[Copy]:
    """A call for each supplier with whom it may be negotiated now, or the shop of a direct buy."""
    tender = queries.tender_of(purchase)
    if tender is None:
        shop = purchase.supplier
        return [Copy(str(shop.pk), shop.name)] if shop is not None else []
    if tender.evaluated_at is None:
        return []
    offers = [*queries.partners_of(tender), *(talk.offer for talk in _talks(tender))]
    return [
        Copy(str(offer.invitee.supplier_id), offer.invitee.supplier.name)
        for offer in {offer.pk: offer for offer in offers}.values()
    ]


def _talks(tender: Tender) -> list[Negotiation]:
    return [talk for talk in queries.negotiations_of(tender) if talk.withdrawn_at is None]


def _call(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    """The call to a talk; it is not written once the talk was held."""
    tender = queries.tender_of(purchase)
    if tender is None:
        return _direct_call(purchase, by)
    for talk in _talks(tender):
        if str(talk.offer.invitee.supplier_id) == variant:
            raise Refused(
                say(
                    "Negosiasi dengan {name} sudah berlangsung. Undangan dibuat sebelum negosiasi.",
                    name=talk.offer.invitee.supplier.name,
                )
            )
    offer = _partner(tender, variant)
    return _known(
        {
            **package_data(purchase),
            **supplier_data(offer.invitee.supplier),
            "offer_total": offer.total,
            **_minutes(purchase, tender),
            "agenda": _AGENDA,
            "held_on": tender.negotiation_on.isoformat() if tender.negotiation_on else None,
            "held_place": tender.place or None,
            "signers": signer_rows(purchase, ("tpk",)),
        }
    )


def _partner(tender: Tender, variant: str) -> Offer:
    for offer in queries.partners_of(tender):
        if str(offer.invitee.supplier_id) == variant:
            return offer
    raise Refused("Selesaikan dulu evaluasinya, baru undang penyedia ini.")


def _direct_call(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    shop: Supplier | None = purchase.supplier
    if shop is None:
        raise Refused("Pilih dulu penyedianya.")
    office = "pka" if by.office in PKA else "tpk"
    return _known(
        {
            **package_data(purchase),
            **supplier_data(shop),
            "evaluation_number": "",
            "evaluation_date": "",
            "agenda": _AGENDA,
            "signers": signer_rows(purchase, (office,)),
        }
    )


def _minutes(purchase: Purchase, tender: Tender) -> dict[str, Any]:
    """Number and day of the minutes of this round's evaluation."""
    papers = queries.sheets_made(purchase, "ba_evaluasi")
    last = next((paper for paper in papers if paper.variant == str(tender.round)), None)
    return {
        "evaluation_number": last.number if last else "",
        "evaluation_date": last.dated.isoformat() if last else "",
    }


def _after_offers(purchase: Purchase) -> list[Copy]:
    """One, where suppliers are asked for offers; a direct purchase has none to accept."""
    return [Copy("", "")] if queries.tender_of(purchase) is not None else []


def _acceptance(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    award = queries.award_of(purchase)
    if award is None:
        raise Refused("Tetapkan dulu pemenangnya.")
    chosen = award_data(award)
    shared = ("negotiation_number", "negotiation_date", "offer_total", "value", "work_days")
    letter = award.document
    return _known(
        {
            **package_data(purchase),
            **supplier_data(award.supplier),
            **{name: chosen[name] for name in (*shared, "signers")},
            "offer_date": _sent_on(award),
            "award_number": letter.number if letter else None,
            "award_date": letter.dated.isoformat() if letter else None,
            "delivery_place": purchase.place or None,
            "contract_name": _agreement(purchase, award),
        }
    )


def _sent_on(award: Award) -> str:
    offer = award.offer
    return clock.in_zone(offer.received_at, offer.desa.zone).date().isoformat()


def _agreement(purchase: Purchase, award: Award) -> str:
    """What will be signed at this value (R-34)."""
    forms = evidence_for(queries.rules_for(purchase), award.value).forms
    kind = next((one for one in _AGREEMENTS if one in forms), "surat_pesanan")
    return PAPERS[kind].name


SHEETS = (
    Sheet("surat_penawaran", _offer_letter, TPK, _per_offer),
    Sheet("rincian_penawaran", _offered_prices, TPK, _per_offer),
    Sheet("pernyataan_kebenaran_usaha", _statement, TPK, _per_supplier),
    Sheet("isian_penyedia", _entry_form, TPK, _per_supplier),
    Sheet("undangan_negosiasi", _call, PKA | TPK, _per_talk),
    Sheet("persetujuan_penawaran", _acceptance, TPK, _after_offers),
)
"""The papers of the choice that no step writes."""
