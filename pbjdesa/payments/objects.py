"""From an account code to what tax law calls the thing paid for."""

import functools
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pbjdesa.regulations.taxes import Exemption, ObjectKind

DATA = Path(__file__).parent / "data" / "tax_objects.toml"


@dataclass(frozen=True)
class TaxObject:
    """The kind of object, and why tax may not be collected on it."""

    kind: ObjectKind
    exemption: Exemption | None = None


@functools.cache
def _rows() -> tuple[tuple[tuple[str, ...], TaxObject], ...]:
    content = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return tuple(
        (tuple(account.split(".")), TaxObject(row["kind"], row.get("exemption")))
        for row in content["object"]
        for account in row["accounts"]
    )


@functools.cache
def tax_object(account_code: str) -> TaxObject:
    """The object of one account, e.g. "5.3.5.03" → goods; goods when nothing is known."""
    levels = account_code.split(".")
    matching = [(pattern, found) for pattern, found in _rows() if _matches(pattern, levels)]
    if not matching:
        return TaxObject("goods")
    return max(matching, key=lambda pair: (len(pair[0]), "*" not in pair[0]))[1]


def _matches(pattern: tuple[str, ...], levels: list[str]) -> bool:
    return len(pattern) <= len(levels) and all(
        wanted in ("*", level) for wanted, level in zip(pattern, levels, strict=False)
    )
