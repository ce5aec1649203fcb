"""A difference in plain words, for the page before an import and for the operator's command."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.values import Change, Difference, Kind, LineValues

KIND_WORDS = {
    Kind.NEW: "baru",
    Kind.CHANGED: "berubah",
    Kind.GONE: "hilang",
    Kind.KEPT: "hilang, tetap disimpan",
    Kind.SAME: "sama",
}

_FIELD_WORDS = {
    "description": "nama",
    "name": "nama",
    "volume": "volume",
    "unit": "satuan",
    "unit_price": "harga satuan",
    "fund_sources": "sumber dana",
    "account_code": "rekening",
    "location": "lokasi",
    "timing": "waktu",
    "output": "keluaran",
    "output_unit": "satuan keluaran",
    "origin": "asal",
    "marks": "tanda",
}
"""Fields worth telling. Keys and order numbers are the program's own business."""


@dataclass(frozen=True)
class Told:
    """One row of the difference: what happens to it, what it is, and how it changes."""

    kind: Kind
    title: str
    text: str


def told(difference: Difference, kind: Kind) -> list[Told]:
    """The rows of one kind, activities first."""
    changes: list[Change[Any]] = [*difference.activities, *difference.lines]
    return [
        Told(change.kind, _title(change), _text(change))
        for change in changes
        if change.kind is kind and (change.writes or kind is Kind.KEPT)
    ]


def _title(change: Change[Any]) -> str:
    if isinstance(change.after, LineValues):
        return say("{description} ({code})", description=change.after.description, code=change.code)
    return f"{change.code} {change.after.name}"


def _text(change: Change[Any]) -> str:
    """Money before and after; where it stays, which other fields change."""
    if change.kind is Kind.NEW:
        return rupiah(change.amount_after)
    if change.kind is not Kind.CHANGED:
        return say("tadinya {amount}", amount=rupiah(change.amount_before))
    if change.amount_before != change.amount_after:
        before, after = rupiah(change.amount_before), rupiah(change.amount_after)
        return say("{before} menjadi {after}", before=before, after=after)
    fields = [_field(change, name) for name in change.fields if name in _FIELD_WORDS]
    return "; ".join(fields) or "nomor urut"


def _field(change: Change[Any], name: str) -> str:
    word = _FIELD_WORDS[name]
    before, after = getattr(change.before, name), getattr(change.after, name)
    if name == "origin":
        return "tadinya diketik, sekarang dari berkas"
    if name == "marks" or (not before and not after):
        return word
    return f"{word}: {_shown(name, before)} → {_shown(name, after)}"


def _shown(name: str, value: Any) -> str:
    if value in (None, ""):
        return "kosong"
    if name == "unit_price":
        return rupiah(value)
    return volume(value) if name == "volume" else str(value)


def totals_by_fund(export: BudgetExport) -> list[tuple[str, int]]:
    """What each fund source pays of the file's lines, the largest first."""
    sums: dict[str, int] = defaultdict(int)
    for line in export.lines:
        sums[", ".join(line.fund_sources) or "tanpa sumber dana"] += line.amount
    return sorted(sums.items(), key=lambda each: (-each[1], each[0]))


def counted(difference: Difference, kinds: Iterable[Kind] = Kind) -> list[tuple[str, int, int]]:
    """(kind in words, activities, lines) for the kinds that occur."""
    counts = difference.counts
    rows = [
        (KIND_WORDS[kind], counts["activities"][kind.value], counts["lines"][kind.value])
        for kind in kinds
    ]
    return [row for row in rows if row[1] or row[2]]
