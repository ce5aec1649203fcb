"""Looking at payments, and working out the taxes of one."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from pbjdesa.contracts.models import Contract
from pbjdesa.contracts.rules import late_penalty
from pbjdesa.contracts.states import ContractKind
from pbjdesa.delivery.queries import delivered_on
from pbjdesa.payments.books import Withheld
from pbjdesa.payments.models import Payment, PaymentRequest, TaxLine
from pbjdesa.payments.objects import tax_object
from pbjdesa.payments.rules import PaymentFacts, PaymentLine, TaxResult, compute_taxes
from pbjdesa.payments.states import RequestState
from pbjdesa.procurement import queries as procurement
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.queries import taxes_on
from pbjdesa.regulations.rules import next_month
from pbjdesa.territories.models import Desa


def request_of(contract: Contract) -> PaymentRequest | None:
    """The living SPP of a contract."""
    return (
        PaymentRequest.objects.like(contract)
        .filter(contract=contract)
        .exclude(state=RequestState.REPLACED)
        .select_related("document")
        .first()
    )


def taxes_of(request: PaymentRequest) -> list[TaxLine]:
    """The withheld taxes of an SPP."""
    return list(TaxLine.objects.like(request).filter(request=request).order_by("pk"))


def unproved(request: PaymentRequest) -> list[TaxLine]:
    """Taxes without proof of payment (A018)."""
    return [line for line in taxes_of(request) if line.amount and not line.ntpn]


def payment_of(request: PaymentRequest) -> Payment | None:
    """The payment, once made."""
    rows = Payment.objects.like(request).filter(request=request)
    return rows.select_related("document").first()


def taxes_due(purchase: Purchase, contract: Contract, day: date) -> TaxResult:
    """What is withheld when this purchase is paid on `day`, by the table in force then."""
    supplier = contract.supplier
    suket = supplier.suket_until is not None and supplier.suket_until >= day
    lines = tuple(
        PaymentLine(item.amount, found.kind, supplier.pkp, found.exemption)
        for item in procurement.items_of(purchase)
        for found in [tax_object(item.line.account_code)]
    )
    return compute_taxes(
        taxes_on(day),
        PaymentFacts(
            date=day,
            lines=lines,
            pkp=supplier.pkp,
            has_npwp=supplier.has_npwp,
            umkm_suket_valid=suket,
            entity_type=supplier.entity_type,
        ),
    )


@dataclass(frozen=True)
class Lateness:
    """By how many days the goods came late, and the penalty in rupiah; None where the rule set
    names no rate."""

    days: int
    penalty: int | None


IN_TIME = Lateness(0, 0)


def lateness_of(purchase: Purchase, contract: Contract, net_price: int) -> Lateness:
    """What being late costs the supplier (R-40): a part of the price without PPN. An order letter
    names no penalty; only what both sides signed does."""
    came = delivered_on(contract)
    if contract.kind == ContractKind.SURAT_PESANAN or came is None or came <= contract.due_on:
        return IN_TIME
    days = (came - contract.due_on).days
    return Lateness(days, late_penalty(procurement.rules_for(purchase), net_price, 0, days))


def withheld_by(desa: Desa, year: int) -> list[Withheld]:
    """Every tax that was withheld by the end of a year and not deposited before it began, in the
    order of the payments, also one that somebody corrected to nothing; one query."""
    paid_on = Payment.objects.of(desa).filter(request_id=OuterRef("request_id"))
    rows = (
        TaxLine.objects.of(desa)
        .filter(request__state=RequestState.PAID, computed__gt=0)
        .filter(Q(proved_on__isnull=True) | Q(proved_on__gte=date(year, 1, 1)))
        .annotate(paid_on=Subquery(paid_on.order_by().values("paid_on")[:1]))
        .filter(paid_on__lte=date(year, 12, 31))
        .exclude(amount=0, paid_on__lt=date(year, 1, 1))
        .select_related("request__contract__supplier", "request__contract__purchase")
        .order_by("paid_on", "pk")
    )
    return [_withheld(row) for row in rows]


def _withheld(row: Any) -> Withheld:
    contract, paid_on = row.request.contract, row.paid_on
    return Withheld(
        purchase_id=contract.purchase_id,
        about=contract.purchase.title,
        supplier=contract.supplier.name,
        label=row.label,
        amount=row.amount,
        withheld_on=paid_on,
        due_on=next_month(paid_on, taxes_on(paid_on).days.pay_day.value),
        ntpn=row.ntpn,
        deposited_on=row.proved_on,
        reason=row.reason,
    )


def years_paid(desa: Desa) -> list[int]:
    """The years in which the village paid something, the newest first."""
    days = Payment.objects.of(desa).order_by().dates("paid_on", "year")
    return sorted((day.year for day in days), reverse=True)
