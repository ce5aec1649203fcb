"""The rows of one table: which are items, which head a group, which are sums."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pbjdesa.planning.rab.layout import Table
from pbjdesa.planning.rab.workbook import Cell, Fault, Row, Sheet

RowKind = Literal["item", "group", "subtotal", "total"]

_CODE = re.compile(r"\d(?:\s?\.\s?\d{1,2}){1,5}\s?\.?")
_LED_BY_CODE = re.compile(r"(\d(?:\.\d{1,2}){2,5}\.?)[\s:.-]+(\S.*)")
_ORDINAL = re.compile(r"(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]?")
_SUBTOTAL = re.compile(
    r"(?i)^sub[\s-]*(?:total|jumlah)|^jumlah\s+(?!\(?rp|total|seluruh|harga)\w|^jml\s+\w"
)
_TOTAL = re.compile(
    r"(?i)^(?:grand\s+)?total\b|^jumlah\s*(?:\(?rp\.?\)?|total|seluruh\w*|harga)?\s*:?$|^jml\.?$"
)
_SIGNED = re.compile(r"(?i)^(?:mengetahui|menyetujui|disetujui|dibuat oleh|diverifikasi|disusun)\b")


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row of a table. `price` is the one that proves the amount, where there are several."""

    kind: RowKind
    number: int
    column: int
    """Where its words begin: deeper groups are written further to the right."""
    code: str
    text: str
    ordinal: str
    """"1", "A.", "iv": what counts the rows; "" for none."""
    volume: Decimal | None
    unit: str
    price: Decimal | None
    amount: Decimal | None
    fund: str
    faults: tuple[tuple[str, Fault], ...]
    """What (volume, price, amount) is no number, and why."""


def rows_of(sheet: Sheet, table: Table) -> Iterator[ReadRow]:
    """The rows of a table that say something, up to its grand total or its signatures."""
    for row in sheet.rows[table.begin : table.end]:
        if any(_SIGNED.match(cell.text) for cell in row.cells.values()):
            return
        found = _read(row, table)
        if found is None:
            continue
        yield found
        if found.kind == "total":
            return


def _read(row: Row, table: Table) -> ReadRow | None:
    words, code, ordinal, column = _words(row, table)
    volume, volume_fault = _figure(row, table.volume, grouped=False)
    amount, amount_fault = _figure(row, table.amount, grouped=True)
    price, price_fault = _price(row, table)
    faults = [("volume", volume_fault), ("harga", price_fault), ("jumlah", amount_fault)]
    faulty = tuple((name, fault) for name, fault in faults if fault)
    kind = _kind(words, volume, price, amount, faulty=bool(faulty))
    if kind is None or not (words or code):
        return None
    return ReadRow(
        kind=kind,
        number=row.number,
        column=column,
        code=code,
        text=words,
        ordinal=ordinal,
        volume=volume,
        unit=_text(row, table.unit),
        price=price,
        amount=amount,
        fund=_text(row, table.fund),
        faults=faulty,
    )


def _kind(
    words: str,
    volume: Decimal | None,
    price: Decimal | None,
    amount: Decimal | None,
    *,
    faulty: bool,
) -> RowKind | None:
    if _SUBTOTAL.match(words) and volume is None:
        return "subtotal"
    if _TOTAL.match(words) and volume is None:
        return "total"
    known = sum(value is not None for value in (volume, price, amount))
    if (volume is not None or price is not None) and (known >= 2 or faulty):
        return "item"
    if faulty and words:
        return "item"
    return "group"


def _words(row: Row, table: Table) -> tuple[str, str, str, int]:
    """The description, its code, the ordinal before it, and its column."""
    texts: list[str] = []
    code, ordinal, column = "", "", table.last_column
    for at, cell in sorted(row.cells.items()):
        if (
            at in table.figures
            or not table.first_column <= at <= table.last_column
            or not cell.text
        ):
            continue
        text = cell.text.strip()
        if not texts and not code and _CODE.fullmatch(text):
            code = re.sub(r"\s", "", text)
        elif not texts and _is_ordinal(text):
            ordinal = ordinal or text
        elif cell.value is None and text not in (":", "-"):
            column = min(column, at)
            texts.append(text)
    words = " ".join(texts)
    if not code and (led := _LED_BY_CODE.fullmatch(words)):
        code, words = led[1], led[2]
    # A label such as "Sub Total" may stand in a column that otherwise holds figures.
    if not words:
        words, column = _label_among_figures(row, table, column)
    return words, code, ordinal, column


def _is_ordinal(text: str) -> bool:
    """Whether this counts rows; a word of one letter does, "di" does not."""
    bare = text.rstrip(".)")
    return bool(_ORDINAL.fullmatch(text)) and (bare.isdigit() or len(bare) == 1 or bare.isupper())


def _label_among_figures(row: Row, table: Table, column: int) -> tuple[str, int]:
    for at in sorted(table.figures - {table.amount, table.fund, table.unit}):
        cell = row.cells.get(at)
        if cell is not None and cell.value is None and re.search(r"[A-Za-z]{3}", cell.text):
            return cell.text.strip(), at
    return "", column


def _price(row: Row, table: Table) -> tuple[Decimal | None, Fault]:
    """The first price that is there: the column that makes the amounts comes first."""
    for column in table.prices:
        price, fault = _figure(row, column, grouped=True)
        if price is not None or fault:
            return price, fault
    return None, ""


def _figure(row: Row, column: int | None, *, grouped: bool) -> tuple[Decimal | None, Fault]:
    cell: Cell | None = row.cells.get(column) if column is not None else None
    if cell is None:
        return None, ""
    if cell.fault:
        return None, cell.fault
    return cell.figure(grouped=grouped), ""


def _text(row: Row, column: int | None) -> str:
    cell = row.cells.get(column) if column is not None else None
    return cell.text if cell is not None and cell.value is None and not cell.fault else ""
