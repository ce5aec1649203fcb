"""One value of a paper as text: money, dates and volumes the Indonesian way, blanks as dots."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.kernel import clock, money
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

BLANK = "…" * 12
"""A dotted line to write on: what is not known yet is filled in by hand."""
SHORT_BLANK = "…" * 4
NONE = "–"
"""What is known not to exist, such as the NPWP of a stall: given as ""."""
BLANK_ROWS = 5
_SHA256 = re.compile("[0-9a-f]{64}")

_TEXT: dict[str, Callable[[str], str]] = {"": str, "upper": str.upper}
_NUMBER: dict[str, Callable[[int], str]] = {"": str, "terbilang": money.terbilang}
_VOLUME: dict[str, Callable[[Decimal], str]] = {"": money.volume}
_RUPIAH: dict[str, Callable[[int], str]] = {
    "": money.rupiah,
    "plain": money.group,
    "terbilang": lambda amount: f"{money.terbilang(amount)} rupiah",
}
_DATE: dict[str, Callable[[date], str]] = {
    "": clock.plain_date,
    "long": clock.long_date,
    "weekday": lambda day: clock.DAYS[day.weekday()],
    "terbilang": lambda day: (
        f"{money.terbilang(day.day)} bulan {clock.MONTHS[day.month - 1]} "
        f"tahun {money.terbilang(day.year)}"
    ),
}
_WAYS: dict[FieldKind, dict[str, Callable[[Any], str]]] = {
    FieldKind.TEXT: _TEXT,
    FieldKind.NUMBER: _NUMBER,
    FieldKind.VOLUME: _VOLUME,
    FieldKind.RUPIAH: _RUPIAH,
    FieldKind.DATE: _DATE,
}
_SHORT = {FieldKind.NUMBER, FieldKind.VOLUME}


def ways(kind: FieldKind) -> tuple[str, ...]:
    """How a value of this kind may be written in a wording; no way for what is no single text."""
    return tuple(_WAYS.get(kind, ()))


def written(field: Field, value: Any, way: str = "") -> str:
    """The value as printed: dots for None, a dash for "". Raises Refused for a wrong value."""
    if value is None:
        return _blank(field, way)
    if value == "":
        return NONE
    return _WAYS[field.kind][way](_typed(field, value))


def checked(fields: tuple[Field, ...], data: dict[str, Any]) -> None:
    """Raises Refused when `data` holds something that the fields do not allow."""
    by_name = {field.name: field for field in fields}
    for name, value in data.items():
        if name not in by_name:
            raise Refused(say("Surat ini tidak punya isian “{name}”.", name=name), field=name)
        if value is None or value == "":
            continue
        typed = _typed(by_name[name], value)
        if by_name[name].kind is FieldKind.TABLE:
            for row in typed:
                checked(by_name[name].columns, row)


def facts(kind: PaperKind, data: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Label and text of what a public check page shows of a paper with `data`."""
    return tuple(
        (kind.by_name[name].label, written(kind.by_name[name], data.get(name)))
        for name in kind.facts
    )


def _blank(field: Field, way: str) -> str:
    if field.kind is FieldKind.RUPIAH and way == "":
        return f"Rp{BLANK}"
    if field.kind is FieldKind.RUPIAH and way == "terbilang":
        return " ".join([BLANK] * 3)
    return SHORT_BLANK if field.kind in _SHORT or way in ("plain", "weekday") else BLANK


def _typed(field: Field, value: Any) -> Any:
    """The value in its own type. Raises Refused when it has another."""
    try:
        return _TYPED[field.kind](value)
    except (TypeError, ValueError, InvalidOperation):
        raise Refused(
            say("Isian “{label}” belum benar. Periksa isinya, lalu coba lagi.", label=field.label),
            field=field.name,
        ) from None


def _is(kind: type) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        # A sentence is text; but a yes or no is no number.
        if type(value) is not kind and not (kind is str and isinstance(value, str)):
            raise TypeError
        return value

    return check


def _rupiah(value: Any) -> int:
    amount: int = _is(int)(value)
    if abs(amount) >= money.LARGEST:
        raise ValueError
    return amount


def _rows(value: Any) -> list[dict[str, Any]]:
    return [_is(dict)(row) for row in _is(list)(value)]


def _volume(value: Any) -> Decimal:
    amount = Decimal(_is(str)(value))
    if not amount.is_finite():
        raise ValueError
    return amount


def _sha256(value: Any) -> str:
    name: str = _is(str)(value)
    if not _SHA256.fullmatch(name):
        raise ValueError
    return name


def _texts(value: Any) -> list[str]:
    return [_is(str)(item) for item in _is(list)(value)]


_TYPED: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.TEXT: _is(str),
    FieldKind.NUMBER: _is(int),
    FieldKind.VOLUME: _volume,
    FieldKind.RUPIAH: _rupiah,
    FieldKind.DATE: lambda value: date.fromisoformat(_is(str)(value)),
    FieldKind.FLAG: _is(bool),
    FieldKind.LIST: _texts,
    FieldKind.PICTURE: _sha256,
    FieldKind.TABLE: _rows,
}
