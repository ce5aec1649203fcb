"""OCDS implementation: what came, what was paid, and what each is proved by."""

from datetime import date

from pbjdesa.transparency.facts import PackageFacts, PaymentFacts
from pbjdesa.transparency.ocds.items import documents
from pbjdesa.transparency.ocds.parties import TREASURY, supplier_ref, village_ref
from pbjdesa.transparency.ocds.values import Json, end_of, money, start_of
from pbjdesa.transparency.states import PublicStatus


def implementation(facts: PackageFacts) -> Json:
    """Payments, milestones with their state, and papers; empty before anything has happened."""
    if facts.status in (PublicStatus.ORDERED, PublicStatus.CANCELLED):
        return {}
    return {
        "transactions": _transactions(facts),
        "milestones": milestones(facts),
        "documents": documents(facts, "implementation"),
    }


def _transactions(facts: PackageFacts) -> list[Json]:
    """To the supplier, and each proved tax to the treasury: with the last one they add up to the
    contract's value, because taxes are part of the price."""
    payment, zone = facts.payment, facts.village.zone
    if payment is None:
        return []
    village = village_ref(facts.village)
    first = {
        "id": "bayar-1",
        "date": start_of(payment.paid_on, zone),
        "value": money(payment.net),
        "payer": village,
        "payee": supplier_ref(facts.supplier),
    }
    return [first, *_tax_transactions(payment, village, zone)]


def _tax_transactions(payment: PaymentFacts, village: Json, zone: str) -> list[Json]:
    return [
        {
            "id": f"pajak-{tax.key}",
            "date": start_of(tax.paid_on, zone),
            "value": money(tax.amount),
            "payer": village,
            "payee": TREASURY,
        }
        for tax in payment.taxes
        if tax.paid_on is not None and tax.amount
    ]


def milestones(facts: PackageFacts) -> list[Json]:
    """Delivery, acceptance and payment, each scheduled, met, or (of a cancelled order) not met."""
    paid_on = facts.payment.paid_on if facts.payment else None
    delivered = facts.status not in (PublicStatus.ORDERED, PublicStatus.CANCELLED)
    accepted = delivered and facts.status != PublicStatus.DELIVERED
    rows = [
        _milestone(
            facts, "serah-terima", "delivery", "Barang datang", delivered, facts.delivered_on
        ),
        _milestone(
            facts, "terima-desa", "approval", "Diterima Kepala Desa", accepted, facts.accepted_on
        ),
    ]
    if facts.pays_publicly:
        rows.append(
            _milestone(facts, "bayar", "payment", "Dibayar ke toko", bool(paid_on), paid_on)
        )
    return rows


def _milestone(
    facts: PackageFacts, name: str, kind: str, title: str, met: bool, met_on: date | None
) -> Json:
    missed = facts.status == PublicStatus.CANCELLED
    due = end_of(facts.due_on, facts.village.zone) if kind == "delivery" else None
    return {
        "id": name,
        "title": title,
        "type": kind,
        "dueDate": due,
        "dateMet": start_of(met_on, facts.village.zone) if met else None,
        "status": "met" if met else "notMet" if missed else "scheduled",
    }
