"""The tables of a paper as a workbook (XLSX): real numbers, and sums that count again.

A formula stands only where it gives the very number that the paper shows; any other number is
written as it is. Text is always text, whatever it begins with. The same paper is the same file.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_range

from pbjdesa.documents.paper.glyphs import showable
from pbjdesa.documents.paper.model import Fields, Heading, Paper, Paragraph, Table, TotalRow
from pbjdesa.documents.paper.zips import UNDATED
from pbjdesa.kernel.errors import Refused

LONGEST_TEXT = 32_767
"""Characters of a cell, as the format has it."""
_FORMATS = {"A4": 9, "F4": 14}
"""Numbers of the paper sizes; 14 is folio, 8½ × 13 inches."""
_NUMBER = re.compile(r"(Rp)?(-?)(\d{1,3}(?:\.\d{3})+|\d{1,3})(,\d+)?( \*)?")
_NAME = re.compile(r"[\[\]:*?/\\']")
_LONGEST_NAME = 31
_HEAD_ROW = 3
_WIDTHS = (6, 45)
"""Of a column, in characters: least and most."""
_TEXT_WIDTH, _LABEL_WIDTH = 95, 30
_WORDS_WIDTH = _TEXT_WIDTH - _LABEL_WIDTH
_LINE, _HIGHEST = 13.5, 400
"""Points: a line of text, and the highest that a row may be."""
_WIDE = 6
"""Columns from which a table lies on its side."""
_NOTE = "Lembar hitung dari surat ini. Yang berlaku adalah surat yang dicetak."

Place = tuple[int, int]


@dataclass(frozen=True)
class _Number:
    """A number of the paper, and the marks that stand beside it."""

    value: Decimal
    currency: bool = False
    marked: bool = False

    @property
    def look(self) -> str:
        """How a sheet writes it; the program of the reader puts its own dots and commas."""
        digits = "#,##0" if self.value == self.value.to_integral_value() else "#,##0.0##"
        return ('"Rp"' if self.currency else "") + digits + ('" *"' if self.marked else "")


def render_xlsx(paper: Paper) -> bytes:
    """A sheet for each table of the paper, then one with the rest.

    Raises Refused where a text is longer than a cell can be.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    made = datetime.combine(paper.date, time()) if paper.date else UNDATED
    about = {"title": showable(f"{paper.name} {paper.number}")[:255], "created": made}
    book.set_properties(about)
    names: set[str] = set()
    for table, heading in _tables(paper):
        _Sheet(book, paper, _named(heading or paper.name, names)).write(table)
    _Sheet(book, paper, _named("Keterangan", names)).write_words()
    book.close()
    return file.getvalue()


def _tables(paper: Paper) -> Iterable[tuple[Table, str]]:
    """Every table with the heading above it."""
    heading = ""
    for block in paper.blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, Table):
            yield block, heading


def _named(wanted: str, taken: set[str]) -> str:
    """A name that a sheet may have, and that no other has."""
    plain = " ".join(_NAME.sub(" ", showable(wanted)).split()) or "Tabel"
    name, number = plain[:_LONGEST_NAME].strip(), 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain[: _LONGEST_NAME - 4].strip()} {number}"
    taken.add(name.casefold())
    return name


