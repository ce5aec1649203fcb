"""From when and until when an instrument binds."""

from dataclasses import replace
from datetime import date

from pbjdesa.regulations.rules import in_force
from tests.rule_values.values import NATIONAL, changes


@changes("instrument.in_force_from", to=date(2024, 1, 1))
def test_an_instrument_binds_from_its_day_on(before, after):
    assert in_force(before, ())[0] == date(2019, 11, 13)
    assert in_force(after, ())[0] == date(2024, 1, 1)


@changes(
    "instrument.in_force_until",
    to=replace(NATIONAL.instrument.in_force_from, value=date(2026, 12, 31)),
)
def test_an_instrument_may_end_on_a_day_of_its_own(before, after):
    assert in_force(before, ())[1] is None
    assert in_force(after, ())[1] == date(2027, 1, 1)
