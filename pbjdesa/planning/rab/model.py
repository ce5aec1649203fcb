"""What a RAB workbook says, as plain frozen values: lines, sheets, and everything worth telling."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from pbjdesa.planning.siskeudes.model import Severity, as_json

Finding = Literal[
    "amount_mismatch",
    "total_mismatch",
    "error_cell",
    "formula_without_value",
    "outside_link",
    "negative",
    "no_amount",
    "price_unusual",
    "volume_unusual",
    "rows_swapped",
    "columns_swapped",
    "no_activity_code",
    "no_account_code",
    "no_fund",
    "sheet_unread",
    "sheet_cut",
]


@dataclass(frozen=True, slots=True)
class Note:
    """Something somebody must know, by sheet and row (None: the sheet as a whole).

    `expected` and `written` are rupiah where the finding is about a sum; the file is never changed.
    """

    severity: Severity
    code: Finding
    sheet: str
    row: int | None
    sentence: str
    written: int | None = None
    expected: int | None = None


@dataclass(frozen=True, slots=True)
class RabLine:
    """One line of a RAB as it is written. `price` and `amount` in rupiah, never calculated here;
    `unit` and `fund` as written, with what they most likely mean beside them."""

    sheet: str
    row: int
    activity_code: str
    activity: str
    account_code: str
    account: str
    fund: str
    fund_code: str
    description: str
    volume: Decimal | None
    unit: str
    usual_unit: str
    price: Decimal | None
    amount: int | None

    @property
    def product(self) -> Decimal | None:
        """Volume × price, unrounded; None where one of them is not known."""
        return (
            self.volume * self.price if self.volume is not None and self.price is not None else None
        )


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One sheet: read or not, why not, and what it holds."""

    name: str
    read: bool
    reason: str = ""
    hidden: bool = False
    activity_code: str = ""
    activity: str = ""
    lines: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Rab:
    """A whole workbook."""

    sheets: tuple[SheetReport, ...]
    lines: tuple[RabLine, ...]
    notes: tuple[Note, ...] = field(default=())
    units: dict[str, list[str]] = field(default_factory=dict)
    """Usual writing → the ways in which this workbook writes it."""
    funds: dict[str, list[str]] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All lines together, as written, in rupiah."""
        return sum(line.amount or 0 for line in self.lines)

    def to_json(self) -> dict[str, Any]:
        """The same facts as a JSON object."""
        plain: dict[str, Any] = as_json(self)
        return plain | {"total": self.total}
