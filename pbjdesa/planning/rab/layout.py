"""Where a sheet keeps what: the heads of its table, whatever their rows, order and wording."""

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from pbjdesa.planning.rab.names import fund_of
from pbjdesa.planning.rab.workbook import Row, Sheet

HEAD_ROWS = 3
"""Heads stand in at most so many rows, one below the other."""

_VOLUME = {"volume", "vol", "kuantitas", "kuantiti", "qty", "banyaknya", "banyak", "jumlahsatuan"}
_VOLUME |= {"jmlsatuan", "jumlahvolume", "jmlvol", "volumesatuan", "volumedansatuan"}
_UNIT = {"satuan", "sat", "unit"}
_FUND = {"sumberdana", "dana", "sumber", "sumberpembiayaan", "sumberanggaran", "sd"}
_CODE = {"kode", "koderekening", "kodrek", "kdrek", "rekening", "norek", "norekening", "koderek"}
_DESCRIPTION = {"uraian", "uraiankegiatan", "uraianpekerjaan", "jenisbarang", "namabarang"}
_DESCRIPTION |= {"uraianbarang", "jenisbelanja", "rincian", "uraianbelanja", "komponen", "item"}
_DESCRIPTION |= {"namabarangjasa", "jenispekerjaan", "uraianrincian", "jenisuraian", "bahan"}
_DESCRIPTION |= {"uraianbahan", "namabahan", "jenisbahan", "keteranganbarang", "nama", "belanja"}


def role_of(text: str) -> str:
    """What a head announces: description, volume, unit, price, amount, fund, code; "" for none."""
    key = re.sub(r"[^a-z]", "", re.sub(r"\((rp|idr)\.?\)", "", text.lower()))
    key = re.sub(r"(rp|rupiah)$", "", key)
    if key in _VOLUME:
        return "volume"
    if key in _UNIT:
        return "unit"
    if key in _FUND:
        return "fund"
    if key in _CODE:
        return "code"
    if key.startswith(("jumlah", "jml", "total", "anggaran")) and len(key) < 24:
        return "amount"
    if "harga" in key and len(key) < 30:
        return "price"
    return "description" if key in _DESCRIPTION else ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a sheet: its columns, and where its rows begin and end in `Sheet.rows`."""

    description: int
    volume: int | None
    unit: int | None
    prices: tuple[int, ...]
    """Every column with a price, the one that makes the amounts first."""
    amount: int
    fund: int | None
    first_column: int
    last_column: int
    head: int
    """Where in the sheet's rows its head begins."""
    begin: int
    end: int

    @property
    def figures(self) -> set[int]:
        """The columns that hold no words of the description."""
        known = {self.volume, self.unit, self.amount, self.fund, *self.prices}
        return {column for column in known if column is not None}


def tables_of(sheet: Sheet) -> list[Table]:
    """Every RAB table of a sheet, from top to bottom; none where nothing looks like one."""
    heads = list(_heads(sheet))
    tables = []
    for place, (start, roles, below) in enumerate(heads):
        end = heads[place + 1][0] if place + 1 < len(heads) else len(sheet.rows)
        tables.append(_table(sheet, roles, start, below, end))
    return tables


def _heads(sheet: Sheet) -> list[tuple[int, dict[int, str], int]]:
    """(index of the first row, role by column, index of the first row below)."""
    found: list[tuple[int, dict[int, str], int]] = []
    at = 0
    while at < len(sheet.rows):
        roles, below = _head_at(sheet.rows, at)
        if roles:
            found.append((at, roles, below))
            at = below
        else:
            at += 1
    return found


def _head_at(rows: tuple[Row, ...], at: int) -> tuple[dict[int, str], int]:
    """The roles of a head that begins here, and where it ends; nothing where none begins."""
    if not _roles(rows[at]):
        return {}, at
    roles: dict[int, str] = {}
    for depth in range(min(HEAD_ROWS, len(rows) - at)):
        row = rows[at + depth]
        more = _roles(row)
        # A row with a long text or an amount is not a head any more.
        if depth and (not more or any(cell.value is not None for cell in row.cells.values())):
            break
        # "Rincian" over volume and price is said better by the heads below it.
        roles |= more
        if _is_whole(roles) and not _goes_on(rows, at + depth + 1):
            return roles, at + depth + 1
    return (roles, at + 1) if _is_whole(roles) else ({}, at)


