"""Budgets of files and of villages, built for tests from few words; all of it is invented."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from pbjdesa.planning.siskeudes.model import ActivityRow, BudgetExport, LineRow
from pbjdesa.planning.states import Level, Origin
from pbjdesa.planning.values import ActivityValues, Change, Difference, LineValues, Stored

YEAR = 2026
ROAD = "02.03.10"
OFFICE = "01.01.04"
CEMENT = "5.3.5.03"
PAPER = "5.2.1.01"


def activity(code: str = ROAD, ceiling: int = 100_000_000, **more: Any) -> ActivityRow:
    """An activity of a file."""
    row = ActivityRow(
        code=code,
        name="Pengerasan Jalan Desa",
        bidang=code[:2],
        sub_bidang=code[:5],
        ceiling=ceiling,
        fund_sources=("DDS",),
        location="Dusun Krajan",
        timing="6 bulan",
        output="Jalan rabat",
        unit="m",
    )
    return replace(row, **more)


def item(
    description: str = "Semen 50 kg",
    volume: object = 100,
    price: int = 65_500,
    *,
    code: str = ROAD,
    account: str = CEMENT,
    order: int | None = 1,
    funds: tuple[str, ...] = ("DDS",),
    **more: Any,
) -> LineRow:
    """An item of the RAB: 100 sacks of cement at Rp65.500."""
    size = Decimal(str(volume))
    row = LineRow(
        key="|".join([code, account, "01", str(order), "+".join(funds)]),
        activity_code=code,
        account_code=account,
        account_name="",
        level="item",
        sub_code="01",
        sub_name="",
        order=order,
        description=description,
        fund_sources=funds,
        volume=size,
        unit="sak",
        unit_price=price,
        amount=int(size * price),
        marks=(),
        table="Ta_RABRinci",
        row=2,
    )
    return replace(row, **more)


def total(
    amount: int = 6_550_000,
    *,
    code: str = ROAD,
    account: str = CEMENT,
    funds: tuple[str, ...] = ("DDS",),
) -> LineRow:
    """What one account comes to, without items."""
    row = item("Bahan bangunan", code=code, account=account, order=None, funds=funds)
    return replace(
        row,
        key="|".join([code, account, "", "total", "+".join(funds)]),
        level="account_total",
        volume=None,
        unit="",
        unit_price=None,
        amount=amount,
    )


def export(
    lines: Sequence[LineRow], activities: Sequence[ActivityRow] | None = None
) -> BudgetExport:
    """The budget of a file; activities are made from the lines when not given."""
    if activities is None:
        activities = [activity(code) for code in sorted({line.activity_code for line in lines})]
    return BudgetExport(
        kd_desa="04.2005.",
        village_name="PAGERSARI",
        year=YEAR,
        version="V2.0.6",
        posting=None,
        villages=(),
        activities=tuple(activities),
        lines=tuple(lines),
    )


class Budget:
    """A village's budget without a database: what `compare` sees, and what applying leaves."""

    def __init__(self) -> None:
        self.activities: dict[int, Stored[ActivityValues]] = {}
        self.lines: dict[int, Stored[LineValues]] = {}
        self._last = 0

    def _new_id(self) -> int:
        self._last += 1
        return self._last

    def type_activity(self, code: str = ROAD, ceiling: int = 100_000_000) -> None:
        """An activity that was typed by hand."""
        values = ActivityValues(name="Jalan", ceiling=ceiling, origin=Origin.TYPED)
        row = Stored(self._new_id(), code, values)
        self.activities[row.id] = row

    def type_line(
        self,
        description: str = "Semen 50 kg",
        volume: object = 100,
        price: int = 65_500,
        *,
        code: str = ROAD,
        account: str = CEMENT,
        committed: int = 0,
    ) -> int:
        """An item that was typed by hand; returns its id."""
        size = Decimal(str(volume))
        row = Stored(
            self._new_id(),
            code,
            LineValues(
                level=Level.ITEM,
                key=f"{code}|{account}|{description.casefold()}|{self._last}",
                account_code=account,
                account_name="",
                sub_name="",
                description=description,
                fund_sources="DDS",
                volume=size,
                unit="sak",
                unit_price=price,
                total=None,
                amount=int(size * price),
                origin=Origin.TYPED,
            ),
            committed,
        )
        self.lines[row.id] = row
        return row.id

    def buy(self, line: int, amount: int) -> None:
        """A purchase takes money from a line."""
        row = self.lines[line]
        self.lines[line] = replace(row, committed=row.committed + amount)

    def state(self) -> tuple[list[Stored[ActivityValues]], list[Stored[LineValues]]]:
        """What `compare` is given."""
        taken: Counter[str] = Counter()
        for row in self.lines.values():
            taken[row.code] += row.committed
        return (
            [replace(row, committed=taken[row.code]) for row in self.activities.values()],
            list(self.lines.values()),
        )

    def apply(self, difference: Difference) -> None:
        """Write a difference, as an import does."""
        self._write(self.activities, difference.activities)
        self._write(self.lines, difference.lines)

    def _write(self, rows: dict[int, Any], changes: Iterable[Change[Any]]) -> None:
        for change in changes:
            if change.writes:
                id_ = change.id or self._new_id()
                rows[id_] = Stored(id_, change.code, change.after, change.committed)

    def active(self) -> list[Stored[LineValues]]:
        """The lines that count."""
        return [row for row in self.lines.values() if not row.values.removed]

    @property
    def total(self) -> int:
        """What all lines come to."""
        return sum(row.values.amount for row in self.active())


WORDS = (
    "Semen 50 kg",
    "Semen Portland 50 kg",
    "Pasir beton",
    "Batu belah",
    "Kertas HVS",
    "Konsumsi",
)
CODES = (ROAD, OFFICE)
ACCOUNTS = (CEMENT, PAPER)
FUNDS = (("DDS",), ("ADD",))


@st.composite
def exports(draw: st.DrawFn) -> BudgetExport:
    """Small files in which names, figures, numbers and funds repeat and move."""
    lines: list[LineRow] = []
    for code in draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1)):
        for account in draw(st.lists(st.sampled_from(ACCOUNTS), unique=True)):
            if draw(st.booleans()):
                chosen = draw(st.lists(st.sampled_from(FUNDS), unique=True, min_size=1))
                lines += [
                    total(draw(amounts), code=code, account=account, funds=fund) for fund in chosen
                ]
                continue
            for order in draw(st.lists(st.integers(1, 6), unique=True, min_size=1, max_size=5)):
                lines.append(
                    item(
                        draw(st.sampled_from(WORDS)),
                        draw(st.integers(1, 3)),
                        draw(amounts),
                        code=code,
                        account=account,
                        order=order,
                        funds=draw(st.sampled_from(FUNDS)),
                    )
                )
    codes = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=1))
    wanted = sorted({*codes, *(line.activity_code for line in lines)})
    return export(lines, [activity(code, draw(amounts)) for code in wanted])


amounts = st.sampled_from((1_000, 2_000, 5_000))


@st.composite
def typed_budgets(draw: st.DrawFn) -> Budget:
    """A village that typed some of its budget and perhaps bought something."""
    budget = Budget()
    for code in draw(st.lists(st.sampled_from(CODES), unique=True)):
        budget.type_activity(code)
        for _ in range(draw(st.integers(0, 4))):
            line = budget.type_line(
                draw(st.sampled_from(WORDS)),
                draw(st.integers(1, 3)),
                draw(amounts),
                code=code,
                account=draw(st.sampled_from(ACCOUNTS)),
            )
            if draw(st.booleans()):
                budget.buy(line, 500)
    return budget