def number_in(text: str) -> _Number | None:
    """The number that a text of a paper is, or None: "1.250.000", "6,5", "Rp900", "340.000 *"."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    digits = found[2] + found[3].replace(".", "") + (found[4] or "").replace(",", ".")
    return _Number(Decimal(digits), bool(found[1]), bool(found[5]))


class _Sheet:
    """Writes one sheet of the workbook."""

    def __init__(self, book: Any, paper: Paper, name: str) -> None:
        self._book = book
        self._paper = paper
        self._sheet = book.add_worksheet(name)
        self._sheet.set_paper(_FORMATS[paper.size])
        self._sheet.fit_to_pages(1, 0)
        self._sheet.set_margins(left=0.8, right=0.6, top=0.6, bottom=0.7)
        called = showable(f"{paper.name} {paper.number}").replace("\n", " ")[:80]
        # An ampersand would begin a command of the footer.
        self._sheet.set_footer(f"&L&9{called.replace('&', '&&')}&R&9Halaman &P dari &N")
        self._looks: dict[str, Any] = {}

    def write(self, table: Table) -> None:
        """One table: title and number above it, its heads frozen and repeated on every page."""
        if len(table.columns) > _WIDE:
            self._sheet.set_landscape()
        self._title()
        widths = [_width(table, at) for at in range(len(table.columns))]
        self._heads(table, widths)
        formulas = _Formulas(table)
        for row, texts in enumerate(table.rows, start=_HEAD_ROW + 1):
            self._high(row, list(zip(texts, widths, strict=True)))
            for at, text in enumerate(texts):
                self._value(formulas, table, (row, at), text)
        for row, total in enumerate(table.totals, start=_HEAD_ROW + 1 + len(table.rows)):
            self._total(formulas, table, total, row)

    def _heads(self, table: Table, widths: list[int]) -> None:
        look = {"bold": 1, "border": 1, "align": "center", "valign": "vcenter"}
        for at, column in enumerate(table.columns):
            self._text((_HEAD_ROW, at), column.heading, **look)
            self._sheet.set_column(at, at, widths[at])
        self._high(_HEAD_ROW, [(c.heading, w) for c, w in zip(table.columns, widths, strict=True)])
        self._sheet.freeze_panes(_HEAD_ROW + 1, 0)
        self._sheet.repeat_rows(_HEAD_ROW)

    def _total(self, formulas: "_Formulas", table: Table, total: TotalRow, row: int) -> None:
        first = len(table.columns) - len(total.values)
        look = {"border": 1, "bold": int(total.bold), "align": "right", "indent": 1}
        if first > 1:
            self._sheet.merge_range(row, 0, row, first - 1, "", self._look(**look))
        if first > 0:
            self._text((row, 0), total.label, **look)
        for at, text in enumerate(total.values, start=first):
            self._value(formulas, table, (row, at), text, bold=int(total.bold))

    def write_words(self) -> None:
        """What the paper says beside its tables."""
        self._title()
        self._sheet.set_column(0, 0, _LABEL_WIDTH)
        self._sheet.set_column(1, 1, _WORDS_WIDTH)
        row = _HEAD_ROW
        for block in self._paper.blocks:
            if isinstance(block, Fields):
                for field in block.rows:
                    self._high(row, [(field.label, _LABEL_WIDTH), (field.value, _WORDS_WIDTH)])
                    self._text((row, 0), field.label)
                    self._text((row, 1), field.value, bold=int(field.bold))
                    row += 1
            elif isinstance(block, Paragraph):
                words = "".join(span.text for span in block.spans)
                self._high(row, [(words, _WORDS_WIDTH)])
                self._text((row, 1), words)
                row += 1
        self._text((row + 1, 1), _NOTE, italic=1)

    def _title(self) -> None:
        title = self._paper.title + (" (LATIHAN)" if self._paper.practice else "")
        self._text((0, 0), title, bold=1, font_size=13, text_wrap=0)
        if self._paper.number:
            self._text((1, 0), f"Nomor: {self._paper.number}", text_wrap=0)

    def _high(self, row: int, texts: list[tuple[str, int]]) -> None:
        """Make a row as high as its longest text wants; not every program does that by itself."""
        lines = max(
            (
                sum(-(-len(part) // width) or 1 for part in showable(text).split("\n"))
                for text, width in texts
            ),
            default=1,
        )
        if lines > 1:
            self._sheet.set_row(row, min(lines * _LINE, _HIGHEST))

    def _look(self, **members: object) -> Any:
        key = repr(sorted(members.items()))
        if key not in self._looks:
            usual = {"font_name": "Arial", "font_size": 10, "valign": "top"}
            self._looks[key] = self._book.add_format({**usual, **members})
        return self._looks[key]

    def _text(self, place: Place, text: str, **look: object) -> None:
        shown = showable(text)
        if len(shown) > LONGEST_TEXT:
            raise Refused(
                "Ada isian yang terlalu panjang untuk lembar hitung. Pakai berkas PDF-nya."
            )
        self._sheet.write_string(*place, shown, self._look(**{"text_wrap": 1, **look}))

    def _value(
        self, formulas: "_Formulas", table: Table, place: Place, text: str, bold: int = 0
    ) -> None:
        """A number with its formula where there is one, else the text."""
        column = table.columns[place[1]]
        look: dict[str, object] = {"border": 1, "bold": bold}
        found = number_in(text) if column.align != "left" else None
        if found is None:
            side = "left" if column.align == "justify" else column.align
            self._text(place, text, align=side, **_indented(side), **look)
            return
        shown = self._look(
            num_format=found.look, align=column.align, **_indented(column.align), **look
        )
        formula = formulas.of(place, found.value)
        if formula:
            self._sheet.write_formula(*place, formula, shown, float(found.value))
        else:
            self._sheet.write_number(*place, float(found.value), shown)


def _indented(side: str) -> dict[str, int]:
    """A little room between the text and the line of its cell."""
    return {"indent": 1} if side in ("left", "right") else {}


def _width(table: Table, at: int) -> int:
    """Characters: as wide as its numbers are, else by its share of the page."""
    share = table.columns[at].width / sum(column.width for column in table.columns)
    sums = (total.values[at - len(table.columns)] for total in _reaching(table, at))
    texts = (*(row[at] for row in table.rows), *sums)
    longest = max((len(text) for text in texts if number_in(text)), default=0)
    return max(_WIDTHS[0], min(max(round(_TEXT_WIDTH * share), longest + 3), _WIDTHS[1]))


def _reaching(table: Table, at: int) -> Iterable[Any]:
    return (one for one in table.totals if len(one.values) >= len(table.columns) - at)


class _Formulas:
    """Which formula gives a number of one table, if any does."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._rows = [[number_in(text) for text in row] for row in table.rows]
        heads = [column.heading.casefold() for column in table.columns]
        self._counts = [at for at, head in enumerate(heads) if head.startswith(_COUNTS)]
        self._prices = [at for at, head in enumerate(heads) if _PRICE in head]
        self._first, self._last = _HEAD_ROW + 1, _HEAD_ROW + len(table.rows)

    def of(self, place: Place, value: Decimal) -> str:
        """The formula for the number at a place, "" for none."""
        row, column = place
        if row <= self._last:
            return self._product(row, column, value)
        return self._sum(row, column, value)

    def _product(self, row: int, column: int, value: Decimal) -> str:
        """Volume times price, to the nearest before the amount."""
        count, price = _before(self._counts, column), _before(self._prices, column)
        if count is None or price is None or count == price or column in self._prices:
            return ""
        many, each = self._number(row, count), self._number(row, price)
        if many is None or each is None:
            return ""
        made, cells = many * each, f"{_cell(row, count)}*{_cell(row, price)}"
        if made == value:
            return f"={cells}"
        rounded = made.quantize(Decimal(1), ROUND_HALF_UP) == value and made >= 0
        return f"=ROUND({cells},0)" if rounded else ""

    def _sum(self, row: int, column: int, value: Decimal) -> str:
        """The sums above it, else the rows, else volume times the prices of this column."""
        above = [self._total(at, column) for at in range(self._last + 1, row)]
        if len(above) > 1 and None not in above and sum(filter(None, above)) == value:
            return f"=SUM({xl_range(self._last + 1, column, row - 1, column)})"
        rows = range(self._first, self._last + 1)
        numbers = [self._number(at, column) for at in rows]
        if not any(number is not None for number in numbers):
            return ""
        cells = xl_range(self._first, column, self._last, column)
        if sum(number for number in numbers if number is not None) == value:
            return f"=SUM({cells})"
        count = _before(self._counts, column)
        if count is None:
            return ""
        many = [self._number(at, count) for at in rows]
        made = sum((a * b for a, b in zip(many, numbers, strict=True) if a and b), Decimal())
        counts = xl_range(self._first, count, self._last, count)
        return f"=SUMPRODUCT({counts},{cells})" if made == value else ""

    def _number(self, row: int, column: int) -> Decimal | None:
        """What the sheet has there as a number: only columns that are not plain text."""
        found = self._rows[row - self._first][column]
        return found.value if found and self._table.columns[column].align != "left" else None

    def _total(self, row: int, column: int) -> Decimal | None:
        values: Sequence[str] = self._table.totals[row - self._last - 1].values
        at = column - len(self._table.columns)
        found = number_in(values[at]) if len(values) >= -at else None
        return found.value if found else None


_COUNTS = ("volume", "vol.", "jumlah hari", "hok", "koefisien", "banyaknya")
_PRICE = "harga"


def _before(columns: list[int], at: int) -> int | None:
    return max((column for column in columns if column < at), default=None)


def _cell(row: int, column: int) -> str:
    return f"{xl_col_to_name(column)}{row + 1}"
