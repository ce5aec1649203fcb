"""The words of papers: all kinds with their state, and one kind taken apart, tried and adopted.

The work in hand travels through the pages in hidden fields; nothing is kept until it is adopted,
and everything is checked again then.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents import editions
from pbjdesa.documents.adopting import LONGEST_NOTE, adopt_wording, check_start
from pbjdesa.documents.models import WordingEdition
from pbjdesa.documents.paper import editing, toml
from pbjdesa.documents.paper.comparing import differences
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.trial import checked, cleaned
from pbjdesa.documents.paper.wording import Wording, plain
from pbjdesa.documents.queries import example_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.clock import plain_date
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import Form, counted, near_days, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.kabupaten.lookup import keeper
from pbjdesa.web.kabupaten.wording_words import (
    added_options,
    differences_shown,
    palette_of,
    part_shown,
    rule_links,
    signers_by_rule,
    state_of,
)
from pbjdesa.web.sessions import flash

LARGEST_FILE = 200_000


@open_to(ADMIN_KABUPATEN.slug)
def listing(request: PageRequest) -> HttpResponse:
    """Every kind of paper: in the delivered words, or in this kabupaten's own since when."""
    by = keeper(request)
    today = clock.today(by.kab.zone)
    own = editions.editions_by_kind(by.kab.code)
    rows = [
        {"kind": kind, "state": state_of(own.get(kind.slug, []), kind, today)} for kind in PAPERS
    ]
    context = {"rows": rows, "rules": rule_links(rules_of(in_force(by.kab.code, today)))}
    return render(request, "kabupaten/wordings.html", context)


@open_to(ADMIN_KABUPATEN.slug)
def edit(request: PageRequest, kind: str) -> HttpResponse:
    """One kind: read part by part, change a part, see it printed, compare, adopt."""
    by = keeper(request)
    if kind not in PAPERS:
        raise Http404
    desk = _begun(request, by, PAPERS[kind])
    if request.method != "POST":
        return _overview(desk)
    problems = desk.problems
    with problems.catching():
        desk = _taken_up(desk)
        name, *where = desk.form.raw("lakukan").split(":")
        answer = _ACTS.get(name, _show)(desk, where)
        if answer is not None:
            return answer
    return _overview(desk)


# --- The work in hand -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Desk:
    """The words of a kind as far as they have come; `basis` is the edition that was newest."""

    request: PageRequest
    by: Appointment
    kind: PaperKind
    content: dict[str, Any]
    basis: int
    form: Form
    problems: Problems
    editions: list[WordingEdition] = field(default_factory=list)

    @property
    def today(self) -> date:
        return clock.today(self.by.kab.zone)

    @property
    def blocks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.content["block"]
        return found

    def having(self, blocks: list[dict[str, Any]]) -> "Desk":
        """The same work with other parts."""
        return replace(self, content={**self.content, "block": blocks})


def _begun(request: PageRequest, by: Appointment, kind: PaperKind) -> Desk:
    """A fresh desk with the newest words, or those of the edition named by `?edisi=`."""
    rows = editions.editions_of(by.kab.code, kind)
    wanted = request.GET.get("edisi", "")
    start = next((row for row in rows if str(row.number) == wanted), rows[0] if rows else None)
    content = editions.content_of(None if wanted == "bawaan" else start, kind)
    problems = Problems()
    basis = rows[0].number if rows else 0
    return Desk(request, by, kind, content, basis, Form(request, problems), problems, rows)


def _taken_up(desk: Desk) -> Desk:
    """The desk as the page sent it, with what was typed there."""
    form, post = desk.form, desk.request.POST
    content = editing.received(form.raw("isi"))
    desk = replace(desk, content=content, basis=counted(form.raw("dasar")))
    if "judul" in post:
        content["title"] = form.raw("judul").replace("\r\n", "\n").strip()
    opened = _place(desk, form.raw("buka"))
    if opened is not None:
        typed: Mapping[str, str] = {name: post.get(name, "") for name in post}
        blocks = list(desk.blocks)
        blocks[opened] = editing.filled(blocks[opened], typed)
        desk = desk.having(blocks)
    return desk


def _place(desk: Desk, text: str) -> int | None:
    """The place of a part, from 0; None for what is none."""
    if not text.isdecimal() or len(text) > 4 or int(text) >= len(desk.blocks):
        return None
    return int(text)


