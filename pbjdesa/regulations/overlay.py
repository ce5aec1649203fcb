"""A rule set with some of its values replaced: confirmations laid over it, or a change. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, TypeVar, get_args

from pbjdesa.regulations.describe import Line, sections_of
from pbjdesa.regulations.grounds import Grounded, Says
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import (
    Hint,
    class_of,
    grounds_in,
    hints_of,
    optional,
    origin_of,
    says_of,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Confirmed:
    """Who compared a value with the text of the regulation, when, and in which article it stands.

    `article` is empty when they named none; then the file's own article stays.
    """

    by: str
    on: date
    article: str = ""


@dataclass(frozen=True)
class Difference:
    """One line that reads differently in two rule sets; empty where one of them has none such."""

    label: str
    before: str
    after: str
    citation: str


def overlaid(rules: RuleSet, confirmed: Mapping[str, Confirmed]) -> RuleSet:
    """The rule set with confirmations on the values at these keys; unknown keys are passed over."""
    law = rules.instrument.cite_as
    return with_grounds(
        rules,
        {
            key: _confirmed(ground, confirmed[key], law)
            for key, ground in grounds_in(rules)
            if key in confirmed
        },
    )


def _confirmed(ground: Grounded, by: Confirmed, law: str) -> Grounded:
    sure = replace(ground, confirmed_by=by.by, confirmed_on=by.on)
    return replace(sure, article=by.article, law=law) if by.article else sure


def with_grounds(thing: T, grounds: Mapping[str, Grounded], key: str = "") -> T:
    """A copy of `thing` with other values or rows at some dotted keys (as `grounds_in` says them).

    What is not touched is the same object as before.
    """
    return _with(thing, grounds, key)  # type: ignore[no-any-return]


def _with(thing: Any, grounds: Mapping[str, Grounded], key: str) -> Any:
    if isinstance(thing, Grounded):
        return grounds.get(key, thing)
    if not any(one.startswith(key) for one in grounds):
        return thing
    if is_dataclass(thing) and not isinstance(thing, type):
        parts = {
            field.name: _with(getattr(thing, field.name), grounds, _dotted(key, field.name))
            for field in fields(thing)
        }
        return replace(thing, **parts)
    if isinstance(thing, Mapping):
        return {name: _with(one, grounds, _dotted(key, name)) for name, one in thing.items()}
    if isinstance(thing, tuple):
        return tuple(_with(one, grounds, f"{key}[{at}]") for at, one in enumerate(thing, 1))
    return thing


def _dotted(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def hint_at(key: str) -> Hint:
    """The type of the value or row at a dotted key of a rule set. Raises KeyError."""
    hint: Hint = RuleSet
    for name, place in re.findall(r"(\w+)|\[(\d+)\]", key):
        hint = optional(hint) or hint
        if place:
            hint = get_args(hint)[0] if origin_of(hint) is tuple else None
        elif origin_of(hint) is Mapping:
            hint = get_args(hint)[1]
        else:
            cls = class_of(hint)
            hint = hints_of(cls).get(name) if cls else None
        if hint is None:
            raise KeyError(key)
    return optional(hint) or hint


def says_at(key: str) -> Says:
    """How the value at a dotted key is named, and its unit. Raises KeyError."""
    parent, _, name = key.partition("[")[0].rpartition(".")
    cls = class_of(hint_at(parent)) if parent else RuleSet
    return (says_of(cls) if cls else {}).get(name, Says(""))


def same_rule(one: Grounded, other: Grounded) -> bool:
    """Whether two values say the same on the same ground, wherever they were written."""
    return bare(one) == bare(other)


def bare(ground: Grounded) -> Grounded:
    """A value without who wrote or confirmed it."""
    return replace(ground, origin="", note="", confirmed_by="", confirmed_on=None)


def differences(old: RuleSet, new: RuleSet) -> list[Difference]:
    """What reads differently, value by value, in the order of the rule sets."""
    before, after = _lines(old), _lines(new)
    return list(_differences(before, after))


def _lines(rules: RuleSet) -> dict[str, Line]:
    return {line.key: line for section in sections_of(rules) for line in section.lines}


def _differences(before: Mapping[str, Line], after: Mapping[str, Line]) -> Iterator[Difference]:
    for key in dict.fromkeys((*after, *before)):
        old, new = before.get(key), after.get(key)
        if (said(old), cited(old)) == (said(new), cited(new)):
            continue
        known = new or old
        assert known is not None  # noqa: S101  (the key came from one of the two)
        yield Difference(known.label, said(old), said(new), known.citation)


def said(line: Line | None) -> str:
    """What a line says, with its label where that is part of it (an amount)."""
    return "" if line is None else line.text


def cited(line: Line | None) -> tuple[str, str]:
    """The ground of a line as people read it."""
    return ("", "") if line is None else (line.citation, line.mark)
