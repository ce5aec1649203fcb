"""What a Siskeudes export says, as plain frozen values.

Nothing here knows Django or the database: an operation compares these values with what is there.
Money is whole rupiah, volumes are Decimal, codes carry no trailing dot (the village code does,
because that is how Siskeudes and its users write it).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from pbjdesa.kernel.errors import Refused

Severity = Literal["error", "warning", "info"]
Level = Literal["item", "account_total"]


def as_json(value: Any) -> Any:
    """Plain JSON of any value below: Decimal and date become text, tuples become lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, tuple | list):
        return [as_json(each) for each in value]
    if isinstance(value, Mapping):
        return {str(key): as_json(each) for key, each in value.items()}
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


class _Json:
    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """The same facts as a JSON object."""
        plain: dict[str, Any] = as_json(self)
        return plain


@dataclass(frozen=True, slots=True)
class Village(_Json):
    """One village of the file. `kd_desa` is Siskeudes' own code (`04.2005.`), not Kemendagri's."""

    kd_desa: str
    name: str


@dataclass(frozen=True, slots=True)
class Problem(_Json):
    """Something the user must know about the file.

    `error`: this line was left out. `warning`: it was read, and somebody must look.
    `info`: only to be known. `line` is the line of the CSV file as an editor counts it.
    `sentence` is Indonesian and says what to do.
    """

    severity: Severity
    code: str
    file: str
    line: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Posting(_Json):
    """The posting of the budget that is in force: 1 is the first APBDes, then its changes."""

    number: int
    posted_on: date | None


@dataclass(frozen=True, slots=True)
class ActivityRow(_Json):
    """A kegiatan of the year. `ceiling` is Pagu_PAK where it is above zero, else Pagu."""

    code: str
    name: str
    bidang: str
    sub_bidang: str
    ceiling: int
    fund_sources: tuple[str, ...]
    location: str
    timing: str
    output: str
    unit: str
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LineRow(_Json):
    """One expenditure line: an item of the RAB, or the total of an account without items.

    `key` is the same in every export that holds the line, so that a later import finds it again.
    `table` and `row` tell where in the file it stood. `amount` is what the file says, never what
    volume × price would give.
    """

    key: str
    activity_code: str
    account_code: str
    account_name: str
    level: Level
    sub_code: str
    sub_name: str
    order: int | None
    description: str
    fund_sources: tuple[str, ...]
    volume: Decimal | None
    unit: str
    unit_price: int | None
    amount: int
    marks: tuple[str, ...]
    table: str
    row: int


@dataclass(frozen=True, slots=True)
class BudgetExport(_Json):
    """The budget of one village and one year, as the file holds it."""

    kd_desa: str
    village_name: str
    year: int
    version: str
    posting: Posting | None
    villages: tuple[Village, ...]
    activities: tuple[ActivityRow, ...]
    lines: tuple[LineRow, ...]
    problems: tuple[Problem, ...] = field(default=())
    partial: bool = False
    """The file is about its own activities only: all others stay as they are."""

    @property
    def holds_lines(self) -> bool:
        """Whether there is anything to import."""
        return bool(self.lines)

    @property
    def total(self) -> int:
        """All expenditure lines together, in rupiah."""
        return sum(line.amount for line in self.lines)

    def to_json(self) -> dict[str, Any]:
        """The same facts as a JSON object, with the total and `holds_lines`."""
        plain: dict[str, Any] = as_json(self)
        return plain | {"holds_lines": self.holds_lines, "total": self.total}


class VillageUnclear(Refused):
    """The file does not say alone which village is meant; `villages` are those it holds."""

    def __init__(self, *reasons: str, villages: tuple[Village, ...]) -> None:
        super().__init__(*reasons, field="kd_desa")
        self.villages = villages


class AmbiguousVillage(VillageUnclear):
    """Several villages, or another name than expected: somebody must choose the code."""


class UnknownVillage(VillageUnclear):
    """The code that was asked for is not in the file."""


class UnknownYear(Refused):
    """The file holds other years; `years` are those of the village."""

    def __init__(self, *reasons: str, years: tuple[int, ...]) -> None:
        super().__init__(*reasons, field="year")
        self.years = years
