"""The yearly procurement plan as rows: what the kades announces and the notice board shows."""

from collections import defaultdict
from typing import Any

from pbjdesa.planning import queries
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.planning.rules import is_bought
from pbjdesa.planning.states import ProcurementWay
from pbjdesa.territories.models import Desa


def plan_rows(desa: Desa, year: int) -> list[dict[str, Any]]:
    """One row for each activity that buys something, as plain JSON (R-03)."""
    bought: dict[int, list[BudgetLine]] = defaultdict(list)
    for line in BudgetLine.objects.of(desa).filter(activity__year=year, removed_at__isnull=True):
        if line.amount and is_bought(line.account_code):
            bought[line.activity_id].append(line)
    return [
        _row(entry.activity, bought[entry.activity.pk])
        for entry in queries.activities(desa, year)
        if bought[entry.activity.pk]
    ]


def _row(activity: Activity, lines: list[BudgetLine]) -> dict[str, Any]:
    funds = sorted({fund for line in lines for fund in line.fund_sources.split(", ") if fund})
    return {
        "activity": f"{activity.code} {activity.name}",
        "value": sum(line.amount for line in lines),
        "way": ProcurementWay(activity.way).label,
        "source_of_funds": ", ".join(funds),
        "output_volume": "1",
        "output_unit": activity.output_unit or "paket",
        "tpk_name": "",
        "location": activity.location or activity.desa.name,
        "time": activity.timing or f"Tahun {activity.year}",
        "note": "",
    }


def plan_total(rows: list[dict[str, Any]]) -> int:
    """Sum of a plan in rupiah."""
    return sum(row["value"] for row in rows)
