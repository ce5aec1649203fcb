"""Which statements name the home of every village row they touch. Text only; no database."""

import pytest

from pbjdesa.kernel.guard import unscoped_tables

PURCHASE, ITEM, LINE = "procurement_purchase", "procurement_purchaseitem", "planning_budgetline"
P, T, L = (f'"{table}"' for table in (PURCHASE, ITEM, LINE))
TO_LINE = f'INNER JOIN {L} ON ({T}."line_id" = {L}."id"'
TO_T3 = f'INNER JOIN {P} T3 ON ({T}."purchase_id" = T3."id"'

SAYS_WHOSE = {
    "by value": f'SELECT * FROM {P} WHERE {P}."kab_id" = %s',
    "among others": f'SELECT * FROM {P} WHERE ({P}."id" = %s AND {P}."kab_id" = %s)',
    "one of a few": f'SELECT * FROM {P} WHERE {P}."kab_id" IN (%s, %s)',
    "update": f'UPDATE {P} SET "state" = %s WHERE {P}."kab_id" = %s',
    "delete": f'DELETE FROM {P} WHERE {P}."kab_id" = %s',
    "insert": f'INSERT INTO {P} ("id", "kab_id", "desa_id") VALUES (%s, %s, %s)',
    "handed on by a join": (
        f'SELECT 1 FROM {T} {TO_LINE} AND ({T}."kab_id" = ({L}."kab_id"))) WHERE {L}."kab_id" = %s'
    ),
    "handed on to a second copy": (
        f'SELECT 1 FROM {T} {TO_T3} AND ({T}."kab_id" = (T3."kab_id"))) WHERE {T}."kab_id" = %s'
    ),
    "taken from the row around it": (
        f'SELECT 1 FROM {P} WHERE ({P}."kab_id" = %s AND '
        f'EXISTS(SELECT 1 FROM {T} U0 WHERE U0."kab_id" = ({P}."kab_id")))'
    ),
    "a table that belongs to nobody": (
        'SELECT * FROM "territories_desa" WHERE "territories_desa"."id" = %s'
    ),
    "a log-in, before its home is known": (
        'SELECT * FROM "people_account" WHERE "people_account"."username" = %s'
    ),
    "no rows at all": 'SAVEPOINT "s1"',
}

DOES_NOT = {
    "everything": (f"SELECT * FROM {P}", (PURCHASE,)),
    "asked for, not compared": (f'SELECT {P}."kab_id" FROM {P} WHERE "id" = %s', (PURCHASE,)),
    "set, not compared": (f'UPDATE {P} SET "kab_id" = %s WHERE {P}."id" = %s', (PURCHASE,)),
    "delete by id": (f'DELETE FROM {P} WHERE {P}."id" IN (%s, %s)', (PURCHASE,)),
    "insert without a home": (f'INSERT INTO {P} ("id", "desa_id") VALUES (%s, %s)', (PURCHASE,)),
    "two tables tied to each other only": (
        f'SELECT 1 FROM {T} {TO_LINE} AND ({T}."kab_id" = ({L}."kab_id"))) WHERE {L}."id" = %s',
        (ITEM, LINE),
    ),
    "a join by id only": (f'SELECT 1 FROM {T} {TO_LINE}) WHERE {T}."kab_id" = %s', (LINE,)),
    "a second copy by id only": (
        f'SELECT 1 FROM {T} {TO_T3}) WHERE {T}."kab_id" = %s',
        (PURCHASE,),
    ),
    "one of two sub-selects that share an alias": (
        (
            f'SELECT (SELECT 1 FROM {T} U0 WHERE U0."kab_id" = %s), '
            f'(SELECT 1 FROM {L} U0 WHERE U0."id" = %s) FROM "territories_desa"'
        ),
        (LINE,),
    ),
    "a sub-select": (
        f'SELECT 1 FROM "territories_desa" WHERE EXISTS(SELECT 1 FROM {T} U0 WHERE U0."id" = %s)',
        (ITEM,),
    ),
    "an alternative, last": (
        f'SELECT 1 FROM {T} WHERE ({T}."id" = %s OR {T}."kab_id" = %s)',
        (ITEM,),
    ),
    "an alternative, first": (
        f'SELECT 1 FROM {T} WHERE ({T}."kab_id" = %s OR {T}."id" = %s)',
        (ITEM,),
    ),
    "everybody else's": (f'SELECT 1 FROM {T} WHERE NOT ({T}."kab_id" = %s)', (ITEM,)),
}


@pytest.mark.parametrize("case", SAYS_WHOSE)
def test_a_statement_that_says_whose_may_run(case: str) -> None:
    assert unscoped_tables(SAYS_WHOSE[case]) == ()


@pytest.mark.parametrize("case", DOES_NOT)
def test_a_statement_that_does_not_say_whose_is_named(case: str) -> None:
    sql, tables = DOES_NOT[case]
    assert unscoped_tables(sql) == tables
