"""What the board shows: a fixed number of queries, whatever the number of purchases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Q

from pbjdesa.kernel import clock
from pbjdesa.oversight.queries import flags_of
from pbjdesa.oversight.registry import Raised
from pbjdesa.people.actors import Actor
from pbjdesa.planning.models import Activity, ProcurementPlan
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa, Kecamatan

FINAL = ("closed", "cancelled")
NOT_ARRIVED = (
    *("draft", "camat_review", "preparing", "inviting", "opened", "evaluated", "negotiated"),
    *("awarded", "ordered"),
)
SUPPLIERS_TURN = ("draft", "inviting")
"""Nothing to ask about while it is not the village's move: a request waits for its closing time."""
LONG_WAIT = timedelta(days=7)
"""How long a purchase may stand still before a coach should ask."""


def is_late(purchase: Purchase, today: date) -> bool:
    """The day on which it was needed has passed, and nothing has come."""
    due = purchase.needed_by
    return purchase.state in NOT_ARRIVED and due is not None and due < today


def is_returned(purchase: Purchase) -> bool:
    """Somebody sent it back, and it waits to be mended."""
    return bool(purchase.note) and purchase.state not in FINAL


def waits_long(purchase: Purchase) -> bool:
    """Nobody has touched it for more than a week, though it is somebody's turn."""
    moving = purchase.state not in (*FINAL, *SUPPLIERS_TURN)
    return moving and clock.now() - purchase.changed_at > LONG_WAIT


@dataclass
class VillageRow:
    """One village on the board. `plan` is the newest announced version, None before the first."""

    desa: Desa
    has_budget: bool = False
    plan: int | None = None
    running: int = 0
    done: int = 0
    late: int = 0
    returned: int = 0
    waiting: int = 0
    flagged: int = 0
    purchases: list[Purchase] = field(default_factory=list)

    @property
    def attention(self) -> int:
        """How much there is to ask about; orders the board, and is never shown as a mark."""
        missing = 2 if self.plan is None else 0
        return missing + self.late + self.returned + self.waiting + self.flagged


def purchases_of(actor: Actor, desa: Iterable[Desa], year: int) -> list[Purchase]:
    """All purchases of these villages in a year, light enough for a thousand."""
    return list(
        Purchase.objects.visible_to(actor)
        .filter(desa_id__in=[one.pk for one in desa], year=year)
        .select_related("rule_set")
        .defer("rule_set__content")
        .order_by("-changed_at", "-pk")
    )


def village_rows(actor: Actor, kecamatan: Kecamatan, year: int) -> list[VillageRow]:
    """The villages of a kecamatan, those with most to ask about first."""
    villages = list(Desa.objects.filter(kecamatan=kecamatan, retired_at__isnull=True))
    purchases = purchases_of(actor, villages, year)
    flags = flags_of(actor, purchases)
    plans = _plans(actor, villages, year)
    budgets = _with_budget(actor, villages, year)
    rows = {one.pk: VillageRow(one, one.pk in budgets, plans.get(one.pk)) for one in villages}
    today = clock.today(kecamatan.kab.zone)
    for purchase in purchases:
        count(rows[purchase.desa_id], purchase, today, flags)
    return sorted(rows.values(), key=lambda row: (-row.attention, row.desa.code))


def count(
    row: VillageRow, purchase: Purchase, today: date, flags: dict[int, tuple[Raised, ...]]
) -> None:
    """Add one purchase to the sums of its village."""
    row.running += purchase.state not in FINAL
    row.done += purchase.state == "closed"
    row.late += is_late(purchase, today)
    row.returned += is_returned(purchase)
    row.waiting += waits_long(purchase)
    row.flagged += purchase.pk in flags


def _plans(actor: Actor, villages: list[Desa], year: int) -> dict[int, int]:
    rows = ProcurementPlan.objects.visible_to(actor).filter(
        desa_id__in=[one.pk for one in villages], year=year
    )
    return dict(rows.order_by("version").values_list("desa_id", "version"))


def _with_budget(actor: Actor, villages: list[Desa], year: int) -> set[int]:
    rows = Activity.objects.visible_to(actor).filter(
        desa_id__in=[one.pk for one in villages], year=year, removed_at__isnull=True
    )
    return set(rows.order_by().values_list("desa_id", flat=True).distinct())


@dataclass(frozen=True)
class KecamatanRow:
    """One kecamatan on the board of a kabupaten."""

    kecamatan: Kecamatan
    villages: int
    announced: int
    running: int
    late: int
    returned: int


def kecamatan_rows(actor: Actor, year: int) -> list[KecamatanRow]:
    """The kecamatan of a kabupaten with their sums; four queries."""
    today = clock.today(actor.kab.zone)
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in _purchase_sums(actor, year, today):
        sums[row["desa__kecamatan_id"]] = row
    announced = dict(
        ProcurementPlan.objects.visible_to(actor)
        .filter(year=year)
        .order_by()
        .values_list("desa__kecamatan_id")
        .annotate(villages=Count("desa_id", distinct=True))
    )
    villages = dict(
        Desa.objects.filter(kab=actor.kab, retired_at__isnull=True)
        .order_by()
        .values_list("kecamatan_id")
        .annotate(villages=Count("pk"))
    )
    return [
        KecamatanRow(
            one,
            villages.get(one.pk, 0),
            announced.get(one.pk, 0),
            sums[one.pk]["running"],
            sums[one.pk]["late"],
            sums[one.pk]["returned"],
        )
        for one in Kecamatan.objects.filter(kab=actor.kab).order_by("code")
    ]


def _purchase_sums(actor: Actor, year: int, today: date) -> Iterable[dict[str, int]]:
    open_ones = ~Q(state__in=FINAL)
    return (
        Purchase.objects.visible_to(actor)
        .filter(year=year)
        .order_by()
        .values("desa__kecamatan_id")
        .annotate(
            running=Count("pk", filter=open_ones),
            late=Count("pk", filter=Q(state__in=NOT_ARRIVED, needed_by__lt=today)),
            returned=Count("pk", filter=open_ones & ~Q(note="")),
        )
    )
