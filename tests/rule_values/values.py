"""One value of the national rule set, changed; and the list of values that some test changes.

A test says `@changes("procedure.over_budget", to="warn")` and gets the rule set before and after:
it must see the program act differently. `addresses()` walks the rule set itself, so that a value
added later is missed by name until a test changes it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from inspect import signature
from typing import Any, TypeVar

import pytest

from pbjdesa.regulations.grounds import Grounded, Value
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import DutyMatrix, RuleSet
from pbjdesa.regulations.schema import grounds_in

NATIONAL = load_ruleset("nasional/lkpp_12_2019", methods=KNOWN_METHODS)
"""The rule set that every change starts from."""

CHANGED: set[str] = set()
"""The address of every value that a test changes."""

_GROUND = {field.name for field in fields(Grounded)}
Test = TypeVar("Test", bound=Callable[..., None])


def changed(rules: RuleSet, address: str, value: Any) -> RuleSet:
    """The rule set with another value at a dotted address: "bands[1].upper", "timing.offers.days",
    "methods.lelang.hps", "duties.lelang.pay.plan". Raises when it held that value before."""
    result = _put(rules, address.replace("[", ".").replace("]", "").split("."), value)
    assert result != rules, f"{address} was {value!r} before"
    return result


def _put(thing: Any, path: list[str], value: Any) -> Any:
    if not path:
        return replace(thing, value=value) if isinstance(thing, Value) else value
    first, rest = path[0], path[1:]
    if isinstance(thing, tuple):
        at = int(first) - 1
        return (*thing[:at], _put(thing[at], rest, value), *thing[at + 1 :])
    if is_dataclass(thing):
        return replace(thing, **{first: _put(getattr(thing, first), rest, value)})  # type: ignore[type-var]
    return {**thing, first: _put(thing[first], rest, value)}


def changes(
    address: str, *, to: Any, within: Mapping[str, Any] | None = None
) -> Callable[[Test], Test]:
    """Gives a test `before` and `after`; `within` are values that hold in both."""
    return changes_each({address: to}, within=within)


def changes_each(
    values: Mapping[str, Any], *, within: Mapping[str, Any] | None = None
) -> Callable[[Test], Test]:
    """The same test for several values, one after another; it also gets the `address`."""
    before = NATIONAL
    for address, value in (within or {}).items():
        before = changed(before, address, value)
    rows = [(address, before, changed(before, address, to)) for address, to in values.items()]
    CHANGED.update(values)

    def mark(test: Test) -> Test:
        if "address" in signature(test).parameters:
            return pytest.mark.parametrize(("address", "before", "after"), rows, ids=values)(test)
        plain = [(old, new) for _, old, new in rows]
        return pytest.mark.parametrize(("before", "after"), plain, ids=values)(test)

    return mark


def addresses() -> Iterator[str]:
    """Every value that must be changed by a test: each value and row of each group, each cell of
    each table of duties, and each field that rows of a kind have ("bands[*].upper")."""
    patterns = set()
    for key, ground in grounds_in(NATIONAL):
        if isinstance(ground, Value):
            yield key
        elif isinstance(ground, DutyMatrix):
            for duty, other in _cells(ground):
                yield f"{key}.{duty}.{other}"
        else:
            rows = _any_row(key)
            if rows != key:
                yield key
            patterns |= {f"{rows}.{name}" for name in _own_fields(ground)}
    yield from sorted(patterns)


def _cells(matrix: DutyMatrix) -> Iterator[tuple[str, str]]:
    for duty in _own_fields(matrix):
        for other in getattr(matrix, duty):
            yield duty, other


def _own_fields(row: Any) -> list[str]:
    return [field.name for field in fields(row) if field.name not in _GROUND]


def _any_row(key: str) -> str:
    """bands[2] → bands[*], numbering.spp → numbering.*; a single row keeps its name."""
    if "[" in key:
        return key.split("[")[0] + "[*]"
    group, name = key.rsplit(".", 1)
    return f"{group}.*" if group in {"numbering", "titles"} else f"{group}.{name}"


def covered(address: str) -> bool:
    """Whether some test changes this value, or a field of this row, or this field of some row."""
    if "*" in address:
        start, end = address.split("*")
        return any(one.startswith(start) and one.endswith(end) for one in CHANGED)
    return any(one == address or one.startswith(f"{address}.") for one in CHANGED)
