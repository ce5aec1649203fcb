"""What reads differently between two wordings of a kind, part by part, in the words of people."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from pbjdesa.documents.paper.editing import fields_of, form_of, said, slots_named
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.kernel import audit


@dataclass(frozen=True)
class Difference:
    """One place that changed; "" where nothing stood before, or stands now."""

    label: str
    before: str
    after: str
    form_only: bool = False
    """The texts are the same: what changed is how they are shown (bold, width, condition)."""


def differences(before: dict[str, Any], after: dict[str, Any], kind: PaperKind) -> list[Difference]:
    """Every place where `after` differs from `before`, in the order of the paper."""
    found = []
    if before["title"] != after["title"]:
        was, now = (slots_named(one["title"], fields_of(kind)) for one in (before, after))
        found.append(Difference("Judul surat", was, now))
    if before.get("landscape", False) != after.get("landscape", False):
        found.append(Difference("Arah kertas", _turned(before), _turned(after)))
    return found + list(_in_blocks(before["block"], after["block"], kind))


def _turned(content: dict[str, Any]) -> str:
    return "Mendatar" if content.get("landscape") else "Tegak"


def _in_blocks(
    before: list[dict[str, Any]], after: list[dict[str, Any]], kind: PaperKind
) -> Iterator[Difference]:
    old, new = ([audit.canonical(block) for block in blocks] for blocks in (before, after))
    for tag, start, end, there, until in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal":
            continue
        gone, come = before[start:end], after[there:until]
        for at in range(max(len(gone), len(come))):
            one = gone[at] if at < len(gone) else None
            other = come[at] if at < len(come) else None
            yield _difference(one, other, (there if other else start) + at + 1, kind)


def _difference(
    one: dict[str, Any] | None, other: dict[str, Any] | None, position: int, kind: PaperKind
) -> Difference:
    was, now = ("\n".join(said(block, kind)) if block else "" for block in (one, other))
    name = form_of(other or one or {"type": ""}).name
    label = f"{name}, bagian ke-{position}"
    return Difference(label, was, now, form_only=bool(one and other) and was == now)
