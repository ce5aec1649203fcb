"""OCDS planning: the budget behind a package, and the announced plan it comes from."""

from pbjdesa.transparency.facts import PackageFacts
from pbjdesa.transparency.ocds.items import document
from pbjdesa.transparency.ocds.values import Json, money

UNKNOWN_FUND = "Sumber dana belum dicatat"


def planning(facts: PackageFacts) -> Json:
    """Budget and plan. The amount is what the budget reserves for this package, in rupiah."""
    plan = facts.plan
    return {
        "budget": {
            "id": facts.activity_code,
            "description": f"APB Desa {facts.village.name} Tahun Anggaran {facts.year}",
            "amount": money(facts.budget),
            "project": facts.activity_name,
            "projectID": facts.activity_code,
            "budgetBreakdown": _breakdown(facts),
        },
        "documents": [document(plan, "procurementPlan", facts.village.zone)] if plan else [],
    }


def _breakdown(facts: PackageFacts) -> list[Json]:
    """The amount by fund source (DDS, ADD …); nothing when sources or amounts are not shown."""
    if facts.budget is None or any(not item.amount for item in facts.items):
        return []
    sums: dict[tuple[str, str], int] = {}
    for item in facts.items:
        fund = (item.fund_sources or UNKNOWN_FUND, item.fund_names or UNKNOWN_FUND)
        sums[fund] = sums.get(fund, 0) + (item.amount or 0)
    return [
        {"id": code, "description": name, "amount": money(amount)}
        for (code, name), amount in sorted(sums.items())
    ]
