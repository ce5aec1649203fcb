"""Regulation files into complete, checked rule sets; and rule sets into what a purchase pins."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.checks import problems_of
from pbjdesa.regulations.rules import overlaps
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import Reader, to_plain
from pbjdesa.regulations.sources import DATA, keys_under, resolve
from pbjdesa.regulations.taxes import TAX_FOLDER

FORMAT = 1
"""Of the pinned JSON. It rises only when an old pin could no longer be read."""

T = TypeVar("T")


def load_ruleset(
    key: str,
    *,
    methods: Collection[str],
    root: Path = DATA,
    given: Mapping[str, bytes] | None = None,
) -> RuleSet:
    """Read one instrument, e.g. "nasional/lkpp_12_2019", laid over all it inherits.

    `given` holds files by key that are not below `root` (yet). `methods` are the procurement
    methods that the product knows. Raises Refused with every slip as a sentence that names file
    and key.
    """
    found = resolve(key, root, RuleSet, "instrument", given)
    reader = Reader(f"{key}.toml")
    tables = {**found.tables, "key": key, "files": to_plain(found.files)}
    rules = reader.read(RuleSet, tables, "")
    problems = reader.problems or [
        f"{key}.toml: kunci {problem}" for problem in problems_of(rules, methods)
    ]
    if problems:
        raise Refused(*problems)
    assert isinstance(rules, RuleSet)  # noqa: S101  (the reader answers what it was asked for)
    return rules


def load_rulesets(*, methods: Collection[str], root: Path = DATA) -> tuple[RuleSet, ...]:
    """Every instrument below `root`, and none in force together with another of its kabupaten."""
    keys = [key for key in keys_under(root) if not key.startswith(f"{TAX_FOLDER}/")]
    rulesets = each(keys, lambda key: load_ruleset(key, methods=methods, root=root))
    if problems := overlaps(rulesets):
        raise Refused(*problems)
    return rulesets


def each(keys: list[str], load: Callable[[str], T]) -> tuple[T, ...]:
    """Load every key; the slips of all files are said together."""
    loaded: list[T] = []
    problems: list[str] = []
    for key in keys:
        try:
            loaded.append(load(key))
        except Refused as refusal:
            problems += [reason for reason in refusal.reasons if reason not in problems]
    if problems:
        raise Refused(*problems)
    return tuple(loaded)


def ruleset_to_json(rules: RuleSet) -> dict[str, Any]:
    """Plain JSON values for the database: the whole rule set, with the hashes of its files."""
    return {"format": FORMAT, **to_plain(rules)}


def ruleset_from_json(pinned: dict[str, Any]) -> RuleSet:
    """The rule set that `ruleset_to_json` wrote, equal to the one it was given.

    Raises Refused when it is of another format or damaged.
    """
    content = dict(pinned)
    if content.pop("format", None) != FORMAT:
        raise Refused("Aturan tersimpan ini dari versi lain. Hubungi pengelola sistem.")
    reader = Reader(str(content.get("key", "aturan tersimpan")), json=True)
    rules = reader.read(RuleSet, content, "")
    if reader.problems:
        raise Refused(*reader.problems)
    assert isinstance(rules, RuleSet)  # noqa: S101  (the reader answers what it was asked for)
    return rules
