"""What the pages of wordings say: states, parts, fields to choose from, differences."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse

from pbjdesa.documents.editions import holding, own_wording
from pbjdesa.documents.models import WordingEdition
from pbjdesa.documents.paper import editing
from pbjdesa.documents.paper.comparing import Difference
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.values import ways
from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.words import say
from pbjdesa.regulations.describe import sections_of
from pbjdesa.regulations.ruleset import RuleSet

LONGEST_EXCERPT = 140
"""Characters of a part on the page that shows all of them; the whole is behind "Ubah"."""

SIGNED_BY_RULE = {
    "pengumuman_rencana": "announcement",
    "hps": "hps",
    "permintaan_penawaran": "request",
    "surat_pesanan": "order",
    "spk": "contract",
    "surat_perjanjian": "contract",
    "penetapan_pemenang": "award",
    "pengumuman_hasil": "result_announcement",
    "ba_pemeriksaan": "inspection",
    "bast_penyedia": "handover_chain",
    "bast_kades": "handover_chain",
    "spp": "spp_chain",
}
"""The papers whose signers are values of the rules, and which value it is."""


def state_of(rows: list[WordingEdition], kind: PaperKind, today: date) -> dict[str, str]:
    """A short word for the chip, and a sentence."""
    now = holding(rows, today)
    if now is None or not now.content:
        state = {"kind": "", "text": "Bawaan", "more": ""}
    elif own_wording(now, kind) is None:
        more = "Kata-kata sendiri kurang isian baru. Dipakai bawaan sampai diperbaiki."
        state = {"kind": "bad", "text": "Perlu diperbaiki", "more": more}
    else:
        since = say("Disesuaikan sejak {day}", day=plain_date(now.in_force_from))
        state = {"kind": "good", "text": since, "more": ""}
    newest = max(rows, key=lambda row: row.number, default=None)
    if newest is not None and newest.in_force_from > today:
        state["more"] = say("Berubah mulai {day}.", day=plain_date(newest.in_force_from))
    return state


def part_shown(at: int, block: dict[str, Any], kind: PaperKind, error: str) -> dict[str, Any]:
    """A part in a list: its number, its name, the beginning of what it says."""
    lines = editing.said(block, kind)
    shown, room = [], LONGEST_EXCERPT
    for line in lines:
        if room <= 0:
            break
        shown.append(line if len(line) <= room else f"{line[:room]}…")
        room -= len(line)
    if len(shown) < len(lines) and not shown[-1].endswith("…"):
        shown[-1] += " …"
    return {
        "at": at,
        "number": at + 1,
        "name": editing.form_of(block).name,
        "heading": block["type"] in ("heading", "part"),
        "lines": shown,
        "error": error,
    }


def palette_of(kind: PaperKind, block: dict[str, Any]) -> list[dict[str, str]]:
    """Every field that the texts of a part may use: its mark, and what it is."""
    rows = []
    for name, field in editing.fields_of(kind, block).items():
        if not ways(field.kind):
            continue
        needed = " (wajib ada di surat)" if field.required and name in kind.by_name else ""
        rows.append({"mark": f"{{{name}}}", "label": field.label + needed})
        rows += [
            {"mark": f"{{{name}:{way}}}", "label": f"{field.label}, {editing.WAYS[way]}"}
            for way in _worth_naming(field)
        ]
    return rows


def _worth_naming(field: Field) -> Iterable[str]:
    return () if field.kind is FieldKind.TEXT else (way for way in ways(field.kind) if way)


def added_options() -> list[dict[str, str]]:
    """What may be added to a paper."""
    return [{"type": name, "name": editing.FORMS[name].name} for name in editing.FRESH]


def differences_shown(found: list[Difference]) -> list[dict[str, str]]:
    """For `kabupaten/_differences.html`."""
    return [
        {
            "label": one.label,
            "before": one.before.replace("\n", " · ") or "tidak ada",
            "after": one.after.replace("\n", " · ") or "tidak ada",
            "citation": "Yang berubah bentuknya: tebal, lebar, atau syaratnya."
            if one.form_only
            else "",
        }
        for one in found
    ]


def signers_by_rule(rules: RuleSet, kind: PaperKind) -> dict[str, str] | None:
    """Who signs a kind by the rules, and where that stands; None when the wording decides."""
    key = f"signatories.{SIGNED_BY_RULE.get(kind.slug, '')}"
    for number, section in enumerate(sections_of(rules), 1):
        for line in section.lines:
            if line.ground == key:
                address = reverse("rules-section", args=[number])
                return {"label": line.label, "text": line.text, "url": address}
    return None


def rule_links(rules: RuleSet) -> list[dict[str, str]]:
    """The parts of the rules that decide about letterheads, signers and lists of papers."""
    wanted = ("letterhead.", "signatories.", "numbering.", "papers.")
    found = {
        section.title: reverse("rules-section", args=[number])
        for number, section in enumerate(sections_of(rules), 1)
        if any(line.ground.startswith(wanted) for line in section.lines)
    }
    return [{"title": title, "url": address} for title, address in found.items()]
