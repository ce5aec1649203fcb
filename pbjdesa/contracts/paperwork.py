"""What a contract says: the deal that was awarded, and the terms of the pinned rule set."""

from datetime import date, timedelta
from typing import Any

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.money import times
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Award, Invitee, Purchase
from pbjdesa.procurement.states import Category
from pbjdesa.regulations.rules import stamp_duty_on_contract
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.words import WORDS
from pbjdesa.suppliers.queries import bank_of, npwp_of

AT_ONCE = "sekaligus"
"""A contract is paid once, when everything was handed over."""
PENALTY_BASES = {
    "whole": "seluruh nilai perjanjian",
    "remaining": "nilai bagian yang belum diserahkan",
}


def contract_data(purchase: Purchase, award: Award, kind: str, by: Appointment) -> dict[str, Any]:
    """For SPK and surat perjanjian (`kind`): both state the same, each in its own form.

    Terms that nobody has set stay empty, so that the paper refers to the regulation.
    """
    if kind not in ("spk", "surat_perjanjian"):
        raise KeyError(kind)
    rules = queries.rules_for(purchase)
    work_days = award.offer.work_days or award.tender.work_days
    due_on = _due_on(purchase, work_days)
    return {
        **paperwork.package_data(purchase),
        **_village_party(purchase, by),
        **paperwork.supplier_data(award.supplier),
        "supplier_nik": None,
        "supplier_npwp": npwp_of(award.supplier),
        "supplier_account": bank_of(award.supplier),
        "regulation": rules.instrument.full_title,
        **_letters(award),
        "items": _rows(purchase, award),
        "total": award.value,
        "work_days": work_days,
        "due_on": due_on.isoformat() if due_on else None,
        "delivery_place": purchase.place,
        "payment_kind": AT_ONCE,
        **_terms(rules, purchase.category),
        "stamp_duty": stamp_duty_on_contract(rules),
    }


def _due_on(purchase: Purchase, work_days: int | None) -> date | None:
    if work_days is None:
        return purchase.needed_by
    return clock.today(purchase.desa.zone) + timedelta(days=work_days)


def _village_party(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    """Whoever signs for the village: PKA in most places, the TPK or the kepala desa in others."""
    office = by.full_title
    if by.office in PKA:
        office = paperwork.pka_data(purchase, by)["pka_office"]
    return {
        "signer_name": by.person.name,
        "signer_office": office,
        "signer_address": f"Kantor Desa {purchase.desa.name}",
    }


def _letters(award: Award) -> dict[str, Any]:
    invitee = (
        Invitee.objects.like(award)
        .filter(tender=award.tender, supplier=award.supplier)
        .select_related("letter")
        .first()
    )
    request, choice = invitee.letter if invitee else None, award.document
    return {
        "request_number": request.number if request else "",
        "request_date": _dated(request) or "",
        "award_number": choice.number if choice else None,
        "award_date": _dated(choice),
    }


def _dated(document: Document | None) -> str | None:
    return document.dated.isoformat() if document else None


def _rows(purchase: Purchase, award: Award) -> list[dict[str, Any]]:
    prices = queries.agreed_prices(award.tender, award.offer)
    rows = []
    for item in queries.items_of(purchase):
        row = paperwork.item_rows([item], "name", "specification", "volume", "unit")[0]
        price = prices.get(item.pk)
        row["unit_price"] = price
        row["amount"] = times(item.volume, price) if price is not None else None
        rows.append(row)
    return rows


def _terms(rules: RuleSet, category: str) -> dict[str, Any]:
    terms = rules.contract
    building = category == Category.KONSTRUKSI
    return {
        "claim_days": rules.payment.spp_deadline.days,
        "claim_kind": WORDS[rules.payment.spp_deadline.kind],
        "penalty_permille": terms.penalty_permille.value,
        "penalty_base": PENALTY_BASES[terms.penalty_base.value],
        "penalty_cap_percent": terms.penalty_cap_percent.value,
        "retention_percent": terms.retention_percent.value if building else None,
        "warranty_months": terms.warranty_months.value,
        "advance_percent": terms.advance_percent.value,
        "amendment_cap_percent": terms.amendment_cap_percent.value,
        "force_majeure_days": terms.force_majeure_notice.days,
        "force_majeure_kind": WORDS[terms.force_majeure_notice.kind],
        "suspension_days": terms.suspension.days,
        "suspension_kind": WORDS[terms.suspension.kind],
        "subcontract_note": _subcontract(terms.subcontract.value),
    }


def _subcontract(allowed: bool) -> str:
    if allowed:
        return (
            "Sebagian pekerjaan boleh dialihkan kepada pihak lain dengan persetujuan tertulis. "
            "Penyedia tetap bertanggung jawab atas seluruh pekerjaan."
        )
    return "Pekerjaan tidak boleh dialihkan atau disubkontrakkan kepada pihak lain."


def order_data(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    """For the order letter (surat pesanan)."""
    rules = queries.rules_for(purchase)
    supplier = purchase.supplier
    assert supplier is not None  # noqa: S101  (the move's guards have checked it)
    return {
        **paperwork.package_data(purchase),
        **paperwork.pka_data(purchase, by),
        **paperwork.supplier_data(supplier),
        "pka_address": f"Kantor Desa {purchase.desa.name}",
        "supplier_nik": None,
        "supplier_npwp": npwp_of(supplier),
        "supplier_account": bank_of(supplier),
        "items": paperwork.item_rows(
            queries.items_of(purchase),
            "name",
            "specification",
            "volume",
            "unit",
            "unit_price",
            "amount",
        ),
        "total": purchase.value,
        "tax_note": "Harga sudah termasuk pajak.",
        "delivery_due": purchase.needed_by.isoformat() if purchase.needed_by else None,
        "delivery_place": purchase.place,
        "payment_way": "tunai atau transfer",
        "payment_basis": _payment_basis(rules),
        "stamp_duty": stamp_duty_on_contract(rules),
    }


def _payment_basis(rules: RuleSet) -> str:
    return "berita acara serah terima dan nota" if rules.payment.after_handover.value else "nota"
