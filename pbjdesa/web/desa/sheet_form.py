"""A form made from the fields of a kind of paper: what the records leave open is asked here.

Every question may stay empty: what nobody knows prints as a dotted line, to be written by hand.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from pbjdesa.documents.paper import values
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.kernel.money import group, volume
from pbjdesa.web.forms import Form, plain_text

LONGEST = 2_000
FIRST_ROWS = 3
MOST_ROWS = 60
"""Of a table that is typed; a longer one is filled from the records or by hand."""

Question = dict[str, Any]


def questions(
    kind: PaperKind, known: dict[str, Any], before: dict[str, Any], form: Form | None
) -> list[Question]:
    """One question for each field that the records leave open; `before` are the answers that the
    paper of this kind was made with last time."""
    return [_question(field, before.get(field.name), form) for field in open_fields(kind, known)]


def open_fields(kind: PaperKind, known: dict[str, Any]) -> list[Field]:
    """The fields that `known` says nothing about; of a picture only the records can speak."""
    return [field for field in kind.fields if field.name not in known and not _pictures(field)]


def known_rows(kind: PaperKind, known: dict[str, Any]) -> list[dict[str, str]]:
    """What the records fill in, to be looked over; tables by the number of their rows."""
    rows = []
    for field in kind.fields:
        value = known.get(field.name)
        if value in (None, "", [], False):
            continue
        rows.append({"label": field.label, "value": _shown(field, value)})
    return rows


def read(kind: PaperKind, known: dict[str, Any], form: Form) -> dict[str, Any]:
    """The typed answers, field name to JSON value; slips are noted in the form's problems."""
    answers = {field.name: _read(field, form) for field in open_fields(kind, known)}
    return {name: value for name, value in answers.items() if value is not None}


def _pictures(field: Field) -> bool:
    return any(column.kind is FieldKind.PICTURE for column in field.columns)


def _shown(field: Field, value: Any) -> str:
    if field.kind is FieldKind.FLAG:
        return "ya"
    if field.kind is FieldKind.TABLE:
        return f"{len(value)} baris"
    if field.kind is FieldKind.LIST:
        return "\n".join(value)
    return values.written(field, value)


def _name(field: Field, *place: object) -> str:
    return "_".join(("isi", field.name, *map(str, place)))


def _question(field: Field, before: Any, form: Form | None) -> Question:
    asked: Question = {"name": _name(field), "label": field.label, "type": field.kind.value}
    if field.kind is FieldKind.TABLE:
        asked["table_rows"] = _rows(field, before or [], form)
    elif field.kind is FieldKind.DATE:
        asked["parts"] = _parts(_name(field), before, form)
    else:
        asked["value"] = form.raw(_name(field)) if form else _typed(field, before)
        asked["tall"] = 3 if field.long or field.kind is FieldKind.LIST else 0
    return asked


def _typed(field: Field, value: Any) -> Any:
    """A stored value as it would be typed."""
    if value is None:
        return ""
    match field.kind:
        case FieldKind.LIST:
            return "\n".join(value)
        case FieldKind.VOLUME:
            return volume(Decimal(value)) if value else ""
        case FieldKind.RUPIAH:
            return group(value)
        case FieldKind.FLAG:
            return "ya" if value else ""
    return value


def _parts(name: str, before: Any, form: Form | None) -> dict[str, str]:
    if form is not None:
        return {part: form.raw(f"{name}_{part}") for part in ("tgl", "bln", "thn")}
    if not before:
        return {}
    day = date.fromisoformat(before)
    return {"tgl": str(day.day), "bln": str(day.month), "thn": str(day.year)}


def _count(field: Field, stored: int, form: Form | None) -> int:
    """How many rows of a table are shown: those there are, and some to write in."""
    if form is None:
        return min(stored + FIRST_ROWS, MOST_ROWS)
    sent = form.raw(_name(field, "baris"))
    count = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 4 else FIRST_ROWS
    more = FIRST_ROWS if form.raw("do") == _name(field, "tambah") else 0
    return min(count + more, MOST_ROWS)


def _rows(field: Field, before: list[dict[str, Any]], form: Form | None) -> dict[str, Any]:
    count = _count(field, len(before), form)
    stored = [*before, *({} for _ in range(count))]
    return {
        "count": count,
        "count_name": _name(field, "baris"),
        "more": _name(field, "tambah") if count < MOST_ROWS else "",
        "rows": [
            {
                "number": at + 1,
                "cells": [_cell(field, at, column, stored[at], form) for column in field.columns],
            }
            for at in range(count)
        ],
    }


def _cell(
    field: Field, at: int, column: Field, stored: dict[str, Any], form: Form | None
) -> dict[str, Any]:
    name = _name(field, at, column.name)
    value = form.raw(name) if form else _typed(column, stored.get(column.name))
    return {"name": name, "label": column.label, "value": value}


def _read(field: Field, form: Form) -> Any:
    if field.kind is FieldKind.TABLE:
        return list(_read_rows(field, form)) or None
    if field.kind is FieldKind.LIST:
        lines = [plain_text(line) for line in form.raw(_name(field)).splitlines()]
        return [line[:LONGEST] for line in lines if line] or None
    if field.kind is FieldKind.FLAG:
        return True if form.raw(_name(field)) == "ya" else None
    if field.kind is FieldKind.DATE:
        return _read_day(_name(field), form)
    return _read_cell(field, _name(field), form)


def _read_rows(field: Field, form: Form) -> Iterator[dict[str, Any]]:
    for at in range(_count(field, 0, form)):
        row = {
            column.name: _read_cell(column, _name(field, at, column.name), form)
            for column in field.columns
        }
        if any(value is not None for value in row.values()):
            yield row


def _read_cell(field: Field, name: str, form: Form) -> Any:
    if not plain_text(form.raw(name)):
        return None
    match field.kind:
        case FieldKind.RUPIAH:
            return form.rupiah(name)
        case FieldKind.VOLUME:
            return f"{form.volume(name):f}"
        case FieldKind.NUMBER:
            return _read_number(name, form)
        case FieldKind.DATE:
            return _read_written_day(name, form)
        case FieldKind.FLAG:
            return form.raw(name) == "ya"
        case FieldKind.LIST:
            return [form.text(name, most=LONGEST)]
    return form.text(name, most=LONGEST)


def _read_number(name: str, form: Form) -> int | None:
    text = plain_text(form.raw(name))
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    form.problems.add("Tulis angka saja, contoh 12.", name)
    return None


def _read_day(name: str, form: Form) -> str | None:
    parts = [form.raw(f"{name}_{part}").strip() for part in ("thn", "bln", "tgl")]
    if not any(parts):
        return None
    try:
        year, month, day = (int(part) for part in parts)
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        form.problems.add("Tulis tanggal, bulan, dan tahunnya. Contoh 27 11 2026.", name)
        return None


def _read_written_day(name: str, form: Form) -> str | None:
    """A day in a cell of a table, typed as 27-11-2026."""
    text = plain_text(form.raw(name)).replace("/", "-").replace(".", "-").replace(" ", "-")
    try:
        day, month, year = (int(part) for part in text.split("-"))
        return date(year, month, day).isoformat()
    except (ValueError, OverflowError):
        form.problems.add("Tulis tanggalnya begini: 27-11-2026.", name)
        return None
