"""From table rows to draft lines: codes, posting, and the amount that is in force.

A row that cannot be understood is noted with its line and left out; it never stops the file.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from pbjdesa.kernel.money import LARGEST, rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.codes import account_code, activity_code, fund_codes, normal_text
from pbjdesa.planning.siskeudes.figures import (
    Unreadable,
    is_unclear,
    read_figure,
    whole_rupiah,
)
from pbjdesa.planning.siskeudes.model import Problem
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.tables import ANGGARAN_RINCI, RAB_RINCI, Row, Table

Account = tuple[str, str]
"""Activity and account code."""

_ITEM_TABLES = (ANGGARAN_RINCI.name, RAB_RINCI.name)
_MOST_VOLUME = Decimal(10) ** 11
_VOLUME_STEP = Decimal("0.0001")


class _Bad(Exception):
    """This row is left out, for this reason."""


@dataclass(slots=True)
class Draft:
    """One row whose codes are understood. `notes` wait until the line is known to count."""

    table: Table
    row: Row
    activity: str
    account: str
    sub: str
    order: int | None
    description: str
    funds: tuple[str, ...]
    posting: int = 0
    amount: int = 0
    volume: Decimal | None = None
    unit_price: int | None = None
    marks: list[str] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)

    @property
    def at(self) -> Account:
        """The account this line belongs to, inside its activity."""
        return self.activity, self.account

    @property
    def is_expenditure(self) -> bool:
        """Belanja (5). Revenue, financing and non-budget accounts are only counted."""
        return self.account.startswith("5")

    @property
    def is_item(self) -> bool:
        """Whether the row is an item of the RAB and not the total of an account."""
        return self.table.name in _ITEM_TABLES

    @property
    def same_line(self) -> tuple[object, ...]:
        """What stays the same when a later posting changes the line."""
        if not self.is_item:
            return self.at
        if self.order is not None:
            return (*self.at, self.sub, self.order)
        return (*self.at, self.sub, normal_text(self.description), self.funds)

    def warn(self, mark: str, *sentences: str) -> None:
        """Mark the line and keep the sentence for when the line is used."""
        self.marks.append(mark)
        text = " ".join(sentences)
        self.notes.append(Problem("warning", mark, self.table.file, self.row.line, text))


def drafts(rows: Iterable[Row], table: Table, village: str, notes: Notes) -> list[Draft]:
    """Every row in force, with its amount: of one line in several postings the highest wins.

    A line whose newest row is unreadable is left out; an older posting never speaks for it.
    """
    placed: list[Draft] = []
    for row in rows:
        with _noted(row, table, notes):
            placed.append(_placed(row, table, village))
    newest: dict[tuple[object, ...], int] = {}
    for draft in placed:
        newest[draft.same_line] = max(newest.get(draft.same_line, 0), draft.posting)
    found: list[Draft] = []
    for draft in placed:
        if draft.posting == newest[draft.same_line]:
            with _noted(draft.row, table, notes):
                _value(draft)
                found.append(draft)
    return found


@contextmanager
def _noted(row: Row, table: Table, notes: Notes) -> Iterator[None]:
    try:
        yield
    except _Bad as bad:
        notes.add("error", "row_unreadable", table.file, row.line, str(bad), "Baris ini dilewati.")


def _placed(row: Row, table: Table, village: str) -> Draft:
    account = account_code(row.get("Kd_Rincian"))
    if not account:
        raise _Bad(
            say(
                "Kolom Kd_Rincian berisi “{found}”, seharusnya seperti 5.2.1.01.",
                found=row.get("Kd_Rincian")[:30],
            )
        )
    activity = activity_code(row.get("Kd_Keg"), village)
    if account.startswith("5") and (not activity or not activity.strip("0.")):
        raise _Bad(
            say(
                "Kolom Kd_Keg berisi “{found}”, bukan kegiatan desa {village}.",
                found=row.get("Kd_Keg")[:30],
                village=village,
            )
        )
    order = row.get("No_Urut")
    return Draft(
        table=table,
        row=row,
        activity=activity,
        account=account,
        sub=_sub_code(row.get("Kd_SubRinci")),
        order=int(order) if _is_order(order) else None,
        description=row.get("Uraian"),
        funds=fund_codes(row.get("SumberDana")),
        posting=_posting(row, table),
    )


def _is_order(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def _sub_code(text: str) -> str:
    return text.rstrip(".").zfill(2) if text else ""


def _posting(row: Row, table: Table) -> int:
    if "KdPosting" not in table.required:
        return 0
    number = _figure(row, "KdPosting")
    if number is None or number != int(number):
        raise _Bad("Kolom KdPosting kosong atau bukan bilangan.")
    return int(number)


def _value(draft: Draft) -> None:
    """Put amount, volume and price of the budget in force on the draft."""
    amount, changed = _amount(draft.row)
    size = price = None
    if draft.is_item:
        size_text, price = _size_and_price(draft.row, changed)
        size = _volume(size_text, price, amount)
    if amount is None:
        if size is None or price is None:
            raise _Bad("Kolom Anggaran kosong.")
        amount = size * price
        if amount > LARGEST:
            raise _Bad("Kolom Anggaran kosong, dan volume × harga terlalu besar.")
        draft.warn(
            "amount_from_volume",
            "Kolom Anggaran kosong.",
            say(
                "Dipakai volume × harga = {amount}.",
                amount=rupiah(whole_rupiah(amount)[0]),
            ),
        )
    draft.amount, rounded = whole_rupiah(amount)
    if rounded:
        draft.warn(
            "rounded",
            say("Anggaran tertulis {written}, bukan rupiah bulat.", written=_written(amount)),
            say("Dibulatkan menjadi {amount}.", amount=rupiah(draft.amount)),
        )
    if price is not None:
        _put_price(draft, price)
    if size is not None:
        # Four decimals are what the database keeps; adding 0 writes 1E+2 as 100.
        draft.volume = size.quantize(_VOLUME_STEP, rounding=ROUND_HALF_UP).normalize() + 0
    if size is not None and price is not None:
        _check_product(draft, size, price)


def _amount(row: Row) -> tuple[Decimal | None, bool]:
    """The amount in force, and whether it is the one after the change (PAK).

    AnggaranStlhPAK wins where it is above zero. Where it is zero the change may have struck the
    line off: then AnggaranPAK takes away exactly what Anggaran gave, and the amount is zero.
    """
    after = _figure(row, "AnggaranStlhPAK")
    if after is not None and after < 0:
        raise _Bad(say("Kolom AnggaranStlhPAK minus: {written}.", written=_written(after)))
    if after:
        return after, True
    before = _figure(row, "Anggaran")
    if before is not None and before < 0:
        raise _Bad(say("Kolom Anggaran minus: {written}.", written=_written(before)))
    if before and before + (_figure(row, "AnggaranPAK") or 0) == 0:
        return Decimal(0), True
    return before, False


def _size_and_price(row: Row, changed: bool) -> tuple[str, Decimal | None]:
    """The volume as written and the unit price that go with the amount in force."""
    if changed and row.get("JmlSatuanPAK").strip("0.,") and row.get("HrgSatuanPAK"):
        return row.get("JmlSatuanPAK"), _positive(row, "HrgSatuanPAK")
    return row.get("JmlSatuan"), _positive(row, "HrgSatuan")


def _positive(row: Row, column: str) -> Decimal | None:
    number = _figure(row, column)
    if number is not None and number < 0:
        raise _Bad(say("Kolom {column} minus: {written}.", column=column, written=_written(number)))
    return number


def _volume(text: str, price: Decimal | None, amount: Decimal | None) -> Decimal | None:
    """A volume such as 1.500 is 1,5 or 1500: whichever gives the amount, else the decimal one."""
    try:
        size = read_figure(text, grouped=False)
        if is_unclear(text) and price and amount and size is not None and size * price != amount:
            other = read_figure(text)
            size = other if other is not None and other * price == amount else size
    except Unreadable:
        raise _Bad(say("Volume “{text}” bukan angka yang jelas.", text=text[:30])) from None
    if size is None:
        return None
    if size < 0 or size >= _MOST_VOLUME:
        raise _Bad(say("Volume “{text}” tidak masuk akal.", text=text[:30]))
    return size


def _put_price(draft: Draft, price: Decimal) -> None:
    draft.unit_price, rounded = whole_rupiah(price)
    if rounded:
        draft.warn(
            "rounded",
            say("Harga satuan tertulis {written}, bukan rupiah bulat.", written=_written(price)),
            say("Dibulatkan menjadi {unit_price}.", unit_price=rupiah(draft.unit_price)),
        )


def _check_product(draft: Draft, size: Decimal, price: Decimal) -> None:
    product = whole_rupiah(size * price)[0]
    if product != draft.amount:
        draft.warn(
            "amount_mismatch",
            f"Volume {_written(size)} × harga Rp{_written(price)} = {rupiah(product)},",
            say("tetapi Anggaran tertulis {amount}.", amount=rupiah(draft.amount)),
            "Angka tertulis yang dipakai. Periksa di Siskeudes.",
        )


def _figure(row: Row, column: str) -> Decimal | None:
    try:
        return read_figure(row.get(column))
    except Unreadable:
        raise _Bad(
            say(
                "Kolom {column} berisi “{found}”, bukan angka yang jelas.",
                column=column,
                found=row.get(column)[:30],
            )
        ) from None


def _written(number: Decimal) -> str:
    sign = "-" if number < 0 else ""
    return sign + volume(abs(number))