# --- What a button asks for -----------------------------------------------------------------------

Act = Callable[[Desk, list[str]], HttpResponse | None]
"""The page to show, or None for the overview with the problems found."""


def _show(desk: Desk, where: list[str]) -> HttpResponse | None:
    return _overview(desk)


def _open(desk: Desk, where: list[str]) -> HttpResponse | None:
    at = _place(desk, where[0]) if where else None
    return _overview(desk) if at is None else _part(desk, at)


def _move(by: int) -> Act:
    def act(desk: Desk, where: list[str]) -> HttpResponse | None:
        at = _place(desk, where[0]) if where else None
        return _overview(desk if at is None else desk.having(editing.moved(desk.blocks, at, by)))

    return act


def _remove(desk: Desk, where: list[str]) -> HttpResponse | None:
    at = _place(desk, where[0]) if where else None
    if at is not None:
        desk = desk.having(desk.blocks[:at] + desk.blocks[at + 1 :])
    return _overview(desk)


def _add(desk: Desk, where: list[str]) -> HttpResponse | None:
    """A fresh part behind the one named ("" for the end), opened at once."""
    name, after = [*where, "", ""][:2]
    if name not in editing.FRESH:
        return _overview(desk)
    at = _place(desk, after)
    at = len(desk.blocks) if at is None else at + 1
    fresh = dict(editing.FRESH[name])
    return _part(desk.having([*desk.blocks[:at], fresh, *desk.blocks[at:]]), at)


def _move_row(by: int) -> Act:
    def act(desk: Desk, where: list[str]) -> HttpResponse | None:
        opened = _place(desk, desk.form.raw("buka"))
        if opened is None:
            return _overview(desk)
        member, at = [*where, "", ""][:2]
        blocks, block = list(desk.blocks), dict(desk.blocks[opened])
        if isinstance(block.get(member), list) and at.isdecimal() and len(at) < 4:
            block[member] = editing.moved(block[member], int(at), by)
            blocks[opened] = block
        return _part(desk.having(blocks), opened)

    return act


def _preview(desk: Desk, where: list[str]) -> HttpResponse | None:
    """The sample as PDF in these words; nothing is kept."""
    wording = _sound(desk)
    if wording is None:
        return None
    kab = desk.by.kab
    rules = rules_of(in_force(kab.code, desk.today))
    paper = example_of(kab, rules, desk.kind, wording, on=desk.today)
    return HttpResponse(render_pdf(paper, mark="CONTOH"), content_type="application/pdf")


def _file(desk: Desk, where: list[str]) -> HttpResponse | None:
    answer = HttpResponse(toml.written(desk.content), content_type="application/toml")
    answer["Content-Disposition"] = f'attachment; filename="{desk.kind.slug}.toml"'
    return answer


def _upload(desk: Desk, where: list[str]) -> HttpResponse | None:
    """The words of a file take the place of those in hand."""
    sent = desk.request.FILES.get("berkas")
    if sent is None or isinstance(sent, list) or not sent.size:
        raise Refused("Pilih berkas kata-kata surat (.toml).", field="berkas")
    if sent.size > LARGEST_FILE:
        raise Refused("Berkas ini terlalu besar. Paling besar 200 KB.", field="berkas")
    try:
        text = str(sent.read(), "utf-8")
    except UnicodeDecodeError:
        raise Refused(
            "Berkas ini bukan teks UTF-8. Simpan ulang sebagai TOML.", field="berkas"
        ) from None
    return _overview(replace(desk, content=_of_file(text, desk.kind)), read=True)


def _of_file(text: str, kind: PaperKind) -> dict[str, Any]:
    """The values of a file, half-written texts and all. Raises Refused when it is no wording."""
    try:
        content = cleaned(plain(text))
    except Refused as refusal:
        raise Refused(*refusal.reasons, field="berkas") from None
    try:
        return editing.received(json.dumps(content, default=str))
    except Refused:
        _, slips = checked(content, kind)
        reasons = [slip.sentence(kind) for slip in slips]
        raise Refused(*reasons, field="berkas") from None


