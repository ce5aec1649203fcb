"""The budget that is here against the budget of a file: what an import would change, as values.

The same `Difference` is shown before an import and applied by it. How rows find each other:

- An activity is its code. A line is looked for inside its activity (see `pairing`), so that lines
  that were typed become the imported ones and are not doubled.
- The file decides about every activity that it holds lines of: there the lines come to what the
  file says. What it does not hold is removed (marked, never deleted; undo brings it back).
- Where the file gives an account one total only, items that were typed stay as parts of it; items
  of an earlier import stay only while they come to exactly that total.
- What purchases took money from is never removed. Its amount becomes 0, because the new budget
  gives it nothing, and the purchases keep it (R-77).
- Activities that were typed and are not in the file stay as they are.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pbjdesa.planning.matching_notes import notes_on
from pbjdesa.planning.pairing import Face, pair
from pbjdesa.planning.rules import settled
from pbjdesa.planning.siskeudes.codes import normal_text
from pbjdesa.planning.siskeudes.model import ActivityRow, BudgetExport, LineRow
from pbjdesa.planning.states import Level, Origin
from pbjdesa.planning.values import (
    NOT_IN_FILE,
    ActivityValues,
    Change,
    Difference,
    Kind,
    LineValues,
    Stored,
)

ActivityChange = Change[ActivityValues]
LineChange = Change[LineValues]
StoredLine = Stored[LineValues]

_FUNDS_WIDTH = 60


def compare(
    activities: Sequence[Stored[ActivityValues]],
    lines: Sequence[StoredLine],
    export: BudgetExport,
) -> Difference:
    """What importing `export` changes. Removed rows are given too: they come back as themselves."""
    changes = {change.code: change for change in _activity_changes(activities, export.activities)}
    known, wanted = _by_code(lines), _by_code_of_file(export.lines)
    line_changes: list[LineChange] = []
    for code in sorted(known.keys() | wanted.keys()):
        rows = known.get(code, [])
        active = [row for row in rows if not row.values.removed]
        if code in wanted:
            found = _lines_of_file(active, [r for r in rows if r.values.removed], wanted[code])
        elif code in changes and changes[code].kind in (Kind.GONE, Kind.KEPT):
            found = [_without(row) for row in active]
        else:
            found = [_left_out(row) for row in active]
        line_changes += _settled(found)
    difference = Difference(tuple(changes.values()), tuple(line_changes))
    return replace(difference, problems=tuple(notes_on(difference)))


def _by_code(lines: Iterable[StoredLine]) -> dict[str, list[StoredLine]]:
    found: dict[str, list[StoredLine]] = defaultdict(list)
    for line in lines:
        found[line.code].append(line)
    return found


def _by_code_of_file(lines: Iterable[LineRow]) -> dict[str, list[LineRow]]:
    found: dict[str, list[LineRow]] = defaultdict(list)
    for line in lines:
        found[line.activity_code].append(line)
    return found


def _activity_changes(
    stored: Sequence[Stored[ActivityValues]], wanted: Sequence[ActivityRow]
) -> Iterator[ActivityChange]:
    here = {row.code: row for row in stored}
    in_file = {row.code: row for row in wanted}
    for code in sorted(here.keys() | in_file.keys()):
        row, new = here.get(code), in_file.get(code)
        if new is not None:
            yield _activity_of_file(row, new)
        elif row is not None and not row.values.removed:
            if row.values.origin == Origin.TYPED:
                yield Change(Kind.SAME, code, row.id, row.values, row.values, row.committed)
            elif row.committed:
                after = replace(row.values, ceiling=0, marks=_marked(row.values.marks))
                yield Change(Kind.KEPT, code, row.id, row.values, after, row.committed)
            else:
                after = replace(row.values, removed=True)
                yield Change(Kind.GONE, code, row.id, row.values, after)


def _activity_of_file(row: Stored[ActivityValues] | None, new: ActivityRow) -> ActivityChange:
    """What a village typed into a field that the file leaves empty is kept."""
    before = row.values if row is not None else None
    after = ActivityValues(
        name=new.name,
        ceiling=new.ceiling,
        location=new.location or (before.location if before else ""),
        timing=new.timing or (before.timing if before else ""),
        output=new.output or (before.output if before else ""),
        output_unit=new.unit or (before.output_unit if before else ""),
        marks=new.marks,
    )
    if row is None or before is None or before.removed:
        return Change(Kind.NEW, new.code, row.id if row else None, before, after)
    kind = Kind.SAME if before == after else Kind.CHANGED
    return Change(kind, new.code, row.id, before, after, row.committed)


def _lines_of_file(
    active: list[StoredLine], removed: list[StoredLine], wanted: list[LineRow]
) -> list[LineChange]:
    """The lines of one activity that the file holds lines of."""
    values = [_values(row) for row in wanted]
    pairs = pair([_face(row.values) for row in active], [_face(each) for each in values])
    gone_before = {(row.values.key, normal_text(row.values.description)): row for row in removed}
    changes: list[LineChange] = []
    for at, (row, after) in enumerate(zip(wanted, values, strict=True)):
        if at in pairs:
            old = active[pairs[at]]
            changes.append(_paired(old, after))
        else:
            back = gone_before.pop((after.key, normal_text(after.description)), None)
            before = back.values if back else None
            id_ = back.id if back else None
            changes.append(Change(Kind.NEW, row.activity_code, id_, before, after))
    taken = set(pairs.values())
    left = [row for at, row in enumerate(active) if at not in taken]
    return changes + _unpaired(left, values)


def _paired(old: StoredLine, after: LineValues) -> LineChange:
    # The amount of an account total is settled later, from its items; until then it is unchanged.
    if after.total is not None and old.values.total is not None:
        after = replace(after, amount=old.values.amount)
    kind = Kind.SAME if after == old.values else Kind.CHANGED
    return Change(kind, old.code, old.id, old.values, after, old.committed)


def _unpaired(left: list[StoredLine], file: list[LineValues]) -> list[LineChange]:
    """Lines that the file does not hold: parts of an account total may stay."""
    totals: dict[str, int] = defaultdict(int)
    items = {each.account_code for each in file if each.level == Level.ITEM}
    for each in file:
        if each.total is not None and each.account_code not in items:
            totals[each.account_code] += each.total
    parts: dict[str, int] = defaultdict(int)
    for row in left:
        if row.values.level == Level.ITEM:
            parts[row.values.account_code] += row.values.amount
    changes = []
    for row in left:
        account = row.values.account_code
        total = totals.get(account)
        stays = (
            total is not None
            and row.values.level == Level.ITEM
            and NOT_IN_FILE not in row.values.marks
            and (row.values.origin == Origin.TYPED or parts[account] == total)
        )
        changes.append(_same(row) if stays else _without(row))
    return changes


def _same(row: StoredLine) -> LineChange:
    return Change(Kind.SAME, row.code, row.id, row.values, row.values, row.committed)


def _left_out(row: StoredLine) -> LineChange:
    """A line of an activity of which the file holds no line, or that is not in the file at all."""
    return _same(row) if row.values.origin == Origin.TYPED else _without(row)


def _without(row: StoredLine) -> LineChange:
    if not row.committed:
        after = replace(row.values, removed=True)
        return Change(Kind.GONE, row.code, row.id, row.values, after)
    after = replace(
        row.values,
        # The key may be wanted by another line of the file now.
        key=f"{NOT_IN_FILE}|{row.id}",
        amount=0,
        total=None if row.values.total is None else 0,
        marks=_marked(row.values.marks),
    )
    return Change(Kind.KEPT, row.code, row.id, row.values, after, row.committed)


def _marked(marks: tuple[str, ...]) -> tuple[str, ...]:
    return marks if NOT_IN_FILE in marks else (*marks, NOT_IN_FILE)


def _settled(changes: list[LineChange]) -> list[LineChange]:
    """The same changes, with what items leave of their account totals."""
    staying = [at for at, change in enumerate(changes) if not change.after.removed]
    for at, amount in zip(staying, settled([changes[at].after for at in staying]), strict=True):
        change = changes[at]
        if amount != change.after.amount:
            kind = Kind.CHANGED if change.kind is Kind.SAME else change.kind
            after = replace(change.after, amount=amount)
            changes[at] = replace(change, kind=kind, after=after)
    return changes


def _face(values: LineValues) -> Face:
    return Face(
        level=values.level,
        key=values.key,
        account_code=values.account_code,
        description=values.description,
        fund_sources=values.fund_sources,
        volume=values.volume,
        unit_price=values.unit_price,
        amount=values.amount if values.total is None else values.total,
    )


def _values(row: LineRow) -> LineValues:
    is_item = row.level == "item"
    return LineValues(
        level=Level.ITEM if is_item else Level.ACCOUNT,
        key=row.key,
        account_code=row.account_code,
        account_name=row.account_name,
        sub_name=row.sub_name,
        description=row.description,
        fund_sources=", ".join(row.fund_sources)[:_FUNDS_WIDTH],
        volume=row.volume,
        unit=row.unit,
        unit_price=row.unit_price,
        total=None if is_item else row.amount,
        amount=row.amount,
        marks=row.marks,
    )
