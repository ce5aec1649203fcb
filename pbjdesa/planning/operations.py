"""Writing the budget and the plan: typed lines, the announcement, and what purchases take."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from pbjdesa.documents.operations import issue_paper, open_dossier
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.planning import queries
from pbjdesa.planning.models import (
    Activity,
    BudgetLine,
    Commitment,
    PriceReference,
    ProcurementPlan,
)
from pbjdesa.planning.plan import plan_rows, plan_total
from pbjdesa.planning.rules import line_amount, refuse_overdraft
from pbjdesa.planning.states import Level, Origin
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home, same_home


@operation
def type_activity(
    *, by: Appointment, desa: Desa, year: int, code: str, name: str, ceiling: int
) -> Activity:
    """Write an activity by hand; an import finds it by its code later and does not double it."""
    if Activity.objects.of(desa).filter(year=year, code=code).exists():
        raise Refused(f"Kegiatan {code} sudah ada. Pilih kode lain.", field="code")
    activity = Activity(
        **home(desa), year=year, code=code, name=name, ceiling=ceiling, origin=Origin.TYPED
    )
    activity.save()
    record(activity, by=by, data={"code": code, "ceiling": ceiling})
    return activity


@operation
def type_line(
    *,
    by: Appointment,
    activity: Activity,
    account_code: str,
    description: str,
    fund_sources: str = "",
    volume: Decimal | None = None,
    unit: str = "",
    unit_price: int | None = None,
    amount: int | None = None,
) -> BudgetLine:
    """Write a budget line by hand. Raises Refused when the lines would pass the activity's ceiling."""
    activity = activity.lock()
    sum_of_line = line_amount(volume, unit_price, amount)
    others = sum(entry.line.amount for entry in queries.lines(activity))
    if others + sum_of_line > activity.ceiling:
        raise Refused(
            "Jumlah semua baris melewati pagu kegiatan. Kurangi baris ini, atau ubah pagunya.",
            field="amount",
        )
    line = BudgetLine(
        **same_home(activity),
        activity=activity,
        level=Level.ITEM if volume is not None else Level.ACCOUNT,
        key=_free_key(activity, f"{activity.code}|{account_code}|{description.casefold()[:150]}"),
        account_code=account_code,
        description=description,
        fund_sources=fund_sources,
        volume=volume,
        unit=unit,
        unit_price=unit_price,
        amount=sum_of_line,
        origin=Origin.TYPED,
    )
    line.save()
    record(line, by=by, data={"account": account_code, "amount": sum_of_line})
    return line


def _free_key(activity: Activity, wanted: str) -> str:
    taken = set(
        BudgetLine.objects.like(activity)
        .filter(activity=activity, key__startswith=wanted)
        .values_list("key", flat=True)
    )
    key, count = wanted, 1
    while key in taken:
        count += 1
        key = f"{wanted}|{count}"
    return key


@operation
def announce_plan(*, by: Appointment, desa: Desa, year: int) -> ProcurementPlan:
    """The kades announces the year's plan; a changed plan is a new version (R-02, A047)."""
    rows = plan_rows(desa, year)
    if not rows:
        raise Refused(f"Anggaran tahun {year} belum ada. Masukkan anggarannya dulu.")
    previous = queries.current_plan(desa, year)
    if previous is not None and previous.rows == rows:
        raise Conflict("Rencana ini sudah diumumkan dan tidak berubah.")
    rules = rules_of(in_force(desa.kab.code, clock.today(desa.zone)))
    dossier = (
        previous.dossier
        if previous
        else open_dossier(by=by, desa=desa, title=f"Rencana pengadaan {year}", year=year)
    )
    document = issue_paper(
        by=by,
        dossier=dossier,
        kind="pengumuman_rencana",
        data={
            "fiscal_year": year,
            "regulation": rules.instrument.full_title,
            "plan_basis": f"APB Desa Tahun Anggaran {year}",
            "packages": rows,
            "total": plan_total(rows),
            "kepala_desa_name": by.person.name,
        },
        rules=rules,
        dated=clock.today(desa.zone),
    )
    plan = ProcurementPlan(
        **home(desa),
        year=year,
        version=previous.version + 1 if previous else 1,
        dossier=dossier,
        document=document,
        announced_at=clock.now(),
        announced_by_id=by.pk,
        rows=rows,
        total=plan_total(rows),
    )
    plan.save()
    record(plan, by=by, data={"year": year, "version": plan.version, "total": plan.total})
    return plan


@operation
def commit(
    *,
    by: Appointment,
    purchase_id: int,
    activity: Activity,
    amounts: Mapping[int, int],
    blocks: bool,
) -> None:
    """Promise money of budget lines (id → rupiah) to a purchase. The activity row is locked first,
    so of two purchases that race for the last rupiah one is refused.
    """
    activity = activity.lock()
    if blocks:
        refuse_overdraft(activity.name, queries.balance_of(activity), sum(amounts.values()))
    for line in BudgetLine.objects.like(activity).filter(pk__in=amounts, removed_at__isnull=True):
        if blocks:
            refuse_overdraft(line.description, queries.balance_of_line(line), amounts[line.pk])
        Commitment(
            **same_home(activity),
            line=line,
            activity=activity,
            purchase_id=purchase_id,
            committed=amounts[line.pk],
        ).save()
    record(activity, by=by, data={"purchase": str(purchase_id), "sum": sum(amounts.values())})


@operation
def release(*, by: Appointment, purchase_id: int, activity: Activity) -> None:
    """Give back what a cancelled purchase had been promised; what was paid stays."""
    activity = activity.lock()
    for row in Commitment.objects.like(activity).filter(purchase_id=purchase_id):
        row.committed = row.paid
        row.save()
    record(activity, by=by, data={"purchase": str(purchase_id)})


@operation
def note_paid(*, by: Appointment, purchase_id: int, activity: Activity) -> None:
    """What was promised to this purchase has been paid in full."""
    activity = activity.lock()
    for row in Commitment.objects.like(activity).filter(purchase_id=purchase_id):
        row.paid = row.committed
        row.save()
    record(activity, by=by, data={"purchase": str(purchase_id)})


@operation
def note_price(
    *, by: Appointment, desa: Desa, item: str, unit: str, price: int, source: str, seen_on: date
) -> PriceReference:
    """Write a price with its source into the village's price book."""
    if price <= 0:
        raise Refused("Harga harus lebih dari nol.", field="price")
    if not source.strip():
        raise Refused("Isi dari mana harga ini, contoh: Toko Maju, 3 Mei 2026.", field="source")
    row = PriceReference(
        **home(desa), item=item, unit=unit, price=price, source=source, seen_on=seen_on
    )
    row.save()
    record(row, by=by, data={"item": item, "price": price})
    return row
