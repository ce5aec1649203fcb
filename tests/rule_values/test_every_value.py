"""The list itself: no value of a rule set is left without a test that changes it."""

import importlib
import pkgutil

import tests.rule_values as here
from tests.rule_values.values import CHANGED, addresses, covered

WAITS_FOR_ITS_FLOW: dict[str, str] = {}
"""Values whose procedure does not exist yet → why."""


def _read_every_test() -> None:
    for module in pkgutil.iter_modules(here.__path__):
        importlib.import_module(f"{here.__name__}.{module.name}")


def test_every_value_has_a_test_that_changes_it():
    _read_every_test()
    every = list(addresses())
    missed = {address for address in every if not covered(address)}
    print(f"{len(every)} values, {len(every) - len(missed)} changed by a test")
    for address, why in WAITS_FOR_ITS_FLOW.items():
        print(f"  waits: {address}: {why}")
    assert missed == set(WAITS_FOR_ITS_FLOW)


def test_no_test_changes_a_value_that_does_not_exist():
    _read_every_test()
    groups = {address.split(".")[0].split("[")[0] for address in addresses()}
    assert {one.split(".")[0].split("[")[0] for one in CHANGED} <= groups
