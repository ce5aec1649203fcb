"""What follows from the figures that are typed on reports and lists: nobody adds up twice.

Pure. Data are those of a paper: volumes and per cent as text, money in whole rupiah. What cannot be
reckoned yet, because a figure is missing, prints as a dotted line.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pbjdesa.kernel.money import times, volume
from pbjdesa.kernel.words import say

Data = dict[str, Any]
Row = dict[str, Any]

DAYS = tuple(f"day_{place}" for place in range(1, 8))
MARKS = {"V": Decimal(1), "½": Decimal(1) / 2, "": Decimal(0), "–": Decimal(0), "-": Decimal(0)}
"""What stands in a cell of the attendance list: a day, half a day, none."""
GROUPS, WAYS = ("workers", "materials", "tools"), ("plan", "done")
RESOURCE_SUMS = (
    *(f"{group}_{way}" for group in GROUPS for way in WAYS),
    "plan_total",
    "done_total",
)
"""The fields that `resources` gives."""
_CENT = Decimal(1).scaleb(-2)


def wages(data: Data) -> Data:
    """Wage, what is paid, and the sums of a wage list."""
    rows = [_wage(row) for row in data.get("workers") or []]
    if not rows:
        return data
    return data | _known(
        workers=rows,
        days_total=_volumes(row.get("days") for row in rows),
        total=_rupiah(row.get("amount") for row in rows),
        tax_total=_rupiah(row.get("tax") for row in rows),
        net_total=_rupiah(row.get("net") for row in rows),
    )


def _wage(row: Row) -> Row:
    days, wage = row.get("days"), row.get("wage")
    amount = None if days is None or wage is None else times(Decimal(days), wage)
    tax = row.get("tax") or 0
    net = None if amount is None else amount - tax
    return {**row, "amount": amount, "tax": tax, "net": net}


def attendance(data: Data) -> Data:
    """The days of each worker and of all, where every mark is known."""
    rows = [_attended(row) for row in data.get("workers") or []]
    if not rows:
        return data
    return data | _known(workers=rows, days_total=_volumes(row.get("days") for row in rows))


def _attended(row: Row) -> Row:
    marks = [str(row.get(day) or "").strip().upper() for day in DAYS]
    if any(mark not in MARKS for mark in marks) or not any(marks):
        return row
    present = sum((MARKS[mark] for mark in marks), Decimal(0))
    told = dict(zip(DAYS, marks, strict=True))
    return {**row, **told, "days": _text(present)}


def resources(data: Data) -> Data:
    """The sums of labour, material and tools, planned and used."""
    sums: Data = {}
    for way in WAYS:
        for group in GROUPS:
            rows = data.get(group) or []
            sums[f"{group}_{way}"] = _rupiah(row.get(f"{way}_cost") for row in rows)
        parts = [sums[f"{group}_{way}"] for group in GROUPS]
        known = [part for part in parts if part is not None]
        sums[f"{way}_total"] = sum(known) if known else None
    return data | _known(**sums)


def week(data: Data) -> Data:
    """How far each part is, and the whole; parts are per cent of the whole."""
    rows = [_part(row) for row in data.get("works") or []]
    if not rows:
        return data
    return (
        data
        | {"works": rows}
        | _compared(
            _volumes(row.get("plan") for row in rows), _volumes(row.get("done") for row in rows)
        )
    )


def _part(row: Row) -> Row:
    before, now = row.get("before"), row.get("week_done")
    done = None if before is None or now is None else _text(Decimal(before) + Decimal(now))
    return {**row, "done": done}


def progress(data: Data) -> Data:
    """The whole from its weighted parts, and how much of the value was paid."""
    rows = data.get("works") or []
    paid, value = data.get("paid"), data.get("value")
    share = None
    if paid is not None and value:
        share = _text((Decimal(paid) * 100 / Decimal(value)).quantize(_CENT))
    return (
        data
        | _known(paid_share=share)
        | _compared(_weighted(rows, "plan"), _weighted(rows, "done"))
    )


def _weighted(rows: list[Row], name: str) -> str | None:
    if not rows or any(row.get("weight") is None or row.get(name) is None for row in rows):
        return None
    whole = sum((Decimal(row["weight"]) * Decimal(row[name]) for row in rows), Decimal(0))
    return _text((whole / 100).quantize(_CENT))


def _compared(plan: str | None, done: str | None) -> Data:
    if plan is None or done is None:
        return _known(plan_total=plan, done_total=done)
    ahead = Decimal(done) - Decimal(plan)
    if ahead == 0:
        told = "Sesuai rencana"
    elif ahead > 0:
        told = say("{percent} persen di depan rencana", percent=volume(ahead))
    else:
        told = say("{percent} persen di belakang rencana", percent=volume(-ahead))
    return {"plan_total": plan, "done_total": done, "deviation": told}


def _volumes(given: Iterable[str | None]) -> str | None:
    """The sum; None where one of them is not known."""
    found = list(given)
    if not found or any(one is None for one in found):
        return None
    return _text(sum((Decimal(one) for one in found if one is not None), Decimal(0)))


def _rupiah(given: Iterable[int | None]) -> int | None:
    found = list(given)
    if not found or any(one is None for one in found):
        return None
    return sum(one for one in found if one is not None)


def _text(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _known(**data: Any) -> Data:
    return {name: value for name, value in data.items() if value is not None}
