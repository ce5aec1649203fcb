"""What a contract costs whoever is late. Pure; rates come from the rule set."""

from pbjdesa.regulations.ruleset import RuleSet


def late_penalty(rules: RuleSet, value: int, done_value: int, days: int) -> int | None:
    """The penalty for `days` of delay in rupiah, rounded half up (R-40, R-41); None where the rule
    set names no rate.

    `value` is that of the contract and `done_value` that of the part delivered in time, both
    without PPN. It never exceeds what it is worked out from, nor the cap where there is one.
    """
    terms = rules.contract
    if days <= 0:
        return 0
    if terms.penalty_permille.value is None:
        return None
    base = value if terms.penalty_base.value == "whole" else max(value - done_value, 0)
    penalty = min(_half_up(base * terms.penalty_permille.value * days, 1_000), base)
    cap = terms.penalty_cap_percent.value
    return penalty if cap is None else min(penalty, _half_up(value * cap, 100))


def _half_up(amount: int, divisor: int) -> int:
    return (2 * amount + divisor) // (2 * divisor)
