"""What every table promises: whose its rows are, what they may point at, and what goes together."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import Value
from django.test.utils import isolate_apps

from pbjdesa.kernel.audit import AuditEvent, ChainHead
from pbjdesa.kernel.guard import tenant_tables
from pbjdesa.kernel.ids import IdField
from pbjdesa.kernel.once import FormKey
from pbjdesa.people.models import KabModel
from pbjdesa.suppliers.models import RegisterModel
from pbjdesa.territories.tenancy import HomedModel, TenantForeignKey, TenantModel
from tests.house.source import layers

OURS = [model for model in apps.get_models() if model.__module__.startswith("pbjdesa.")]
HOMED = [model for model in OURS if issubclass(model, HomedModel)]
VILLAGE = [model for model in OURS if issubclass(model, TenantModel)]

GLOBAL = {
    "Kabupaten": "the few territories are the same on every shard",
    "Kecamatan": "the few territories are the same on every shard",
    "Desa": "the few territories are the same on every shard",
    "RuleSetVersion": "law binds whole regions",
    "ValueConfirmation": "lies beside the law, and practice villages read it too",
    "WordingEdition": "lies beside the law, and practice villages print it too",
    "LogoEdition": "lies beside the law, and practice villages print it too",
    "Account": "a log-in does not know its kabupaten yet",
    "Invitation": "its code comes before anybody is known",
    "CheckCode": "who checks a paper knows nothing but its code",
    "OfferLink": "a supplier's link names no kabupaten; only the hash of its token is kept",
    "SupplierLink": "a supplier's link names no kabupaten; only the hash of its token is kept",
}
"""Tables without a home, each with its reason; one more is a decision, not a slip."""

KERNEL = {AuditEvent, ChainHead, FormKey}
"""The kernel knows no territories: its rows carry a plain kab_id."""


def links(model: type[models.Model]) -> Iterator[models.ForeignKey]:  # type: ignore[type-arg]
    for field in model._meta.get_fields():
        if isinstance(field, models.ForeignKey):
            yield field


def app_of(model: type[models.Model]) -> str:
    return model._meta.app_label


def wrong_links(model: type[models.Model], floors: dict[str, int]) -> Iterator[str]:
    """Foreign keys that point up, open a way back up, or let what they point at be deleted."""
    for field in links(model):
        there: type[models.Model] = field.related_model  # type: ignore[assignment]
        name = f"{model.__name__}.{field.name}"
        here, target = app_of(model), app_of(there)
        if here != target and floors[target] >= floors[here]:
            yield f"{name} points up, from {here} to {target}"
        if here != target and field.remote_field.related_name != "+":
            yield f"{name} opens a way back: related_name must be '+'"
        if field.remote_field.on_delete is not models.PROTECT:
            yield f"{name} must PROTECT what it points at"
        if (
            issubclass(model, TenantModel)
            and issubclass(there, HomedModel)
            and not isinstance(field, TenantForeignKey)
        ):
            yield f"{name} must be a TenantForeignKey"


def test_foreign_keys_point_down_leave_no_way_back_and_protect() -> None:
    slips = [slip for model in OURS for slip in wrong_links(model, layers())]
    assert slips == []


def test_models_are_linked_by_no_other_means() -> None:
    others = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.get_fields()
        if field.is_relation
        and not isinstance(field, models.ForeignKey)
        # the other side of a key inside one app
        and not (field.auto_created and app_of(field.related_model) == app_of(model))
    ]
    assert others == []


def planted(here: str, there: str, **options: object) -> list[str]:
    """What the rules above say of a link between two toy models."""
    with isolate_apps(f"pbjdesa.{here}", f"pbjdesa.{there}"):

        class Target(models.Model):
            class Meta:
                app_label = there

        class Toy(models.Model):
            link = models.ForeignKey(
                Target, **{"on_delete": models.PROTECT, "related_name": "+", **options}
            )

            class Meta:
                app_label = here

        return list(wrong_links(Toy, layers()))


@pytest.mark.parametrize(
    ("here", "there", "options", "slip"),
    [
        ("procurement", "contracts", {}, "points up"),
        ("planning", "suppliers", {}, "points up"),
        ("payments", "contracts", {"related_name": "payments"}, "way back"),
        ("payments", "contracts", {"related_name": None}, "way back"),
        ("payments", "documents", {"on_delete": models.CASCADE}, "PROTECT"),
    ],
)
def test_a_planted_link_is_found(
    here: str, there: str, options: dict[str, object], slip: str
) -> None:
    (found,) = planted(here, there, **options)
    assert slip in found


def test_a_lawful_link_is_not_found() -> None:
    assert planted("payments", "contracts") == []


def test_every_table_belongs_to_a_village_or_says_why_not() -> None:
    loose = {
        model.__name__
        for model in OURS
        if not issubclass(model, HomedModel) and model not in KERNEL
    }
    assert loose == set(GLOBAL)
    for model in OURS:
        assert getattr(model, "GLOBAL_TABLE", False) == (model.__name__ in loose), model


def test_every_row_of_a_village_names_kabupaten_and_desa() -> None:
    assert len(VILLAGE) >= 20
    for model in HOMED:
        assert not model._meta.get_field("kab").null, model
    for model in VILLAGE:
        assert not model._meta.get_field("desa").null, model
        assert model._meta.db_table in tenant_tables()
    # officials of kecamatan and kabupaten have no desa, and the register of suppliers is shared by
    # the villages of a kabupaten; they are the only ones
    shared = {m for m in OURS if issubclass(m, KabModel | RegisterModel)}
    assert {m for m in HOMED if m not in VILLAGE} == shared


def test_no_rule_of_uniqueness_reaches_beyond_a_home() -> None:
    """The distributed engine cannot hold one that does."""
    for model in [*HOMED, *KERNEL]:
        for constraint in model._meta.constraints:
            if isinstance(constraint, models.UniqueConstraint):
                assert {"kab", "kab_id"} & set(constraint.fields), (model, constraint.name)
        assert not [f.name for f in model._meta.local_fields if f.unique and not f.primary_key]
        assert not model._meta.unique_together


def test_ids_are_made_by_the_program() -> None:
    for model in OURS:
        assert isinstance(model._meta.pk, IdField), model


def test_no_table_keeps_money_as_anything_but_whole_rupiah() -> None:
    floats = [
        f"{model.__name__}.{field.name}"
        for model in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.FloatField)
    ]
    decimals = {
        field.name
        for model in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.DecimalField)
    }
    assert floats == []
    assert decimals <= {"volume", "latitude", "longitude"}


def pairs(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Fields that say when and by whom one thing happened, where both may be empty."""
    fields = {field.attname: field for field in model._meta.local_concrete_fields}
    for when in fields:
        what = re.fullmatch(r"(\w+)_(?:at|on)", when)
        who = what and f"{what[1]}_by_id"
        if who in fields and (fields[when].null or fields[who].null):
            yield when, who


def holds(constraint: models.CheckConstraint, **given: bool) -> bool:
    """Whether the database would take a row in which these fields are filled, or are not."""
    whole = models.IntegerField()
    values = {name: Value(1 if full else None, whole) for name, full in given.items()}
    return bool(constraint.condition.check(values))


@pytest.mark.django_db
def test_when_and_who_are_written_together() -> None:
    checked = 0
    for model in OURS:
        for when, who in pairs(model):
            (rule,) = [
                c
                for c in model._meta.constraints
                if isinstance(c, models.CheckConstraint)
                and set(c.condition.referenced_base_fields) == {when, who}
            ]
            assert holds(rule, **{when: True, who: True})
            assert holds(rule, **{when: False, who: False})
            assert not holds(rule, **{when: True, who: False}), rule.name
            assert not holds(rule, **{when: False, who: True}), rule.name
            checked += 1
    assert checked >= 2


def test_nothing_but_sessions_comes_from_elsewhere() -> None:
    assert {model for model in apps.get_models() if model not in OURS} == {Session}
