"""What a contract costs whoever is late. Pure; rates come from the rule set."""

from dataclasses import dataclass

from pbjdesa.regulations.ruleset import RuleSet


@dataclass(frozen=True)
class PenaltySteps:
    """How a penalty is worked out, in rupiah: for a day, for all days, its limit, what is due."""

    per_day: int
    uncapped: int
    cap: int | None
    penalty: int


def late_penalty(rules: RuleSet, value: int, done_value: int, days: int) -> int | None:
    """The penalty for `days` of delay in rupiah, rounded half up (R-40, R-41); None where the rule
    set names no rate.

    `value` is that of the contract and `done_value` that of the part delivered in time, both
    without PPN. It never exceeds what it is worked out from, nor the cap where there is one.
    """
    if days <= 0:
        return 0
    steps = penalty_steps(rules, value, done_value, days)
    return None if steps is None else steps.penalty


def penalty_steps(rules: RuleSet, value: int, done_value: int, days: int) -> PenaltySteps | None:
    """The same, step by step, for at least one day."""
    terms = rules.contract
    if terms.penalty_permille.value is None:
        return None
    base = value if terms.penalty_base.value == "whole" else max(value - done_value, 0)
    per_thousand = base * terms.penalty_permille.value
    uncapped = _half_up(per_thousand * days, 1_000)
    percent = terms.penalty_cap_percent.value
    cap = None if percent is None else _half_up(value * percent, 100)
    due = min(uncapped, base) if cap is None else min(uncapped, base, cap)
    return PenaltySteps(_half_up(per_thousand, 1_000), uncapped, cap, due)


def _half_up(amount: int, divisor: int) -> int:
    return (2 * amount + divisor) // (2 * divisor)