def _check(desk: Desk, where: list[str]) -> HttpResponse | None:
    """The page with the difference to the words before, and from when the new ones hold."""
    if _sound(desk) is None:
        return None
    if not _changes(desk):
        raise Refused("Tidak ada yang berubah. Periksa lagi isian Anda.")
    return _difference_page(desk, desk.problems)


def _adopt(desk: Desk, where: list[str]) -> HttpResponse | None:
    form = desk.form
    start = form.day("mulai")
    note = form.text("catatan", most=LONGEST_NOTE)
    if start is not None:
        with desk.problems.catching():
            check_start(desk.by.kab, start)
    if desk.problems or start is None:
        return _difference_page(desk, desk.problems)
    day = start

    def work() -> str:
        adopt_wording(
            by=desk.by, kind=desk.kind, content=desk.content, basis=desk.basis, start=day, note=note
        )
        sentence = say(
            "{name} memakai kata-kata baru mulai {day}.", name=desk.kind.name, day=plain_date(day)
        )
        flash(desk.request, sentence)
        return reverse("wording-edit", args=[desk.kind.slug])

    if not desk.problems:
        with desk.problems.catching():
            require_pin(desk.request)
            return act_once(desk.request, work)
    return _difference_page(desk, desk.problems)


_ACTS: dict[str, Act] = {
    "ubah": _open,
    "naik": _move(-1),
    "turun": _move(1),
    "hapus": _remove,
    "tambah": _add,
    "baris-naik": _move_row(-1),
    "baris-turun": _move_row(1),
    "contoh": _preview,
    "unduh": _file,
    "unggah": _upload,
    "periksa": _check,
    "pakai": _adopt,
}


def _sound(desk: Desk) -> Wording | None:
    """The wording, or None with every slip noted at its part."""
    wording, slips = checked(cleaned(desk.content), desk.kind)
    for slip in slips:
        if slip.position:
            text = say("Bagian ke-{n}: {reason}", n=slip.position, reason=slip.reason)
            desk.problems.add(text, f"bagian_{slip.position}")
        else:
            desk.problems.add(slip.reason)
    return wording


def _changes(desk: Desk) -> list[dict[str, str]]:
    newest = desk.editions[0] if desk.editions else None
    before = editions.content_of(newest, desk.kind)
    return differences_shown(differences(before, desk.content, desk.kind))


# --- Pages ----------------------------------------------------------------------------------------


def _sent(desk: Desk) -> dict[str, Any]:
    content = json.dumps(desk.content, ensure_ascii=False, separators=(",", ":"))
    return {"kind": desk.kind, "content": content, "basis": desk.basis}


def _overview(desk: Desk, *, read: bool = False) -> HttpResponse:
    problems = desk.problems
    rules = rules_of(in_force(desk.by.kab.code, desk.today))
    context = {
        **_sent(desk),
        "title": desk.content["title"],
        "state": state_of(desk.editions, desk.kind, desk.today),
        "parts": [
            part_shown(at, block, desk.kind, problems.at(f"bagian_{at + 1}"))
            for at, block in enumerate(desk.blocks)
        ],
        "added": added_options(),
        "editions": desk.editions,
        "signers": signers_by_rule(rules, desk.kind),
        "read": read,
        "back": reverse("wording-list"),
    }
    return page(desk.request, "kabupaten/wording_edit.html", context, problems)


def _part(desk: Desk, at: int) -> HttpResponse:
    block = desk.blocks[at]
    boxes, rows = editing.asked(block, editing.fields_of(desk.kind, block))
    context = {
        **_sent(desk),
        "at": at,
        "part": part_shown(at, block, desk.kind, ""),
        "boxes": boxes,
        "rows": rows,
        "palette": palette_of(desk.kind, block),
        "added": added_options(),
    }
    return page(desk.request, "kabupaten/wording_part.html", context, desk.problems)


def _difference_page(desk: Desk, problems: Problems) -> HttpResponse:
    form, today = desk.form, desk.today
    later = [row for row in desk.editions if row.in_force_from > today]
    context = {
        **_sent(desk),
        "rows": _changes(desk),
        "planned": max((row.in_force_from for row in later), default=None),
        "quick": near_days(today),
        "start": form.raw("mulai") or today.isoformat(),
        "parts": typed_parts(form, "mulai"),
        "note": form.raw("catatan"),
    }
    return page(desk.request, "kabupaten/wording_check.html", context, problems)
