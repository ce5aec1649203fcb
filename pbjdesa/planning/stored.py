"""Budget rows of the database as plain values, and the other way round, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.db.models import CharField, QuerySet, Sum, Value
from django.db.models.functions import Cast, Concat

from pbjdesa.kernel import clock
from pbjdesa.kernel.ids import new_id
from pbjdesa.planning.models import Activity, BudgetLine, Commitment
from pbjdesa.planning.siskeudes.model import as_json
from pbjdesa.planning.values import ActivityValues, Change, Difference, LineValues, Stored
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home

Row = TypeVar("Row", Activity, BudgetLine)
Fields = Mapping[str, Any]
Before = dict[str, dict[str, Any] | None]
"""By id: the fields that were changed, as they were; None for a row that was made."""

_BATCH = 100
"""Rows of one statement; SQLite takes only so many parameters."""


class StoredBudget:
    """All activities and lines of a village and year, removed ones too, and what was taken of them.

    With `locked` the activities stay locked until the transaction ends. Whoever takes money or
    types a line locks the activity first, so nothing moves meanwhile.
    """

    def __init__(self, desa: Desa, year: int, *, locked: bool = False) -> None:
        rows = Activity.objects.of(desa).filter(year=year).order_by("pk")
        lines = BudgetLine.objects.of(desa).filter(activity__year=year).order_by("pk")
        taken = Commitment.objects.of(desa).filter(activity__year=year).order_by()
        self.desa = desa
        self.year = year
        self.activities = {row.pk: row for row in (rows.select_for_update() if locked else rows)}
        self.lines = {row.pk: row for row in lines}
        self._taken: dict[int, int] = defaultdict(int)
        for row in taken.values("activity_id", "line_id").annotate(sum=Sum("committed")):
            self._taken[row["activity_id"]] += row["sum"]
            self._taken[row["line_id"]] += row["sum"]

    def taken_from(self, id_: int) -> int:
        """What purchases took from the activity or line with this id, in rupiah."""
        return self._taken[id_]

    def activity_values(self) -> list[Stored[ActivityValues]]:
        """The activities as values."""
        return [
            Stored(row.pk, row.code, _activity_values(row), self.taken_from(row.pk))
            for row in self.activities.values()
        ]

    def line_values(self) -> list[Stored[LineValues]]:
        """The lines as values."""
        return [
            Stored(
                row.pk,
                self.activities[row.activity_id].code,
                _line_values(row),
                self.taken_from(row.pk),
            )
            for row in self.lines.values()
        ]

    def write(self, difference: Difference) -> dict[str, Before]:
        """Write everything that the difference changes; returns how it was before."""
        made, edits, before = _sorted_out(self.activities, difference.activities)
        new_activities = [
            Activity(**home(self.desa), year=self.year, code=change.code, **fields)
            for change, fields in made
        ]
        _create(Activity.objects.of(self.desa), new_activities, self.desa, before)
        save_edits(Activity.objects.of(self.desa), edits)
        self.activities |= {row.pk: row for row in new_activities}

        by_code = {row.code: row for row in self.activities.values()}
        made_lines, line_edits, before_lines = _sorted_out(self.lines, difference.lines)
        save_edits(BudgetLine.objects.of(self.desa), line_edits)
        new_lines = [
            BudgetLine(**home(self.desa), activity=by_code[change.code], **fields)
            for change, fields in made_lines
        ]
        _create(BudgetLine.objects.of(self.desa), new_lines, self.desa, before_lines)
        return {"activities": before, "lines": before_lines}


def _activity_values(row: Activity) -> ActivityValues:
    return ActivityValues(
        name=row.name,
        ceiling=row.ceiling,
        location=row.location,
        timing=row.timing,
        output=row.output,
        output_unit=row.output_unit,
        marks=tuple(row.marks),
        origin=row.origin,
        removed=row.removed_at is not None,
    )


def _line_values(row: BudgetLine) -> LineValues:
    return LineValues(
        level=row.level,
        key=row.key,
        account_code=row.account_code,
        account_name=row.account_name,
        sub_name=row.sub_name,
        description=row.description,
        fund_sources=row.fund_sources,
        volume=row.volume,
        unit=row.unit,
        unit_price=row.unit_price,
        total=row.total,
        amount=row.amount,
        marks=tuple(row.marks),
        origin=row.origin,
        removed=row.removed_at is not None,
    )


def _sorted_out(
    rows: Mapping[int, Row], changes: Sequence[Change[Any]]
) -> tuple[list[tuple[Change[Any], Fields]], list[tuple[Row, Fields]], Before]:
    """Rows to make, rows to edit, and the edited fields as they were."""
    made: list[tuple[Change[Any], Fields]] = []
    edits: list[tuple[Row, Fields]] = []
    before: Before = {}
    for change in changes:
        if not change.writes:
            continue
        fields = _columns(change.after, change.fields)
        if change.id is None:
            made.append((change, fields))
        else:
            row = rows[change.id]
            before[str(row.pk)] = {name: _plain(getattr(row, name)) for name in fields}
            edits.append((row, fields))
    return made, edits, before


def _columns(values: ActivityValues | LineValues, names: Iterable[str]) -> dict[str, Any]:
    columns: dict[str, Any] = {}
    for name in names:
        value = getattr(values, name)
        if name == "removed":
            columns["removed_at"] = clock.now() if value else None
        else:
            columns[name] = list(value) if name == "marks" else value
    return columns


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else as_json(value)


def columns_before(fields: Fields) -> dict[str, Any]:
    """What `before` of an import holds of one row, as the model's own values."""
    columns = dict(fields)
    if columns.get("volume") is not None:
        columns["volume"] = Decimal(columns["volume"])
    if columns.get("removed_at") is not None:
        columns["removed_at"] = datetime.fromisoformat(columns["removed_at"])
    return columns


def _create(rows: QuerySet[Row], new: Sequence[Row], desa: Desa, before: Before) -> None:
    for row in new:
        row.pk = new_id(desa.kab.shard)
        before[str(row.pk)] = None
    rows.bulk_create(new, batch_size=_BATCH)


def save_edits(rows: QuerySet[Row], edits: Sequence[tuple[Row, Fields]]) -> None:
    """Set fields of many rows; rows that change in the same fields go together.

    An active key may never exist twice, not even between two statements: removals come first,
    returns last, and a key that another row takes over is parked in between.
    """
    wanted_keys = {fields["key"] for _, fields in edits if "key" in fields}
    parked = [
        row.pk
        for row, fields in edits
        if "key" in fields and getattr(row, "key", None) in wanted_keys
    ]
    for at in range(0, len(parked), _BATCH):
        aside = Concat(Value("~"), Cast("pk", CharField()))
        rows.filter(pk__in=parked[at : at + _BATCH]).update(key=aside)
    together: dict[tuple[int, tuple[str, ...]], list[Row]] = defaultdict(list)
    for row, fields in edits:
        for name, value in fields.items():
            setattr(row, name, value)
        turn = 1 if "removed_at" not in fields else 0 if fields["removed_at"] else 2
        together[turn, tuple(sorted(fields))].append(row)
    for turn, names in sorted(together):
        rows.bulk_update(together[turn, names], names, batch_size=_BATCH)
