"""Regulation files on disk: read TOML, follow `inherits`, keep the hash of every file used.

A file is `<folder>/<name>.toml` under `data/`; its key is `<folder>/<name>`.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.regulations.schema import Hint, Plain, class_of, hints_of, is_leaf, optional, origin_of

DATA = Path(__file__).parent / "data"
SET_BY_LOADER = ("key", "files")


@dataclass(frozen=True)
class SourceFile:
    """A file that was read, by key and SHA-256 of its bytes."""

    key: str
    sha256: str


@dataclass(frozen=True)
class Resolved:
    """One file laid over everything it inherits, still as plain tables."""

    tables: dict[str, Plain]
    files: tuple[SourceFile, ...]


def keys_under(root: Path) -> list[str]:
    """The keys of every file below `root`, sorted."""
    return sorted(
        path.relative_to(root).with_suffix("").as_posix() for path in root.rglob("*.toml")
    )


def folder_of(kab_code: str, name: str, root: Path = DATA) -> str:
    """The folder of a kabupaten's files: the one that is there, else one of its code and name."""
    found = sorted(path.name for path in root.glob(f"{kab_code}_*") if path.is_dir())
    plain = re.sub(r"\W+", "_", name.lower().removeprefix("kabupaten ")).strip("_")
    return found[0] if found else f"{kab_code}_{plain}"


def resolve(
    key: str, root: Path, shape: type, head: str, given: Mapping[str, bytes] | None = None
) -> Resolved:
    """Read `key` and lay it over what it inherits.

    `given` holds files that are not on the disk (yet), by key: what somebody wants to check.
    `shape` is the dataclass of the whole file: it says what is merged key by key (groups) and
    what is replaced whole (values and rows). `head` is the table that names the instrument; it is
    never inherited. Raises Refused with sentences that name file and key.
    """
    return _resolve(_Place(root, given or {}), key, shape, head, ())


@dataclass(frozen=True)
class _Place:
    """Where files are looked for: first among those given, then on the disk."""

    root: Path
    given: Mapping[str, bytes]

    def read(self, key: str) -> bytes | None:
        """The bytes of a file; None when it is not there."""
        if key in self.given:
            return self.given[key]
        path = (self.root / f"{key}.toml").resolve()
        inside = path.is_relative_to(self.root.resolve()) and path.is_file()
        return path.read_bytes() if inside else None


def _resolve(place: _Place, key: str, shape: type, head: str, below: tuple[str, ...]) -> Resolved:
    if key in below:
        circle = " → ".join((*below[below.index(key) :], key))
        raise Refused(
            say(
                "{key}.toml: kunci {head}.inherits berputar: {circle}. Putuskan salah satu.",
                key=key,
                head=head,
                circle=circle,
            )
        )
    content = _read(place, key, below[-1] if below else "", head)
    own = _parse(key, content)
    used = SourceFile(key, hashlib.sha256(content).hexdigest())
    first = own.get(head)
    if not isinstance(first, dict):
        raise Refused(
            say("{key}.toml: kunci {head} belum diisi. Tulis tabel [{head}].", key=key, head=head)
        )
    law = str(first.get("cite_as", ""))
    own = {name: _stamped(hint, own[name], key, law) for name, hint in _known(shape, own)}
    parent = first.get("inherits")
    if not isinstance(parent, str) or not parent:
        return Resolved(own, (used,))
    above = _resolve(place, parent, shape, head, (*below, key))
    inherited = {
        name: _unconfirmed(hint, above.tables[name])
        for name, hint in _known(shape, above.tables)
        if name != head
    }
    return Resolved(_laid_over(shape, inherited, own), (used, *above.files))


def _known(shape: type, tables: dict[str, Plain]) -> list[tuple[str, Hint]]:
    """The tables of a file with their hints; an unknown one keeps None and is refused later."""
    hints = hints_of(shape)
    return [(name, hints.get(name)) for name in tables]


def _read(place: _Place, key: str, wanted_by: str, head: str) -> bytes:
    content = place.read(key)
    if content is not None:
        return content
    if wanted_by:
        raise Refused(
            say(
                "{wanted_by}.toml: kunci {head}.inherits menunjuk {key}, yang tidak ada.",
                wanted_by=wanted_by,
                head=head,
                key=key,
            )
        )
    raise Refused(say("{key}.toml: berkas aturan ini tidak ada.", key=key))


def _parse(key: str, content: bytes) -> dict[str, Any]:
    try:
        tables = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as slip:
        raise Refused(
            say("{key}.toml: berkas ini bukan TOML yang benar ({slip}).", key=key, slip=slip)
        ) from slip
    for name in SET_BY_LOADER:
        if name in tables:
            raise Refused(
                say("{key}.toml: kunci {name} tidak dikenal. Hapus kunci ini.", key=key, name=name)
            )
    return tables


def _stamped(hint: Hint, raw: Plain, key: str, law: str) -> Plain:
    """`raw` with the origin in every value and row; an article alone is the instrument's own."""

    def stamp(row: dict[str, Plain]) -> dict[str, Plain]:
        if "origin" in row:
            raise Refused(say("{key}.toml: kunci origin tidak dikenal. Hapus kunci ini.", key=key))
        kept = {name: part for name, part in row.items() if (name, part) != ("confirmed_on", "")}
        if row.get("article") and not row.get("law"):
            kept["law"] = law
        return {**kept, "origin": key}

    return _on_leaves(hint, raw, stamp)


def _unconfirmed(hint: Hint, raw: Plain) -> Plain:
    """`raw` without confirmations: what was confirmed for one instrument is open in another."""

    def strip(row: dict[str, Plain]) -> dict[str, Plain]:
        return {name: row[name] for name in row if name not in ("confirmed_by", "confirmed_on")}

    return _on_leaves(hint, raw, strip)


def _on_leaves(hint: Hint, raw: Plain, change: Any) -> Plain:
    hint = optional(hint) or hint
    if isinstance(raw, list) and origin_of(hint) is tuple:
        return [_on_leaves(get_args(hint)[0], row, change) for row in raw]
    if not isinstance(raw, dict):
        return raw
    if is_leaf(hint):
        return change(raw)
    return {name: _on_leaves(_inner(hint, name), part, change) for name, part in raw.items()}


def _inner(hint: Hint, name: str) -> Hint | None:
    """The hint of one key of a group or mapping."""
    if origin_of(hint) is Mapping:
        return get_args(hint)[1]
    cls = class_of(hint)
    return hints_of(cls).get(name) if cls else None


def _laid_over(hint: Hint, below: Plain, above: Plain) -> Plain:
    """`above` wins; groups and mappings are merged key by key, values and rows are not."""
    hint = optional(hint) or hint
    is_group = (class_of(hint) and not is_leaf(hint)) or origin_of(hint) is Mapping
    if not (is_group and isinstance(below, dict) and isinstance(above, dict)):
        return above
    merged = dict(below)
    for name, part in above.items():
        merged[name] = _laid_over(_inner(hint, name), below[name], part) if name in below else part
    return merged
