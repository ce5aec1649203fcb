"""The helper book of taxes (buku pembantu pajak): withheld, deposited, still held. Pure.

The village holds a withheld tax for the state until it is deposited. At the end of every day

    balance = all that was withheld so far - all that was deposited so far = the sum of open taxes
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where one withheld tax stands on a day."""

    OPEN = "open"
    LATE = "late"
    DEPOSITED = "deposited"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Withheld:
    """One tax taken from one payment, in rupiah; `ntpn` proves its deposit.

    `due_on` is the last day to deposit it, by the tax table in force when it was withheld.
    `reason` is why somebody withheld another sum than the rule gave; that sum may be 0.
    """

    purchase_id: int
    about: str
    supplier: str
    label: str
    amount: int
    withheld_on: date
    due_on: date
    ntpn: str = ""
    deposited_on: date | None = None
    reason: str = ""

    @property
    def open(self) -> bool:
        """Whether the village still holds it for the state."""
        return self.amount > 0 and self.deposited_on is None

    def standing(self, today: date) -> Standing:
        """Deposited, still to deposit, late (A018), or corrected to nothing (A017)."""
        if not self.amount:
            return Standing.NOTHING
        if self.deposited_on is not None:
            return Standing.DEPOSITED
        return Standing.LATE if today > self.due_on else Standing.OPEN


@dataclass(frozen=True)
class BookEntry:
    """One line of the book: a tax withheld, or deposited; `balance` is held after it. Rupiah."""

    day: date
    tax: Withheld
    withheld: int
    deposited: int
    balance: int


@dataclass(frozen=True)
class TaxBook:
    """One year of the book; `opening` is what was still held when the year began. Rupiah."""

    year: int
    opening: int
    entries: tuple[BookEntry, ...]

    @property
    def withheld(self) -> int:
        return sum(entry.withheld for entry in self.entries)

    @property
    def deposited(self) -> int:
        return sum(entry.deposited for entry in self.entries)

    @property
    def closing(self) -> int:
        return self.opening + self.withheld - self.deposited


def tax_book(year: int, taxes: Sequence[Withheld]) -> TaxBook:
    """The book of a year from all taxes known; those of other years count in the opening only.

    On one day what was withheld stands before what was deposited, so that no line takes from the
    state what was not yet there.
    """
    moves = sorted(_moves(taxes), key=lambda move: (move[0], move[2] < 0))
    opening = balance = sum(amount for day, _, amount in moves if day.year < year)
    entries = []
    for day, tax, amount in moves:
        if day.year == year:
            balance += amount
            entries.append(BookEntry(day, tax, max(amount, 0), max(-amount, 0), balance))
    return TaxBook(year, opening, tuple(entries))


def _moves(taxes: Sequence[Withheld]) -> Iterator[tuple[date, Withheld, int]]:
    for tax in (tax for tax in taxes if tax.amount):
        yield tax.withheld_on, tax, tax.amount
        if tax.deposited_on is not None:
            yield tax.deposited_on, tax, -tax.amount


def by_urgency(taxes: Sequence[Withheld]) -> list[Withheld]:
    """What is still to deposit first, the soonest due on top; then the rest, the newest on top."""
    still = sorted((tax for tax in taxes if tax.open), key=lambda tax: tax.due_on)
    done = [tax for tax in taxes if not tax.open]
    return still + sorted(done, key=lambda tax: tax.deposited_on or tax.withheld_on, reverse=True)
