"""Looking at the budget: what is there, what is promised, what is left."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from pbjdesa.planning.models import (
    Activity,
    BudgetImport,
    BudgetLine,
    Commitment,
    PriceReference,
    ProcurementPlan,
)
from pbjdesa.planning.rules import Balance, alike, name_words
from pbjdesa.planning.states import ImportState
from pbjdesa.territories.models import Desa


@dataclass(frozen=True)
class ActivityBalance:
    """An activity with where it stands."""

    activity: Activity
    balance: Balance


@dataclass(frozen=True)
class LineBalance:
    """A budget line with where it stands."""

    line: BudgetLine
    balance: Balance


def _sum(field: str, link: str, desa: Desa) -> Coalesce:
    rows = (
        Commitment.objects.of(desa)
        .filter(**{link: OuterRef("pk")})
        .order_by()
        .values(link)
        .annotate(sum=Sum(field))
        .values("sum")
    )
    return Coalesce(Subquery(rows, output_field=BigIntegerField()), Value(0))


def activity_rows(desa: Desa, year: int) -> QuerySet[Activity]:
    """The year's activities by code, with their sums; see `activity_balance`."""
    return (
        Activity.objects.of(desa)
        .filter(year=year, removed_at__isnull=True)
        .annotate(
            sum_committed=_sum("committed", "activity", desa),
            sum_paid=_sum("paid", "activity", desa),
        )
        .order_by("code")
    )


def activity_balance(row: Activity) -> ActivityBalance:
    """A row of `activity_rows` with where it stands."""
    return ActivityBalance(row, _balance(row, row.ceiling))


def activities(desa: Desa, year: int) -> list[ActivityBalance]:
    """The year's activities by code, each with its balance; one query."""
    return [activity_balance(row) for row in activity_rows(desa, year)]


def year_balance(desa: Desa, year: int) -> Balance:
    """Where the village's whole budget of a year stands; two queries."""
    ceilings = Activity.objects.of(desa).filter(year=year, removed_at__isnull=True)
    taken = Commitment.objects.of(desa).filter(activity__year=year)
    sums = taken.aggregate(committed=Sum("committed"), paid=Sum("paid"))
    ceiling = ceilings.aggregate(sum=Sum("ceiling"))["sum"] or 0
    return Balance(ceiling, sums["committed"] or 0, sums["paid"] or 0)


def line_rows(activity: Activity) -> QuerySet[BudgetLine]:
    """The lines of an activity by account, with their sums; see `line_balance`.

    An account total that is all told in items has nothing of its own and is left out.
    """
    return (
        BudgetLine.objects.like(activity)
        .filter(activity=activity, removed_at__isnull=True)
        .annotate(
            sum_committed=_sum("committed", "line", activity.desa),
            sum_paid=_sum("paid", "line", activity.desa),
        )
        .exclude(total__gt=0, amount=0, sum_committed=0)
        .order_by("account_code", "level", "key")
    )


def line_balance(row: BudgetLine) -> LineBalance:
    """A row of `line_rows` with where it stands."""
    return LineBalance(row, _balance(row, row.amount))


def lines(activity: Activity) -> list[LineBalance]:
    """The lines of an activity, each with its balance; one query."""
    return [line_balance(row) for row in line_rows(activity)]


def sum_of_lines(activity: Activity) -> int:
    """What all lines of an activity come to, in rupiah."""
    rows = BudgetLine.objects.like(activity).filter(activity=activity, removed_at__isnull=True)
    return int(rows.aggregate(sum=Sum("amount"))["sum"] or 0)


def _balance(row: Activity | BudgetLine, ceiling: int) -> Balance:
    return Balance(ceiling, row.sum_committed, row.sum_paid)  # type: ignore[union-attr]


def balance_of(activity: Activity) -> Balance:
    """Where one activity stands; one that left the budget gives nothing."""
    sums = (
        Commitment.objects.like(activity)
        .filter(activity=activity)
        .aggregate(committed=Sum("committed"), paid=Sum("paid"))
    )
    ceiling = 0 if activity.removed_at else activity.ceiling
    return Balance(ceiling, sums["committed"] or 0, sums["paid"] or 0)


def balance_of_line(line: BudgetLine) -> Balance:
    """Where one line stands; one that left the budget gives nothing."""
    sums = (
        Commitment.objects.like(line)
        .filter(line=line)
        .aggregate(committed=Sum("committed"), paid=Sum("paid"))
    )
    amount = 0 if line.removed_at else line.amount
    return Balance(amount, sums["committed"] or 0, sums["paid"] or 0)


def held(activity: Activity, purchase_id: int) -> dict[int, Commitment]:
    """What one purchase holds of an activity, by budget line."""
    rows = Commitment.objects.like(activity).filter(activity=activity, purchase_id=purchase_id)
    return {row.line_id: row for row in rows}


def current_plan(desa: Desa, year: int) -> ProcurementPlan | None:
    """The newest announced plan of a year."""
    return (
        ProcurementPlan.objects.of(desa)
        .filter(year=year)
        .select_related("document")
        .order_by("-version")
        .first()
    )


def plans(desa: Desa) -> QuerySet[ProcurementPlan]:
    """Every version ever announced, newest first (A047)."""
    return ProcurementPlan.objects.of(desa).select_related("document").order_by("-year", "-version")


def has_budget(desa: Desa, year: int) -> bool:
    """Whether any activity of the year is there."""
    return Activity.objects.of(desa).filter(year=year, removed_at__isnull=True).exists()


def imports(desa: Desa) -> QuerySet[BudgetImport]:
    """Imports, newest first."""
    return BudgetImport.objects.of(desa).order_by("-imported_at", "-number")


def later_import(done: BudgetImport) -> BudgetImport | None:
    """The newest import in force that came after this one, in the same year."""
    return (
        BudgetImport.objects.like(done)
        .filter(year=done.year, number__gt=done.number, state=ImportState.APPLIED)
        .order_by("-number")
        .first()
    )


def years(desa: Desa) -> list[int]:
    """The years of which there is a budget, newest first."""
    rows = Activity.objects.of(desa).filter(removed_at__isnull=True).order_by("-year")
    return list(rows.values_list("year", flat=True).distinct())


def prices_like(desa: Desa, text: str, *, standard: bool = False) -> list[PriceReference]:
    """Prices in the village's book for something called like this, newest first; with `standard`
    only those that the kabupaten set."""
    words = sorted(name_words(text), key=len, reverse=True)[:4]
    if not words:
        return []
    match = Q()
    for word in words:
        match |= Q(item__icontains=word)
    if standard:
        match &= Q(standard=True)
    rows = PriceReference.objects.of(desa).filter(match).order_by("-seen_on", "pk")[:50]
    return [row for row in rows if alike(row.item, text)][:5]


def standard_price(desa: Desa, text: str, unit: str) -> int | None:
    """What the kabupaten lets such a thing cost per unit, in rupiah; None when it names none."""
    rows = prices_like(desa, text, standard=True)
    same = (row.price for row in rows if row.unit.casefold() == unit.casefold())
    return next(same, None)
