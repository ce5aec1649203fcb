"""The penalty for being late: by the day, never more than what it is worked out from."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.contracts.rules import late_penalty
from pbjdesa.regulations.loader import load_rulesets
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import RuleSet

DEFAULT = next(iter(load_rulesets(methods=KNOWN_METHODS)))
MILLION = 1_000_000


def ruled(**terms: object) -> RuleSet:
    """The default with other terms of contract."""
    changed = {
        name: replace(getattr(DEFAULT.contract, name), value=value) for name, value in terms.items()
    }
    return replace(DEFAULT, contract=replace(DEFAULT.contract, **changed))


money = st.integers(0, 500 * MILLION)


@given(
    money,
    money,
    st.integers(-5, 1_500),
    st.integers(0, 20),
    st.sampled_from(["whole", "remaining"]),
    st.none() | st.integers(0, 100),
)
def test_the_penalty_grows_by_the_day_up_to_its_limits(
    value, done, days, permille, base, cap
) -> None:
    rules = ruled(penalty_permille=permille, penalty_base=base, penalty_cap_percent=cap)
    done = min(done, value)
    found = late_penalty(rules, value, done, days)
    assert found is not None
    part = value if base == "whole" else value - done
    exact = Fraction(part * permille * max(days, 0), 1_000)
    limit = Fraction(part) if cap is None else min(Fraction(part), Fraction(value * cap, 100))
    assert abs(found - min(exact, limit)) <= Fraction(1, 2)
    later = late_penalty(rules, value, done, days + 1)
    assert later is not None
    assert later >= found >= 0


@pytest.mark.parametrize(
    ("terms", "days", "penalty"),
    [
        ({"penalty_permille": 1, "penalty_base": "whole"}, 10, 240_000),
        ({"penalty_permille": 1, "penalty_base": "remaining"}, 10, 100_000),
        ({"penalty_permille": 1, "penalty_base": "whole", "penalty_cap_percent": 5}, 90, 1_200_000),
        ({"penalty_permille": 1, "penalty_base": "whole"}, 0, 0),
        ({"penalty_permille": None}, 3, None),
        ({"penalty_permille": None}, 0, 0),
    ],
)
def test_the_penalty_of_a_contract_of_24_million(terms, days, penalty) -> None:
    """A rate that nobody has set is asked for, never guessed."""
    assert late_penalty(ruled(**terms), 24 * MILLION, 14 * MILLION, days) == penalty


def test_half_a_rupiah_goes_up() -> None:
    rules = ruled(penalty_permille=1, penalty_base="whole", penalty_cap_percent=None)
    assert late_penalty(rules, 500, 0, 1) == 1
    assert late_penalty(rules, 499, 0, 1) == 0