def _goes_on(rows: tuple[Row, ...], at: int) -> bool:
    return at < len(rows) and len(_roles(rows[at])) >= 2


def _roles(row: Row) -> dict[int, str]:
    named = {column: role_of(cell.text) for column, cell in row.cells.items()}
    return {column: role for column, role in named.items() if role}


def _is_whole(roles: dict[int, str]) -> bool:
    kinds = set(roles.values())
    return {"description", "amount"} <= kinds and bool({"price", "volume"} & kinds)


def _table(sheet: Sheet, roles: dict[int, str], head: int, below: int, end: int) -> Table:
    def first(role: str) -> int | None:
        return min((column for column, one in roles.items() if one == role), default=None)

    description, volume = first("description"), first("volume")
    prices = tuple(sorted(column for column, one in roles.items() if one == "price"))
    amounts = [column for column, one in roles.items() if one == "amount"]
    amount = max(amounts)
    below += _is_numbering(sheet.rows[below]) if below < end else 0
    rows = sheet.rows[below:end]
    taken = {column for column in (description, volume, amount, *prices) if column is not None}
    unit = first("unit")
    if unit is None:
        unit = _words_between(rows, volume, min(prices, default=amount), taken)
    fund = first("fund")
    if fund is None:
        fund = _fund_column(rows, taken | ({unit} if unit is not None else set()), amount)
    return Table(
        description=description or 0,
        volume=volume,
        unit=unit,
        prices=_best_first(rows, volume, prices, amount),
        amount=amount,
        fund=fund,
        # Rows are often counted in a column without a head, left of the first one.
        first_column=max(min(roles) - 1, 0),
        last_column=max(roles),
        head=head,
        begin=below,
        end=end,
    )


def _best_first(
    rows: tuple[Row, ...], volume: int | None, prices: tuple[int, ...], amount: int
) -> tuple[int, ...]:
    """Of several prices (before tax, with tax, rounded) first the one that makes most amounts."""

    def figure(row: Row, column: int | None) -> Decimal | None:
        cell = row.cells.get(column) if column is not None else None
        return cell.figure(grouped=True) if cell is not None else None

    def proven(column: int) -> int:
        made = 0
        for row in rows:
            count, price, sum_ = (figure(row, one) for one in (volume, column, amount))
            if count is not None and price is not None and sum_ is not None:
                made += abs(count * price - sum_) < 1
        return made

    return tuple(sorted(prices, key=lambda column: (-proven(column), -column)))


def _is_numbering(row: Row) -> bool:
    """The row "1 2 3 4 5" below the heads."""
    numbers = [cell.value for _, cell in sorted(row.cells.items())]
    whole = [int(number) for number in numbers if number is not None and number % 1 == 0]
    return len(whole) == len(numbers) >= 3 and whole == list(range(whole[0], whole[0] + len(whole)))


def _words_between(
    rows: tuple[Row, ...], volume: int | None, price: int, taken: set[int]
) -> int | None:
    """The column with short words right of the volume: its head often spans both."""
    if volume is None:
        return None
    seen = Counter(
        column
        for row in rows
        for column, cell in row.cells.items()
        if volume < column < max(price, volume + 2)
        and column not in taken
        and cell.value is None
        and 0 < len(cell.text) <= 20
    )
    return seen.most_common(1)[0][0] if seen else None


def _fund_column(rows: tuple[Row, ...], taken: set[int], amount: int) -> int | None:
    """A column without a head in which most cells are codes of fund sources."""
    known: Counter[int] = Counter()
    there: Counter[int] = Counter()
    for row in rows:
        for column, cell in row.cells.items():
            if column not in taken and column <= amount + 2 and cell.value is None:
                there[column] += 1
                known[column] += bool(fund_of(cell.text))
    likely = [column for column, count in known.items() if count * 2 > there[column] - 1]
    return max(likely, key=lambda column: known[column], default=None)
