"""What purchases take of the budget: promised, given back, paid."""

from collections.abc import Mapping

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.planning import queries
from pbjdesa.planning.models import Activity, BudgetLine, Commitment
from pbjdesa.planning.rules import refuse_overdraft
from pbjdesa.territories.tenancy import same_home


@operation
def commit(
    *,
    by: Appointment,
    purchase_id: int,
    activity: Activity,
    amounts: Mapping[int, int],
    blocks: bool,
) -> None:
    """Promise money of budget lines (id → rupiah) to a purchase, in place of what it held before.
    The activity row is locked first: of two purchases that race for the last rupiah one is refused.
    """
    activity = activity.lock()
    held = queries.held(activity, purchase_id)
    for row in held.values():
        row.committed = row.paid
        row.save()
    if blocks:
        refuse_overdraft(activity.name, queries.balance_of(activity), sum(amounts.values()))
    lines = BudgetLine.objects.like(activity).filter(pk__in=amounts, removed_at__isnull=True)
    if len(lines) < len(amounts):
        raise Refused("Ada barang yang sudah tidak ada di anggaran. Pilih lagi barangnya.")
    for line in lines:
        if blocks:
            refuse_overdraft(line.description, queries.balance_of_line(line), amounts[line.pk])
        new = Commitment(**same_home(line), line=line, activity=activity, purchase_id=purchase_id)
        row = held.get(line.pk, new)
        row.committed = amounts[line.pk]
        row.save()
    record(activity, by=by, data={"purchase": str(purchase_id), "sum": sum(amounts.values())})


@operation
def release(*, by: Appointment, purchase_id: int, activity: Activity) -> None:
    """Give back what a cancelled purchase had been promised; what was paid stays."""
    for row in queries.held(activity.lock(), purchase_id).values():
        row.committed = row.paid
        row.save()
    record(activity, by=by, data={"purchase": str(purchase_id)})


@operation
def note_paid(*, by: Appointment, purchase_id: int, activity: Activity) -> None:
    """What was promised to this purchase has been paid in full."""
    for row in queries.held(activity.lock(), purchase_id).values():
        row.paid = row.committed
        row.save()
    record(activity, by=by, data={"purchase": str(purchase_id)})
