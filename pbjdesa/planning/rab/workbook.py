"""From the bytes of an XLSX file to sheets of plain cells, each with what is wrong with it.

A workbook is opened twice: once for what its formulas say, once for what they came to when it was
saved. Nothing is calculated here, and no macro and no outside link is followed.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.siskeudes.figures import Unreadable, read_figure

MOST_SHEETS = 400
MOST_BYTES = 80 << 20
"""Of the whole workbook unpacked; a village's largest has some five million."""
MOST_CELLS = 400 << 10
MOST_COLUMNS = 60
MOST_ROWS = 3_000
"""Of one sheet: what lies beyond is not looked at, and said."""
LONGEST_TEXT = 300

Fault = Literal["", "error", "no_value", "outside"]
"""Why a cell is no number: it holds an error (#REF!), a formula whose result was never stored, or
a formula that takes its value from another file."""

_ERRORS = ("#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A", "#NUM!", "#NULL!", "#GETTING_DATA")
_NOT_XLSX = (
    "Berkas ini bukan XLSX yang utuh.",
    "Buka di aplikasi lembar kerja, lalu simpan sebagai XLSX.",
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as people see it; `value` is a number only where the file holds one."""

    text: str
    value: Decimal | None = None
    fault: Fault = ""

    def figure(self, *, grouped: bool) -> Decimal | None:
        """The number of the cell, or the one its text writes; None for none. With `grouped`, one
        mark before three digits separates thousands, as in money."""
        if self.fault or self.value is not None:
            return self.value
        try:
            return read_figure(self.text, grouped=grouped)
        except Unreadable:
            return None


@dataclass(frozen=True, slots=True)
class Row:
    """A row by its number in the sheet; `cells` by column, from 0, without empty ones."""

    number: int
    cells: Mapping[int, Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `hidden` ones are read as well: villages hide what they do not print."""

    name: str
    hidden: bool
    rows: tuple[Row, ...]
    cut: bool = False
    """There are more rows than anybody plans in: what lies beyond was not looked at."""


def open_workbook(content: bytes) -> list[Sheet]:
    """Every sheet with cells, in the order of the workbook.

    Raises Refused for what is no XLSX, for a damaged one, and for one that unpacks to more than
    any village's.
    """
    _guard(content)
    try:
        formulas = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
        results = openpyxl.load_workbook(io.BytesIO(content), keep_links=False, data_only=True)
        pairs = [(formulas[name], results[name]) for name in formulas.sheetnames]
        return list(_sheets(pairs))
    except Refused:
        raise
    # A library that reads a file made to break it may raise anything.
    except Exception as damage:
        raise Refused(*_NOT_XLSX, field="file") from damage


def _guard(content: bytes) -> None:
    if content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused(
            "Berkas ini XLS lama atau berkata sandi.",
            "Buka sandinya, lalu simpan sebagai XLSX.",
            field="file",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            infos = zipped.infolist()
    except zipfile.BadZipFile as damage:
        raise Refused(*_NOT_XLSX, field="file") from damage
    names = {info.filename for info in infos}
    if "xl/workbook.xml" not in names:
        raise Refused(*_NOT_XLSX, field="file")
    if sum(info.file_size for info in infos) > MOST_BYTES or len(infos) > 5 * MOST_SHEETS:
        raise Refused(
            "Berkas ini terlalu besar untuk RAB satu desa.",
            "Simpan lembar RAB saja ke berkas baru.",
            field="file",
        )


def _sheets(pairs: list[tuple[Any, Any]]) -> Iterator[Sheet]:
    if len(pairs) > MOST_SHEETS:
        raise Refused("Berkas ini berisi terlalu banyak lembar.", field="file")
    left = MOST_CELLS
    for formula_sheet, result_sheet in pairs:
        if not isinstance(formula_sheet, Worksheet):
            continue
        rows = tuple(_rows(formula_sheet, result_sheet))
        left -= sum(len(row.cells) for row in rows)
        if left < 0:
            raise Refused("Berkas ini berisi terlalu banyak sel.", field="file")
        yield Sheet(
            name=str(formula_sheet.title)[:LONGEST_TEXT],
            hidden=formula_sheet.sheet_state != "visible",
            rows=rows,
            cut=(formula_sheet.max_row or 0) > MOST_ROWS,
        )


def _rows(formula_sheet: Worksheet, result_sheet: Worksheet) -> Iterator[Row]:
    stored: dict[int, dict[int, Any]] = {}
    # Only cells that exist are walked: a stray one at the far end does not cost a million.
    for (number, column), cell in formula_sheet._cells.items():
        if number <= MOST_ROWS and column <= MOST_COLUMNS and cell.value is not None:
            stored.setdefault(number, {})[column] = cell.value
    for number in sorted(stored):
        cells = {
            column - 1: _cell(written, result_sheet.cell(number, column).value)
            for column, written in sorted(stored[number].items())
        }
        kept = {column: cell for column, cell in cells.items() if cell.text or cell.fault}
        if kept:
            yield Row(number, kept)


def _cell(written: Any, result: Any) -> Cell:
    formula = _formula(written)
    if formula and ("[" in formula and "]" in formula):
        return Cell(_text(result), fault="outside")
    shown = result if formula else written
    if isinstance(shown, str) and shown.strip().upper() in _ERRORS:
        return Cell(shown.strip(), fault="error")
    if formula and "#REF!" in formula:
        return Cell("#REF!", fault="error")
    if formula and shown is None:
        return Cell("", fault="no_value")
    return Cell(_text(shown), _number(shown))


def _formula(written: Any) -> str:
    """The formula of a cell; "" for a plain value."""
    text = getattr(written, "text", written)
    return text if isinstance(text, str) and text.startswith("=") else ""


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    number = Decimal(repr(value))
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        return None
    # A binary fraction's noise beyond the sixth decimal is no part of a price or a volume.
    return number.quantize(Decimal("0.000001")).normalize() if number % 1 else number


def _text(value: Any) -> str:
    if value is None:
        return ""
    number = _number(value)
    text = f"{number:f}" if number is not None else str(value)
    return " ".join(text.split())[:LONGEST_TEXT]
