"""How a supplier stands: sanctions of the kabupaten, ratings of the villages."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from pbjdesa.suppliers.models import Rating, Sanction, Supplier
from pbjdesa.suppliers.states import Grade
from pbjdesa.territories.models import Desa, Kabupaten


def sanctions_of(supplier: Supplier) -> list[Sanction]:
    """Every sanction that the supplier ever had, the newest first."""
    rows = Sanction.objects.filter(kab_id=supplier.kab_id, supplier=supplier)
    return list(rows.select_related("supplier").order_by("-from_date", "-pk"))


def sanctioned_on(owner: Desa | Kabupaten, pks: Collection[int], day: date) -> dict[int, Sanction]:
    """Which of these suppliers are shut out on a day, each with the sanction that lasts longest;
    one query."""
    rows = _in_force(Sanction.objects.of(owner), day).filter(supplier_id__in=pks)
    return {row.supplier_id: row for row in rows.order_by("until_date", "pk")}


def sanction_on(supplier: Supplier, day: date) -> Sanction | None:
    """The sanction that holds for this supplier on a day of the kabupaten; None when free."""
    rows = Sanction.objects.filter(kab_id=supplier.kab_id, supplier=supplier)
    return _in_force(rows, day).order_by("-until_date", "-pk").first()


def sanctions_in_force(owner: Desa | Kabupaten, day: date) -> "QuerySet[Sanction]":
    """Everybody who is shut out on a day or will be, for the list that all may read."""
    rows: QuerySet[Sanction] = Sanction.objects.of(owner)
    living = rows.filter(until_date__gte=day).filter(_not_lifted(day))
    return living.select_related("supplier__place_desa", "supplier__kecamatan").order_by(
        "supplier__name", "from_date", "pk"
    )


def _in_force(rows: "QuerySet[Sanction]", day: date) -> "QuerySet[Sanction]":
    """The same days as `Term.covers`, asked of the database."""
    living = rows.filter(from_date__lte=day, until_date__gte=day).filter(_not_lifted(day))
    return living.select_related("supplier")


def _not_lifted(day: date) -> Q:
    return Q(free_from__isnull=True) | Q(free_from__gt=day)


def ratings_of(supplier: Supplier) -> "QuerySet[Rating]":
    """What villages said of the supplier's finished orders, the newest first."""
    rows: QuerySet[Rating] = Rating.objects.filter(kab_id=supplier.kab_id, supplier=supplier)
    return rows.select_related("desa").order_by("-rated_at", "-pk")


def rating_of(owner: Desa, purchase_id: int) -> Rating | None:
    """What the village said of one purchase."""
    return Rating.objects.of(owner).filter(purchase_id=purchase_id).first()


@dataclass(frozen=True)
class RatingCount:
    """How many orders were rated, and in how many everything was good."""

    rated: int = 0
    all_good: int = 0


def rating_counts(owner: Desa | Kabupaten, pks: Collection[int]) -> dict[int, RatingCount]:
    """The same for many suppliers; one query."""
    good = Q(on_time=Grade.GOOD, quantity=Grade.GOOD, quality=Grade.GOOD)
    rows = (
        Rating.objects.filter(kab_id=_kab(owner), supplier_id__in=pks)
        .values("supplier_id")
        .annotate(rated=Count("pk"), all_good=Count("pk", filter=good))
        .order_by()
    )
    return {row["supplier_id"]: RatingCount(row["rated"], row["all_good"]) for row in rows}


def _kab(owner: Desa | Kabupaten) -> int:
    return int(owner.kab_id if isinstance(owner, Desa) else owner.pk)
