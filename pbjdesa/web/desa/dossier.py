"""The file of a purchase ("Berkas"): what it holds and lacks, and making what no step writes."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents import files
from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import loose_paper
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import BPD, DESA_OFFICES, PKA, TPK, WATCHERS
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import Line
from pbjdesa.procurement.registry import SHEETS, Copy, Sheet
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import sheet_form
from pbjdesa.web.desa.files import may_read
from pbjdesa.web.desa.lookup import purchase_or_404
from pbjdesa.web.desa.photographed import FILERS
from pbjdesa.web.forms import Form, counted
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

MAKERS = DESA_OFFICES - {BPD.slug}
"""Who may open the page that makes a paper; each paper says which of them makes it."""


@open_to(*DESA_OFFICES, *WATCHERS)
def listing(request: PageRequest, pk: int) -> HttpResponse:
    """Every paper that this file should hold, row by row of the matrix (A015)."""
    purchase = purchase_or_404(request, pk)
    may_read(request, purchase.dossier_id)
    lines = queries.checklist(purchase)
    required = [line for line in lines if line.required]
    signed = sum(line.is_signed for line in required)
    context = {
        "purchase": purchase,
        "lead": say(
            "{there} dari {all} surat wajib sudah ada. {signed} sudah bertanda tangan.",
            there=sum(line.present for line in required),
            all=len(required),
            signed=signed,
        ),
        "wanted": [_shown(request, purchase, line) for line in lines if _on_top(line)],
        "others": [_shown(request, purchase, line) for line in lines if not _on_top(line)],
        "may_file": bool(request.actor.offices & FILERS),
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
    }
    return render(request, "desa/dossier.html", context)


def _on_top(line: Line) -> bool:
    return line.required or line.present


def _shown(request: PageRequest, purchase: Purchase, line: Line) -> dict[str, Any]:
    status, chip = _status(line)
    return {
        "title": line.label,
        "status": status,
        "chip": chip,
        "number": line.elsewhere,
        "papers": [
            {
                "number": paper.number or paper.title,
                "url": reverse("paper", args=[paper.pk]),
                "read_url": reverse("paper-read", args=[paper.pk]),
                "signed": paper.pk in line.signed,
            }
            for paper in line.papers
        ],
        "by_hand": [reverse("photo", args=[photo.pk]) for photo in line.by_hand],
        "makes": [
            {"label": PAPERS[kind].name, "url": _address(purchase, kind)}
            for kind in line.kinds
            if _maker(request, purchase, kind)
        ],
        "again": line.present,
    }


def _status(line: Line) -> tuple[str, str]:
    if line.is_signed:
        return "Sudah ditandatangani", "good"
    if line.papers:
        return "Sudah jadi, belum ditandatangani", "warn"
    if line.elsewhere:
        return "Dibuat di luar sistem", "good"
    return ("Belum ada", "bad") if line.required else ("Bila diperlukan", "")


def _address(purchase: Purchase, kind: str) -> str:
    return reverse("purchase-sheet", args=[purchase.pk, kind])


def _maker(request: PageRequest, purchase: Purchase, kind: str) -> Appointment | None:
    """The office with which this person may make the paper, if any."""
    if kind not in SHEETS or purchase.desa_id != getattr(request.actor.desa, "pk", None):
        return None
    return _acting(request, purchase, SHEETS[kind])


def _acting(request: PageRequest, purchase: Purchase, sheet: Sheet) -> Appointment | None:
    code = purchase.activity.code
    by_activity = request.actor.acting_as(sheet.makers & (PKA | TPK), code)
    return by_activity or request.actor.holding(sheet.makers - PKA - TPK)


@dataclass(frozen=True)
class _Making:
    """One paper about to be made: which, by whom, and what the records say."""

    purchase: Purchase
    sheet: Sheet
    by: Appointment
    copy: Copy
    known: dict[str, Any]
    last: Document | None
    """The paper as it was made last, if it was."""


@open_to(*MAKERS)
def make(request: PageRequest, pk: int, kind: str) -> HttpResponse:
    """One paper: what the records fill in, what is asked, a look before, and the paper itself."""
    purchase = purchase_or_404(request, pk)
    by = _maker(request, purchase, kind)
    if by is None:
        raise Http404
    sheet = SHEETS[kind]
    copies = sheet.copies(purchase)
    wanted = request.GET.get("salinan", copies[0].variant if len(copies) == 1 else "")
    chosen = next((copy for copy in copies if copy.variant == wanted), None)
    if chosen is None:
        return _choose_copy(request, purchase, kind, copies)
    known = _known(purchase, sheet, by, chosen)
    last = queries.sheet_made(purchase, kind, chosen.variant)
    return _make(request, _Making(purchase, sheet, by, chosen, known, last))


def _known(purchase: Purchase, sheet: Sheet, by: Appointment, copy: Copy) -> dict[str, Any]:
    """What the records say of the paper. What must be done first is a page of its own: nothing on
    the form would mend it."""
    try:
        return sheet.fill(purchase, by, copy.variant)
    except Refused as refusal:
        raise Conflict(*refusal.reasons) from refusal


def _choose_copy(
    request: PageRequest, purchase: Purchase, kind: str, copies: list[Copy]
) -> HttpResponse:
    if not copies:
        raise Conflict("Surat ini belum bisa dibuat. Selesaikan dulu langkah sebelumnya.")
    context = {
        "heading": PAPERS[kind].name,
        "copies": [
            {"label": copy.label, "url": f"{_address(purchase, kind)}?salinan={copy.variant}"}
            for copy in copies
        ],
        "back_url": _files_of(purchase),
    }
    return render(request, "desa/sheet_copies.html", context)


def _make(request: PageRequest, making: _Making) -> HttpResponse:
    kind, last = making.sheet.asked(PAPERS[making.sheet.slug]), making.last
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        typed = sheet_form.read(kind, making.known, form)
        wish = form.raw("do")
        if not problems and wish == "lihat":
            with problems.catching():
                return _preview(making, typed)
        elif not problems and wish == "buat":
            with problems.catching():
                seen = counted(form.raw("seen"))
                return act_once(request, lambda: _issue(request, making, typed, seen))
    context = {
        "heading": kind.name,
        "lead": making.copy.label or making.purchase.title,
        "known": sheet_form.known_rows(kind, making.known),
        "asked": sheet_form.questions(kind, making.known, last.data if last else {}, form),
        "again": last is not None,
        "seen": form.raw("seen") if form else queries.version_of(last),
        "back_url": _files_of(making.purchase),
    }
    return page(request, "desa/sheet.html", context, problems)


def _files_of(purchase: Purchase) -> str:
    return reverse("purchase-files", args=[purchase.pk])


def _preview(making: _Making, typed: dict[str, Any]) -> HttpResponse:
    """The paper as it would be, without number and code; nothing is kept."""
    desa = making.purchase.desa
    paper = loose_paper(
        desa,
        queries.rules_for(making.purchase),
        making.sheet.slug,
        making.sheet.finish({**typed, **making.known}),
        dated=clock.today(desa.zone),
    )
    return HttpResponse(render_pdf(paper, files.read), content_type="application/pdf")


def _issue(request: PageRequest, making: _Making, typed: dict[str, Any], seen: int) -> str:
    document = operations.make_sheet(
        by=making.by,
        purchase=making.purchase,
        kind=making.sheet.slug,
        typed=typed,
        variant=making.copy.variant,
        seen=seen,
    )
    flash(request, say("{name} jadi. Cetak, lalu tanda tangani.", name=document.title))
    return _files_of(making.purchase)
