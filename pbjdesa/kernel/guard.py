"""Two guards on the database connection, always on.

1. Tenant key: a statement on a tenant's table must name its home (`kab_id`) for every such table:
   by a value, or by a join to a table whose home is given by a value.
   The same schema runs on the distributed engine, where a statement without it asks every shard;
   here it is refused, so a forgotten scope fails closed instead of showing a neighbour's data.
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
_KEY = rf'{_NAME}\."kab_id"'
_INSERT = re.compile(rf"^INSERT INTO {_NAME} \((?P<columns>[^)]*)\)", re.I)
_TABLES = re.compile(
    rf'\b(?:FROM|JOIN|UPDATE)\s+{_NAME}(?:\s+(?:AS\s+)?"?([A-Z]{{1,2}}\d+)\b"?)?', re.I
)
"""A table with the alias that the ORM gives when it needs one: T3, U0, …"""
_VALUE = re.compile(
    rf"(?<![\w\"])(?<!\bOR )(?<!\bNOT \(){_KEY}"
    r"\s*(?:=\s*(?:%s|\d)|IN\s*\(\s*(?:%s|\d))(?!\w*\s+OR\b)",
    re.I,
)
"""A tenant key set to a value; one side of an OR, or under a NOT, narrows nothing."""
_SAME = re.compile(rf"{_KEY}\s*=\s*\(?{_KEY}", re.I)
"""Two tables of one home."""
_PARENS = re.compile(r"(?P<level>\((?=\s*SELECT\b))|\(|\)", re.I)
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
    return (*found, *_without_home(sql))


def _without_home(sql: str) -> list[str]:
    """Tenant tables that no chain of equal keys ties to a value."""
    levels = _levels(sql)
    tables = [{m[2] or m[1]: m[1] for m in _TABLES.finditer(text)} for text, _ in levels]

    def owner(level: int, alias: str) -> tuple[int, str]:
        while level > 0 and alias not in tables[level]:
            level = levels[level][1]
        return level, alias

    tied, pairs = set(), []
    for level, (text, _) in enumerate(levels):
        tied |= {owner(level, m[1]) for m in _VALUE.finditer(text)}
        pairs += [(owner(level, m[1]), owner(level, m[2])) for m in _SAME.finditer(text)]
    for _ in pairs:
        tied |= {end for pair in pairs if tied & set(pair) for end in pair}
    return [
        table
        for level, known in enumerate(tables)
        for alias, table in known.items()
        if table in tenant_tables() and (level, alias) not in tied
    ]


def _levels(sql: str) -> list[tuple[str, int]]:
    """The statement and its sub-selects, each as its own text and the place of the one around it.

    Two sub-selects beside each other may use the same alias, so they must not be read as one.
    """
    texts, around, opened = [""], [0], []
    here = last = 0
    for mark in _PARENS.finditer(sql):
        texts[here] += sql[last : mark.end()]
        last = mark.end()
        if mark[0] == "(":
            opened.append(here)
            if mark.lastgroup == "level":
                texts.append("")
                around.append(here)
                here = len(texts) - 1
        elif opened:
            here = opened.pop()
    texts[here] += sql[last:]
    return list(zip(texts, around, strict=True))


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
