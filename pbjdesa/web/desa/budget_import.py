"""A budget file comes in: send it, look at the differences, use it, or take it back (A045)."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents import files
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.money import group, rupiah
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.planning import queries
from pbjdesa.planning.importing import (
    KEEPERS,
    MOST_NAMED,
    Undo,
    import_budget,
    keep_upload,
    preview,
    refuse_unusable,
    undo_import,
)
from pbjdesa.planning.incoming import kept_of, read_kept
from pbjdesa.planning.models import BudgetImport, BudgetUpload
from pbjdesa.planning.siskeudes.model import BudgetExport, Problem, UnknownYear, VillageUnclear
from pbjdesa.planning.states import ImportState
from pbjdesa.planning.telling import KIND_WORDS, counted, told, totals_by_fund
from pbjdesa.planning.values import Difference, Kind
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.budget import read_year
from pbjdesa.web.desa.budget_people import keeper, keeper_of
from pbjdesa.web.desa.lookup import own_desa
from pbjdesa.web.forms import plain_text
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

RECENT = 5
MOST_SHOWN = 12
"""Rows of one kind on the page; `?semua=1` shows them all."""
MOST_CARDS = 7
"""Villages to choose from as cards; more are a list."""
_SHOWN_KINDS = (Kind.CHANGED, Kind.GONE, Kind.KEPT, Kind.NEW, Kind.SAME)
_HEADINGS = {
    Kind.NEW: "Baru",
    Kind.CHANGED: "Berubah",
    Kind.GONE: "Hilang dari anggaran",
    Kind.KEPT: "Hilang, tetapi sudah dipesan",
    Kind.SAME: "Sama",
}
_SEVERITIES = (
    ("error", "Tidak terbaca", "bad"),
    ("warning", "Perlu dilihat", "warn"),
    ("info", "Untuk diketahui", ""),
)
_YEAR_SENTENCE = "Tulis tahunnya dengan 4 angka, contoh 2026."


@open_to(*KEEPERS)
def start(request: PageRequest) -> HttpResponse:
    """Step 1: the file and the year. What cannot be read is said at once and not kept."""
    desa = own_desa(request)
    problems = Problems()
    if request.method == "POST":
        year = _year_sent(request, desa)
        if year is None:
            problems.add(_YEAR_SENTENCE, "tahun")
        upload = _sent_file(request, problems)
        if upload is not None and year is not None:
            content = upload.read()
            upload.seek(0)
            kept = b""
            with _at_fields(problems):
                kept = kept_of(content)
                _try_reading(kept, desa, year)
            if not problems:
                with problems.catching():
                    return act_once(request, lambda: _keep(request, year, upload, kept, content))
    return _start_page(request, problems)


def _start_page(request: PageRequest, problems: Problems) -> HttpResponse:
    desa = own_desa(request)
    today = clock.today(desa.zone).year
    context = {
        "typed": {"tahun": request.POST.get("tahun", request.GET.get("tahun", today))},
        "imports": [_import_row(done) for done in queries.imports(desa)[:RECENT]],
        "zone": desa.zone,
    }
    return page(request, "desa/budget_import.html", context, problems)


def _import_row(done: BudgetImport) -> dict[str, Any]:
    return {
        "done": done,
        "url": reverse("budget-import-result", args=[done.pk]),
        "status": ImportState(done.state).label,
        "kind": "good" if done.state == ImportState.APPLIED else "",
    }


def _year_sent(request: PageRequest, desa: Desa) -> int | None:
    sent = request.POST.get("tahun") or request.GET.get("tahun") or ""
    return read_year(sent, clock.today(desa.zone).year)


def _sent_file(request: PageRequest, problems: Problems) -> UploadedFile | None:
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile) or not upload.size:
        problems.add("Pilih zip dari Siskeudes atau berkas RAB (XLSX).", "file")
        return None
    if upload.size > files.LARGEST_UPLOAD:
        problems.add("Berkas ini terlalu besar. Kirim berkas di bawah 12 MB.", "file")
        return None
    return upload


@contextmanager
def _at_fields(problems: Problems) -> Iterator[None]:
    """Collect refusals of the reader, each at the field of step 1 that it belongs to."""
    try:
        yield
    except Refused as refusal:
        field = "tahun" if isinstance(refusal, UnknownYear) else "file"
        for reason in refusal.reasons:
            problems.add(reason, field)


def _try_reading(kept: bytes, desa: Desa, year: int) -> None:
    """Refuse a file that holds nothing for us; which village is meant is asked in step 2."""
    try:
        export = read_kept(kept, desa=desa, year=year)
    except VillageUnclear:
        return
    refuse_unusable(export)


def _keep(
    request: PageRequest, year: int | None, upload: UploadedFile, kept: bytes, content: bytes
) -> str:
    stored = keep_upload(
        by=keeper(request),
        desa=own_desa(request),
        kept=kept,
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=plain_text(upload.name or "anggaran"),
    )
    return f"{reverse('budget-import-check', args=[stored.pk])}?tahun={year}"


@open_to(*KEEPERS)
def check(request: PageRequest, pk: int) -> HttpResponse:
    """Step 2: what the file changes here, and the button that uses it."""
    desa = own_desa(request)
    upload = _upload_or_404(request, pk)
    sent = request.POST if request.method == "POST" else request.GET
    year, kd_desa = _year_sent(request, desa), plain_text(sent.get("kd", ""))[:20]
    problems = Problems()
    if year is None:
        problems.add(_YEAR_SENTENCE, "tahun")
        return _start_page(request, problems)
    try:
        export = _read(upload, desa, year, kd_desa)
    except VillageUnclear as unclear:
        return _village_page(request, year, unclear, chosen=kd_desa)
    except Refused as refusal:
        problems.add(" ".join(refusal.reasons), "file")
        return _start_page(request, problems)
    if request.method == "POST":
        seen = request.POST.get("sidik") or "-"
        with problems.catching():
            return act_once(request, lambda: _apply(request, export, upload, seen))
    difference = preview(desa=desa, year=year, export=export)
    return _check_page(request, upload, export, difference, problems)


def _upload_or_404(request: PageRequest, pk: int) -> BudgetUpload:
    rows = BudgetUpload.objects.visible_to(request.actor).select_related("file")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _read(upload: BudgetUpload, desa: Desa, year: int, kd_desa: str) -> BudgetExport:
    path = files.path_of(upload.file.sha256)
    export = read_kept(path, desa=desa, year=year, kd_desa=kd_desa)
    refuse_unusable(export)
    return export


def _apply(request: PageRequest, export: BudgetExport, upload: BudgetUpload, seen: str) -> str:
    done = import_budget(
        by=keeper(request),
        desa=own_desa(request),
        year=export.year,
        export=export,
        sha256=upload.sha256,
        file_name=upload.file_name,
        expected=seen,
    )
    flash(request, "Anggaran ini sudah dipakai.")
    return reverse("budget-import-result", args=[done.pk])


def _village_page(
    request: PageRequest, year: int, unclear: VillageUnclear, *, chosen: str
) -> HttpResponse:
    """Which village of the file is ours? Asked when the name does not tell."""
    problems = Problems()
    if chosen:
        problems.add(" ".join(unclear.reasons), "kd")
    elif "pilih" in request.GET:
        problems.add("Pilih satu desa dulu.", "kd")
    options = [
        {"value": each.kd_desa, "label": each.name or each.kd_desa, "hint": each.kd_desa}
        for each in unclear.villages
    ]
    context = {
        "options": options,
        "many": len(options) > MOST_CARDS,
        "single": len(options) == 1,
        "year": year,
        "chosen": chosen,
        "reasons": unclear.reasons,
    }
    return page(request, "desa/budget_village.html", context, problems)


def _check_page(
    request: PageRequest,
    upload: BudgetUpload,
    export: BudgetExport,
    difference: Difference,
    problems: Problems,
) -> HttpResponse:
    every = request.GET.get("semua") == "1"
    whole = {"tahun": str(export.year), "kd": export.kd_desa, "semua": "1"}
    found = [*difference.problems, *export.problems]
    context = {
        "upload": upload,
        "export": export,
        "difference": difference,
        "facts": _facts(export),
        "source_words": ", ".join(_origin(export, upload)),
        "counted": [_count(*row) for row in counted(difference, _SHOWN_KINDS)],
        "groups": [_group(difference, kind, every=every) for kind in _SHOWN_KINDS],
        "notes": _notes(found, every=every),
        "every": every,
        "every_url": f"?{urlencode(whole)}",
        "back_url": reverse("budget-import"),
    }
    return page(request, "desa/budget_check.html", context, problems)


def _facts(export: BudgetExport) -> list[dict[str, str]]:
    code = f" ({export.kd_desa})" if export.kd_desa else ""
    rows = [
        ("Desa di berkas", f"{export.village_name or 'tanpa nama'}{code}"),
        ("Belanja di berkas", rupiah(export.total)),
        *((f"Dana {fund}", rupiah(amount)) for fund, amount in totals_by_fund(export)),
    ]
    return [{"label": label, "value": value} for label, value in rows]


def _origin(export: BudgetExport, upload: BudgetUpload) -> list[str]:
    """Where the figures come from, for the small print."""
    posting = export.posting
    if export.partial:
        return [upload.file_name, "lembar RAB", f"tahun {export.year}"]
    return [
        upload.file_name,
        f"Siskeudes {export.version}" if export.version else "versi tidak tertulis",
        f"posting {posting.number}" if posting else "belum diposting",
        f"tahun {export.year}",
    ]


def _count(word: str, activities: int, lines: int) -> dict[str, str]:
    parts = [f"{group(activities)} kegiatan"] if activities else []
    parts += [f"{group(lines)} baris"] if lines else []
    return {"label": word.capitalize(), "value": ", ".join(parts)}


def _group(difference: Difference, kind: Kind, *, every: bool) -> dict[str, Any]:
    rows = told(difference, kind)
    shown = rows if every else rows[:MOST_SHOWN]
    return {"heading": _HEADINGS[kind], "rows": shown, "more": len(rows) - len(shown)}


def _notes(found: list[Problem], *, every: bool) -> list[dict[str, Any]]:
    """Problems by how much they matter; the place in the file first."""
    groups = []
    for severity, heading, kind in _SEVERITIES:
        rows = [each for each in found if each.severity == severity]
        shown = rows if every else rows[:MOST_SHOWN]
        if rows:
            groups.append(
                {
                    "heading": heading,
                    "kind": kind,
                    "rows": shown,
                    "count": len(rows),
                    "more": len(rows) - len(shown),
                }
            )
    return groups


@open_to(*DESA_OFFICES)
def result(request: PageRequest, pk: int) -> HttpResponse:
    """One import: what it changed, what was strange, and the way back."""
    done = _import_or_404(request, pk)
    counts = done.counts
    kinds = [
        (KIND_WORDS[kind], counts["activities"][kind.value], counts["lines"][kind.value])
        for kind in _SHOWN_KINDS
    ]
    applied = done.state == ImportState.APPLIED
    context = {
        "done": done,
        "applied": applied,
        "counted": [_count(*row) for row in kinds if row[1] or row[2]],
        "total": counts["total"],
        "notes": _notes(
            [Problem(**each) for each in done.problems], every=request.GET.get("semua") == "1"
        ),
        "every_url": "?semua=1",
        "zone": done.desa.zone,
        "may_undo": applied and keeper_of(request) is not None,
        "list_url": f"{reverse('budget-list')}?tahun={done.year}",
    }
    return render(request, "desa/budget_result.html", context)


def _import_or_404(request: PageRequest, pk: int) -> BudgetImport:
    rows = BudgetImport.objects.visible_to(request.actor).select_related("desa__kab")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@open_to(*KEEPERS)
def undo(request: PageRequest, pk: int) -> HttpResponse:
    """Ask once, say what it means or what stands in its way, then take the import back."""
    by, done = keeper(request), _import_or_404(request, pk)
    problems = Problems()
    if request.method == "POST":

        def work() -> str:
            undo_import(by=by, budget_import=done)
            flash(request, "Impor dibatalkan. Anggaran kembali seperti sebelumnya.")
            return reverse("budget-import-result", args=[done.pk])

        with problems.catching():
            return act_once(request, work)
    if done.state == ImportState.UNDONE:
        raise Conflict("Impor ini sudah dibatalkan.")
    way_back = Undo(done)
    context = {
        "done": done,
        "obstacles": way_back.obstacles,
        "typed_since": [line.description for line in way_back.typed_since],
        "most_shown": f":{MOST_NAMED}",
        "back_url": reverse("budget-import-result", args=[done.pk]),
    }
    return page(request, "desa/budget_undo.html", context, problems)
