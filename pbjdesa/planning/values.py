"""Budget rows as plain frozen values, and what one state of the budget changes in another."""

import hashlib
import json
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, TypeVar

from pbjdesa.planning.siskeudes.model import Problem, as_json

NOT_IN_FILE = "not_in_file"
"""Mark of a row that purchases keep although the new budget no longer holds it."""


@dataclass(frozen=True, slots=True)
class ActivityValues:
    """What an import may write of an activity. Money in rupiah; `removed` hides the row."""

    name: str
    ceiling: int
    location: str = ""
    timing: str = ""
    output: str = ""
    output_unit: str = ""
    marks: tuple[str, ...] = ()
    origin: str = "imported"
    removed: bool = False

    @property
    def amount(self) -> int:
        """The ceiling: what this row gives to spend."""
        return self.ceiling


@dataclass(frozen=True, slots=True)
class LineValues:
    """What an import may write of a line. `total` and `amount` as in the model BudgetLine."""

    level: str
    key: str
    account_code: str
    account_name: str
    sub_name: str
    description: str
    fund_sources: str
    volume: Decimal | None
    unit: str
    unit_price: int | None
    total: int | None
    amount: int
    marks: tuple[str, ...] = ()
    origin: str = "imported"
    removed: bool = False


V = TypeVar("V", ActivityValues, LineValues)


@dataclass(frozen=True, slots=True)
class Stored(Generic[V]):
    """A row that is here: its id, its activity, its values, and what purchases took from it."""

    id: int
    code: str
    values: V
    committed: int = 0


class Kind(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"
    KEPT = "kept"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change(Generic[V]):
    """One row before and after. `id` is None while the row does not exist; `code` its activity.

    NEW rows may have an id: rows that were removed earlier come back as themselves.
    """

    kind: Kind
    code: str
    id: int | None
    before: V | None
    after: V
    committed: int = 0

    @property
    def writes(self) -> bool:
        """Whether anything has to be written for this row."""
        return self.before != self.after

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the fields that differ; all of them for a row that does not exist yet."""
        return tuple(
            field.name
            for field in fields(self.after)
            if self.before is None
            or getattr(self.before, field.name) != getattr(self.after, field.name)
        )

    @property
    def amount_before(self) -> int:
        """What the row gave to spend; 0 while it was not there."""
        return 0 if self.before is None or self.before.removed else self.before.amount

    @property
    def amount_after(self) -> int:
        """What the row will give to spend."""
        return 0 if self.after.removed else self.after.amount

    def to_json(self) -> dict[str, Any]:
        """As plain JSON; the id is text, because it may pass 2^53."""
        return {
            "kind": self.kind.value,
            "activity": self.code,
            "id": None if self.id is None else str(self.id),
            "before": as_json(self.before),
            "after": as_json(self.after),
            "committed": self.committed,
        }


@dataclass(frozen=True)
class Difference:
    """What an import changes. `problems` are those of the comparison, not those of the file."""

    activities: tuple[Change[ActivityValues], ...]
    lines: tuple[Change[LineValues], ...]
    problems: tuple[Problem, ...] = ()

    @cached_property
    def written(self) -> tuple[Change[Any], ...]:
        """The rows that are written, activities first."""
        changes: tuple[Change[Any], ...] = (*self.activities, *self.lines)
        return tuple(change for change in changes if change.writes)

    @property
    def changes_nothing(self) -> bool:
        """Whether the budget is already what the file says."""
        return not self.written

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many activities and lines are new, changed, gone, kept or the same."""
        return {
            what: {kind.value: sum(change.kind is kind for change in changes) for kind in Kind}
            for what, changes in (("activities", self.activities), ("lines", self.lines))
        }

    @property
    def total_before(self) -> int:
        """All lines of the year before, in rupiah."""
        return sum(change.amount_before for change in self.lines)

    @property
    def total_after(self) -> int:
        """All lines of the year after the import, in rupiah."""
        return sum(change.amount_after for change in self.lines)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over everything that would be written: what was seen is what is applied."""
        # What was ordered meanwhile counts only where it changes what is written.
        written = [change.to_json() | {"committed": None} for change in self.written]
        text = json.dumps(written, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()
