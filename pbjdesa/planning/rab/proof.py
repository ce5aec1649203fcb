"""Proving what a workbook says: volume × price, and every sum. Nothing is mended, only told."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.planning.rab.model import Finding, Note, RabLine
from pbjdesa.planning.rab.rows import ReadRow
from pbjdesa.planning.rab.workbook import Fault

_FAULTS: dict[Fault, tuple[Finding, str]] = {
    "error": ("error_cell", "Sel {what} berisi galat, bukan angka. Perbaiki rumusnya."),
    "no_value": (
        "formula_without_value",
        "Rumus {what} belum punya hasil. Buka berkasnya, hitung ulang, lalu simpan.",
    ),
    "outside": (
        "outside_link",
        "Angka {what} diambil dari berkas lain. Ketik angkanya di lembar ini.",
    ),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A row that is part of a sum or is one. `depth` orders groups: smaller ones hold others."""

    kind: Literal["item", "group", "subtotal", "total"]
    row: int
    text: str
    amount: Decimal | None
    depth: int


def row_notes(line: RabLine, row: ReadRow) -> Iterator[Note]:
    """What is wrong with one line by itself."""
    for what, fault in row.faults:
        code, sentence = _FAULTS[fault]
        yield Note("error", code, line.sheet, line.row, say(sentence, what=what))
    if row.faults:
        return
    if line.amount is None:
        sentence = "Jumlahnya kosong. Isi dulu, supaya baris ini bisa dipakai."
        yield Note("error", "no_amount", line.sheet, line.row, sentence)
        return
    if any(value is not None and value < 0 for value in (line.volume, line.price, row.amount)):
        sentence = "Angkanya kurang dari nol. Periksa barisnya."
        yield Note("warning", "negative", line.sheet, line.row, sentence, written=line.amount)
    product = line.product
    if product is not None and row.amount is not None and abs(product - row.amount) >= 1:
        expected = _whole(product)
        yield Note(
            "warning",
            "amount_mismatch",
            line.sheet,
            line.row,
            say(
                "Volume kali harga {expected}, tertulis {written}.",
                expected=rupiah(expected),
                written=rupiah(line.amount),
            ),
            written=line.amount,
            expected=expected,
        )
    if not line.fund_code and line.fund:
        sentence = say("Sumber dana “{fund}” tidak dikenal. Periksa namanya.", fund=line.fund)
        yield Note("warning", "no_fund", line.sheet, line.row, sentence)


def total_notes(sheet: str, rows: list[Counted]) -> Iterator[Note]:
    """Every written sum of a table that its items do not make."""
    for at, row in enumerate(rows):
        if row.amount is None or row.kind == "item":
            continue
        made = list(_made_by(rows, at))
        if made and all(abs(sum_ - row.amount) >= 1 for sum_ in made):
            expected, written = _whole(made[0]), _whole(row.amount)
            yield Note(
                "warning",
                "total_mismatch",
                sheet,
                row.row,
                say(
                    "“{text}” tertulis {written}, isinya {expected}.",
                    text=row.text,
                    written=rupiah(written),
                    expected=rupiah(expected),
                ),
                written=written,
                expected=expected,
            )


def _made_by(rows: list[Counted], at: int) -> Iterator[Decimal]:
    """The sums that this row may mean: of the group below it, or of what stands above it."""
    row = rows[at]
    if row.kind == "group":
        # A group without a line of its own (a heading with the sum of the next) proves nothing.
        items = _below(rows, at)
        if items:
            yield sum(items, Decimal(0))
        return
    before = rows[:at]
    items = [one.amount for one in before if one.kind == "item" and one.amount is not None]
    since = _since_last_sum(before)
    choices = [since, items] if row.kind == "subtotal" else [items, since]
    yield from (sum(choice, Decimal(0)) for choice in choices if choice)


def _below(rows: list[Counted], at: int) -> list[Decimal]:
    found = []
    for one in rows[at + 1 :]:
        if one.kind in ("subtotal", "total") or (
            one.kind == "group" and one.depth <= rows[at].depth
        ):
            break
        if one.kind == "item" and one.amount is not None:
            found.append(one.amount)
    return found


def _since_last_sum(before: list[Counted]) -> list[Decimal]:
    found: list[Decimal] = []
    for one in reversed(before):
        if one.kind in ("subtotal", "total"):
            break
        if one.kind == "item" and one.amount is not None:
            found.append(one.amount)
    return found


def _whole(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
