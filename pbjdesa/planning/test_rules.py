"""Budgets as plain numbers: what items leave of account totals, and what may still be ordered."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.rules import Balance, refuse_overdraft, rest_of_totals

funds = st.sampled_from(("DDS", "ADD", "PBH"))
parts = st.lists(st.tuples(funds, st.integers(0, 10**12)), max_size=6)


@given(parts, parts)
def test_rests_and_items_come_to_the_totals_or_to_the_items(
    totals: list[tuple[str, int]], items: list[tuple[str, int]]
) -> None:
    rests = rest_of_totals(totals, items)
    whole, taken = sum(each for _, each in totals), sum(each for _, each in items)
    assert len(rests) == len(totals)
    assert sum(rests) == max(0, whole - taken)
    assert all(0 <= rest <= each for rest, (_, each) in zip(rests, totals, strict=True))


def test_an_item_takes_from_its_own_fund_first() -> None:
    assert rest_of_totals([("DDS", 100), ("ADD", 100)], [("ADD", 80)]) == [100, 20]
    assert rest_of_totals([("DDS", 100), ("ADD", 100)], [("ADD", 130)]) == [70, 0]
    assert rest_of_totals([("DDS", 100)], [("", 30)]) == [70]


@given(st.integers(0, 10**12), st.integers(0, 10**12), st.integers(1, 10**12))
def test_nothing_is_ordered_beyond_what_is_left(ceiling: int, committed: int, asked: int) -> None:
    balance = Balance(ceiling, committed)
    if committed + asked <= ceiling:
        refuse_overdraft("Jalan", balance, asked)
    else:
        with pytest.raises(Refused):
            refuse_overdraft("Jalan", balance, asked)


def test_a_budget_that_was_cut_says_so_instead_of_a_negative_rest() -> None:
    with pytest.raises(Refused, match="sudah terpakai melebihi pagunya"):
        refuse_overdraft("Jalan", Balance(100, 150), 10)
