"""Two guards on the database connection, always on.

1. Tenant key: a statement on a tenant's table must name its home (`kab_id`) for every such table.
   The same schema runs on the distributed engine, where a statement without it asks every shard;
   here it is simply refused, so a forgotten scope fails closed instead of showing a neighbour's data.
2. Read only: while a page is being read (GET), nothing is written.
"""

import functools
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper

_NAME = r'"?(\w+)"?'
_INSERT = re.compile(rf"^INSERT INTO {_NAME} \((?P<columns>[^)]*)\)", re.I)
_TABLES = re.compile(
    rf'\b(?:FROM|JOIN|UPDATE)\s+{_NAME}(?:\s+(?:AS\s+)?"?([A-Z]{{1,2}}\d+)\b"?)?', re.I
)
"""A table with the alias that the ORM gives when it needs one: T3, U0, …"""
_WRITE = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE)\b", re.I)
_CHECKED = re.compile(r"^\s*(SELECT|INSERT(?! INTO \"new__)|UPDATE|DELETE|WITH)\b", re.I)
"""Migrations on SQLite copy whole tables through one named new__<table>; only those may."""

_off: ContextVar[bool] = ContextVar("tenant_guard_off", default=False)
_read_only: ContextVar[bool] = ContextVar("read_only", default=False)

WRITABLE_WHILE_READING = frozenset({"django_session"})
"""The session notes when a person was last seen, on reads too."""


class Unscoped(RuntimeError):
    """A statement on tenant tables that does not say whose: a fault in our code."""


class WroteWhileReading(RuntimeError):
    """A GET tried to change data: a fault in our code."""


@functools.cache
def tenant_tables() -> frozenset[str]:
    """Tables of every model with a `kab_id` column, except the few global ones that say so."""
    return frozenset(
        model._meta.db_table
        for model in apps.get_models()
        if any(field.attname == "kab_id" for field in model._meta.concrete_fields)
        and not getattr(model, "GLOBAL_TABLE", False)
    )


@functools.lru_cache(maxsize=4096)
def unscoped_tables(sql: str) -> tuple[str, ...]:
    """The tenant tables of a statement whose tenant key it does not name."""
    if not _CHECKED.match(sql):
        return ()
    found: list[str] = []
    insert = _INSERT.match(sql)
    if insert and insert[1] in tenant_tables() and '"kab_id"' not in insert["columns"]:
        found.append(insert[1])
    for match in _TABLES.finditer(sql):
        table, alias = match[1], match[2] or match[1]
        if table in tenant_tables() and not _names_key(sql, alias):
            found.append(table)
    return tuple(found)


def _names_key(sql: str, alias: str) -> bool:
    column = rf'"?{alias}"?\."kab_id"'
    return bool(re.search(rf"{column}\s*(=|IN\b)|=\s*\(?{column}", sql, re.I))


def watch(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """The execute wrapper that holds both guards."""
    if not _off.get() and (missing := unscoped_tables(sql)):
        raise Unscoped(f"no kab_id for {', '.join(missing)}: {sql[:300]}")
    if _read_only.get() and _WRITE.match(sql) and not _may_write(sql):
        raise WroteWhileReading(sql[:300])
    return execute(sql, params, many, context)


def _may_write(sql: str) -> bool:
    return any(f'"{table}"' in sql for table in WRITABLE_WHILE_READING)


def install(*, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """Put the guards on a new connection (signal `connection_created`)."""
    if watch not in connection.execute_wrappers:
        connection.execute_wrappers.append(watch)


@contextmanager
def whole_database() -> Iterator[None]:
    """For migrations and whole-database upkeep only: statements need no tenant key."""
    token = _off.set(True)
    try:
        yield
    finally:
        _off.reset(token)


@contextmanager
def read_only() -> Iterator[None]:
    """While this lasts, writing raises WroteWhileReading."""
    token = _read_only.set(True)
    try:
        yield
    finally:
        _read_only.reset(token)
