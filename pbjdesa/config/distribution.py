"""The same schema on the distributed engine (Citus): what has to change, made from the models.

Tables of a kabupaten are spread by `kab_id`; the few global ones are copied to every node. The
engine wants the distribution column in every primary, unique and foreign key, so those that Django
made on `id` alone are made anew on (`kab_id`, `id`). The program itself needs no change: its
statements name the home already, and no unique rule goes without it.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

Model = type[models.Model]


def is_spread(model: Model) -> bool:
    """Whether rows of this model live on the shard of their kabupaten."""
    return not getattr(model, "GLOBAL_TABLE", False) and any(
        field.attname == "kab_id" for field in model._meta.concrete_fields
    )


def spread_models() -> list[Model]:
    """Models of our own that are spread, in the order of their layers."""
    return [model for model in _models() if is_spread(model)]


def global_models() -> list[Model]:
    """Models of our own that every node holds a copy of."""
    return [model for model in _models() if not is_spread(model)]


def _models() -> list[Model]:
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("pbjdesa.")
        for model in config.get_models()
    ]


def statements() -> Iterator[str]:
    """Every statement, in the order in which an empty, migrated database takes them."""
    for model in _models():
        yield from _without_foreign_keys(model)
    for model in global_models():
        yield f"SELECT create_reference_table('{model._meta.db_table}');"
    for model in spread_models():
        table = model._meta.db_table
        yield f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_pkey";'
        yield f'ALTER TABLE "{table}" ADD PRIMARY KEY ("kab_id", "id");'
    first = spread_models()[0]._meta.db_table
    for model in spread_models():
        table = model._meta.db_table
        beside = "" if table == first else f", colocate_with => '{first}'"
        yield f"SELECT create_distributed_table('{table}', 'kab_id'{beside});"
    for model in _models():
        yield from _foreign_keys(model)


def _links(model: Model) -> Iterator[models.ForeignKey]:  # type: ignore[type-arg]
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield field


def _without_foreign_keys(model: Model) -> Iterator[str]:
    """Django's own foreign keys, whose names hold a hash: found by table and column."""
    table = model._meta.db_table
    for link in _links(model):
        yield (
            "DO $$ DECLARE name text; BEGIN SELECT conname INTO name FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            f"WHERE c.contype = 'f' AND c.conrelid = '\"{table}\"'::regclass "
            f"AND a.attname = '{link.column}' AND array_length(c.conkey, 1) = 1; "
            f"EXECUTE format('ALTER TABLE \"{table}\" DROP CONSTRAINT %I', name); END $$;"
        )


def _foreign_keys(model: Model) -> Iterator[str]:
    table = model._meta.db_table
    for link in _links(model):
        target = link.related_model
        other = target._meta.db_table  # type: ignore[union-attr]
        both = is_spread(model) and is_spread(target)  # type: ignore[arg-type]
        here = f'"kab_id", "{link.column}"' if both else f'"{link.column}"'
        there = '"kab_id", "id"' if both else '"id"'
        yield (
            f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{link.column}_home" '
            f'FOREIGN KEY ({here}) REFERENCES "{other}" ({there});'
        )


def key_problems() -> list[str]:
    """What in the models the distributed engine would refuse; empty when the schema fits."""
    found = []
    for model in spread_models():
        label = model._meta.label
        for rule in model._meta.constraints:
            if isinstance(rule, models.UniqueConstraint) and not {"kab", "kab_id"} & set(
                rule.fields
            ):
                found.append(f"{label}: {rule.name} is unique without kab")
        for field in model._meta.concrete_fields:
            if field.unique and not field.primary_key:
                found.append(f"{label}.{field.name} is unique without kab")
    for model in global_models():
        for link in _links(model):
            if is_spread(link.related_model):  # type: ignore[arg-type]
                found.append(
                    f"{model._meta.label}.{link.name} points from a copied table to a spread one"
                )
    return found
