"""A change of one value as a whole new rule set, ready to be looked at and adopted. Pure.

The change has its own ground (article, mark, law) like every value of a file; what it leaves alone
stays word for word, with its own ground.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.basics import Band, Range
from pbjdesa.regulations.checks import problems_of
from pbjdesa.regulations.grounds import Grounded, Mark, Value
from pbjdesa.regulations.overlay import hint_at, with_grounds
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import Reader, grounds_in, to_plain
from pbjdesa.regulations.sources import SourceFile

_GROUND = ("article", "mark", "law", "note", "confirmed_by", "confirmed_on", "origin")


@dataclass(frozen=True)
class Footing:
    """On what a change rests and from when it holds, for which kabupaten.

    `law` is empty when it is the instrument itself. `folder` is the kabupaten's folder of files.
    """

    kab_code: str
    folder: str
    start: date
    article: str
    mark: Mark
    law: str = ""


def said_by(ground: Grounded) -> dict[str, Any]:
    """What a value or row says, as plain data without its ground: {"value": 500000}."""
    plain = to_plain(ground)
    return {name: part for name, part in plain.items() if name not in _GROUND}


def changed(rules: RuleSet, key: str, says: Mapping[str, Any], footing: Footing) -> RuleSet:
    """The rules with another value at `key`; `says` as `said_by` writes it.

    When the limit of a row of amounts moves, the row above it moves along. Raises Refused with
    sentences when the value or the whole does not hold; KeyError when there is none at `key`.
    """
    name = _name(rules, footing)
    law = footing.law or rules.instrument.cite_as
    about: dict[str, Any] = {"article": footing.article, "mark": footing.mark, "law": law}
    about["origin"] = name
    old = dict(grounds_in(rules))[key]
    reader = Reader("isian", json=True)
    ground = reader.read(hint_at(key), {**says, **about}, key)
    if reader.problems:
        raise Refused(*reader.problems)
    if said_by(ground) == said_by(old):
        raise Refused("Nilainya tidak berubah. Untuk mencatat pasalnya, pakai Konfirmasi.")
    moved = {key: ground, **_moved_along(rules, key, old, ground)}
    start: Value[date] = Value(value=footing.start, **about)
    instrument = replace(
        rules.instrument, kabupaten=footing.kab_code, replaces="", in_force_from=start
    )
    content = replace(with_grounds(rules, moved), key=name, instrument=instrument)
    new = replace(content, files=(SourceFile(name, _hash(content)), *rules.files))
    if problems := problems_of(new, KNOWN_METHODS):
        raise Refused(*problems)
    return new


def _moved_along(rules: RuleSet, key: str, old: Grounded, new: Grounded) -> dict[str, Grounded]:
    """The rows that begin where a row of amounts used to end, moved to its new end."""
    if not (isinstance(old, Range) and isinstance(new, Range)) or old.upper is None:
        return {}
    limit = new.upper
    if limit is None or (old.upper, old.upper_inclusive) == (limit, new.upper_inclusive):
        return {}
    group = "bands" if isinstance(old, Band) else "evidence"
    rows: tuple[Range, ...] = getattr(rules, group)
    return {
        f"{group}[{at}]": replace(
            row,
            lower=limit,
            lower_inclusive=not new.upper_inclusive,
            article=new.article,
            mark=new.mark,
            law=new.law,
            origin=new.origin,
        )
        for at, row in enumerate(rows, 1)
        if _follows(row, old)
    }


def _follows(row: Range, old: Range) -> bool:
    begins = row.lower == old.upper and row.lower_inclusive != old.upper_inclusive
    if isinstance(row, Band) and isinstance(old, Band):
        return begins and bool(set(row.categories) & set(old.categories))
    return begins


def _name(rules: RuleSet, footing: Footing) -> str:
    """The key of the changed rules: the old name with the day from which they hold."""
    folder, _, name = rules.key.partition("/")
    if folder.split("_")[0] != footing.kab_code:
        folder = footing.folder
    return f"{folder}/{re.sub(r'[+].*', '', name)}+{footing.start.isoformat()}"


def _hash(rules: RuleSet) -> str:
    """SHA-256 of the whole content, as a file's hash is of its bytes."""
    plain = {name: part for name, part in to_plain(rules).items() if name != "files"}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
