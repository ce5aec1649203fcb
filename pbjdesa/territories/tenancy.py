"""Whose row is it? Every row of a village carries its kabupaten (home) and its desa.

Rows are fetched in two ways only: `visible_to(actor)`, what a person may see, and `of(owner)`, what
belongs to a village or kabupaten that the caller already holds. A statement that names no home at
all is refused by the connection itself (`kernel.guard`).
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.db import models
from django.db.models.sql.where import WhereNode

from pbjdesa.kernel.ids import IdField, new_id
from pbjdesa.territories.models import Desa, Kabupaten


@dataclass(frozen=True)
class Scope:
    """How far a person may look: one desa, the villages of one kecamatan, or a whole kabupaten.

    `nothing` is for those who keep the system and have no business with a village's records.
    """

    kab_id: int
    desa_id: int | None = None
    kecamatan_id: int | None = None
    nothing: bool = False


class Looks(Protocol):
    """Somebody with a scope."""

    @property
    def scope(self) -> Scope: ...


M = TypeVar("M", bound=models.Model)


class TenantQuerySet(models.QuerySet[M]):
    """Rows that belong to somebody."""

    def of(self, owner: Desa | Kabupaten) -> Self:
        """Rows of this desa, or of this kabupaten."""
        if isinstance(owner, Desa):
            return self.filter(kab_id=owner.kab_id, desa_id=owner.pk)
        return self.filter(kab_id=owner.pk)

    def like(self, row: "TenantModel") -> Self:
        """Rows of the same desa as `row`."""
        return self.filter(kab_id=row.kab_id, desa_id=row.desa_id)

    def visible_to(self, actor: Looks) -> Self:
        """Rows that this person may see; everybody else's do not exist for them."""
        scope = actor.scope
        rows = self.filter(kab_id=scope.kab_id)
        if scope.nothing:
            return rows.none()
        if scope.desa_id is not None:
            return rows.filter(desa_id=scope.desa_id)
        if scope.kecamatan_id is not None:
            return rows.filter(desa__kecamatan_id=scope.kecamatan_id)
        return rows


TenantManager = models.Manager.from_queryset(TenantQuerySet)


class TenantForeignKey(models.ForeignKey):
    """A foreign key between rows of one home: joins and look-ups also compare the home.

    Without that the distributed engine would have to ask every shard. `related_name` is always "+":
    a reverse accessor would be an import against the layers in disguise.
    """

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)

    def get_extra_restriction(self, alias: str, related_alias: str) -> WhereNode | None:
        here: Any = self.model._meta.get_field("kab")
        there: Any = self.remote_field.model._meta.get_field("kab")
        lookup = here.get_lookup("exact")(here.get_col(related_alias), there.get_col(alias))
        return WhereNode([lookup], "AND")

    def get_extra_descriptor_filter(self, instance: Any) -> dict[str, Any]:
        return {"kab_id": instance.kab_id}


class HomedModel(models.Model):
    """A row with a home: its kabupaten, which never changes. Ids carry the shard of the home."""

    id = IdField(primary_key=True)
    kab = models.ForeignKey(Kabupaten, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is None:
            self.pk = new_id(self.kab.shard)
            kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def _do_update(  # type: ignore[no-untyped-def]
        self, base_qs, using, pk_val, values, update_fields, forced_update
    ):
        # The home never changes and the distributed engine refuses even to set it again;
        # naming it in the WHERE sends the statement to one shard.
        values = [value for value in values if value[0].attname != "kab_id"]
        return super()._do_update(
            base_qs.filter(kab_id=self.kab_id), using, pk_val, values, update_fields, forced_update
        )

    def refresh_from_db(
        self, using: str | None = None, fields: Any = None, from_queryset: Any = None
    ) -> None:
        if from_queryset is None:
            from_queryset = type(self)._base_manager.filter(kab_id=self.kab_id)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)

    def lock(self) -> Self:
        """The same row, read again and locked until the transaction ends."""
        rows = type(self)._base_manager.select_for_update()
        return rows.get(kab_id=self.kab_id, pk=self.pk)


class TenantModel(HomedModel):
    """A row owned by a village."""

    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+", db_index=False)

    objects: ClassVar[TenantManager[Self]] = TenantManager()

    class Meta:
        abstract = True


def home(owner: Desa) -> dict[str, Any]:
    """The two keys that every new row of a village needs."""
    return {"kab": owner.kab, "desa": owner}


def same_home(row: TenantModel) -> dict[str, Any]:
    """The two keys of a row that belongs beside `row`."""
    return {"kab_id": row.kab_id, "desa_id": row.desa_id}
