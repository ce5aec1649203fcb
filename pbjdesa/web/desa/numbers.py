"""The register of letter numbers ("Buku agenda"): looking, searching, writing down, striking."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from pbjdesa.documents import number_register as register
from pbjdesa.documents.models import NumberEntry
from pbjdesa.documents.numbering import (
    REGISTRARS,
    Letter,
    cancel_number,
    note_number,
    series_names,
    take_number,
)
from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import DESA_OFFICES, KEPALA_DESA, SEKDES
from pbjdesa.territories.models import Desa
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.books import asked_year, book_pdf
from pbjdesa.web.desa.lookup import acting, own_desa
from pbjdesa.web.forms import Form, plain_text, typed_parts
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.paging import paged
from pbjdesa.web.sessions import flash

TAKE, NOTE = "ambil", "catat"
WAYS = [
    {"value": TAKE, "label": "Minta nomor berikutnya", "hint": "Surat belum bernomor."},
    {"value": NOTE, "label": "Catat nomor yang sudah dipakai", "hint": "Surat sudah bernomor."},
]
PRINTED = "register_nomor"


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """The numbers of a year, the newest on top; by kind of letter and by words."""
    desa = own_desa(request)
    year, series = _asked(request, desa)
    words = plain_text(request.GET.get("cari", ""))[:100]
    rows = register.lines(desa, year, series, words).reverse()
    shown, pages = paged(request, rows)
    may_write = bool(request.actor.offices & REGISTRARS)
    context = {
        "rows": [_row(entry, may_write) for entry in shown],
        "gaps": register.gaps(desa, year)[: register.MOST_GAPS],
        "page": pages,
        "query": f"&{urlencode({'tahun': str(year), 'jenis': series, 'cari': words})}",
        "print_query": urlencode({"tahun": str(year), "jenis": series}),
        "q": words,
        "year": year,
        "series": series,
        "years": sorted({*register.years(desa), year}, reverse=True),
        "options": list(series_names().items()),
        "may_write": may_write,
        "back_url": reverse("file-list"),
    }
    return render(request, "desa/numbers.html", context)


def _asked(request: PageRequest, desa: Desa) -> tuple[int, str]:
    """The year and the series of the address; this year and all of them when it says nothing."""
    series = request.GET.get("jenis", "")
    year = asked_year(request, clock.today(desa.zone))
    return year, series if series in series_names() else ""


def _row(entry: NumberEntry, may_write: bool) -> dict[str, Any]:
    cancelled = entry.cancelled_at is not None
    loose = entry.document is None or entry.document.superseded_at is not None
    return {
        "number": entry.number,
        "dated": entry.dated,
        "about": entry.about,
        "recipient": entry.recipient,
        "remark": register.remark(entry),
        "chip": "bad" if cancelled else "",
        "url": reverse("paper", args=[entry.document_id]) if entry.document_id else "",
        "cancel_url": (
            reverse("number-cancel", args=[entry.pk])
            if may_write and loose and not cancelled
            else ""
        ),
    }


@open_to(*DESA_OFFICES)
def printed(request: PageRequest) -> HttpResponse:
    """The register of a year on paper."""
    desa = own_desa(request)
    year, series = _asked(request, desa)
    data = register.register_data(desa, year, series)
    signers = (SEKDES.slug, KEPALA_DESA.slug)
    today = clock.today(desa.zone)
    return book_pdf(desa, PRINTED, data, today=today, signers=signers, name=f"buku-agenda-{year}")


@open_to(*REGISTRARS)
def write(request: PageRequest) -> HttpResponse:
    """A number for a letter that is typed elsewhere, or one that was given by hand before."""
    desa, by = own_desa(request), acting(request, REGISTRARS, "")
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        way, letter, number = _read(form)
        if letter is not None and not problems:
            kept = letter
            with problems.catching():
                return act_once(request, lambda: _save(request, by, desa, way, kept, number))
    today = clock.today(desa.zone)
    names = ("way", "series", "number", "dated", "about", "recipient")
    context = {
        "ways": WAYS,
        "options": list(series_names().items()),
        "quick": [{"value": today.isoformat(), "label": "Hari ini", "day": today}],
        "typed": {name: form.raw(name) if form else "" for name in names},
        "parts": typed_parts(form, "dated"),
        "back_url": reverse("number-list"),
    }
    return page(request, "desa/number_new.html", context, problems)


def _read(form: Form) -> tuple[str, Letter | None, str]:
    way = form.choice("way", {TAKE: None, NOTE: None}, "Pilih: minta nomor, atau catat nomor.")
    series = form.choice("series", series_names(), "Pilih jenis suratnya.")
    needed = "Tulis nomornya seperti pada surat." if way == NOTE else ""
    number = form.text("number", most=80, needed=needed)
    dated = form.day("dated")
    about = form.text("about", most=200, needed="Tulis perihalnya, contoh: undangan rapat.")
    recipient = form.text("recipient", most=200)
    return way, Letter(series, dated, about, recipient) if dated else None, number


def _save(
    request: PageRequest, by: Appointment, desa: Desa, way: str, letter: Letter, number: str
) -> str:
    if way == TAKE:
        entry = take_number(by=by, desa=desa, letter=letter)
        flash(request, say("Nomor surat Anda: {number}. Tulis pada suratnya.", number=entry.number))
    else:
        entry = note_number(by=by, desa=desa, letter=letter, number=number)
        flash(request, say("Nomor {number} tercatat.", number=entry.number))
    return f"{reverse('number-list')}?tahun={entry.year}"


@open_to(*REGISTRARS)
def cancel(request: PageRequest, pk: int) -> HttpResponse:
    """Strike a number that is not used, with the reason."""
    by = acting(request, REGISTRARS, "")
    entries = NumberEntry.objects.visible_to(request.actor).select_related("document", "desa__kab")
    entry = entries.filter(pk=pk).first()
    if entry is None:
        raise Http404
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        reason = form.text(
            "reason", most=200, needed="Tulis alasannya, contoh: surat batal dikirim."
        )
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _cancel(request, by, entry, reason))
    context = {
        "entry": entry,
        "reason": form.raw("reason") if form else "",
        "back_url": f"{reverse('number-list')}?tahun={entry.year}",
    }
    return page(request, "desa/number_cancel.html", context, problems)


def _cancel(request: PageRequest, by: Appointment, entry: NumberEntry, reason: str) -> str:
    cancelled = cancel_number(by=by, entry=entry, reason=reason)
    flash(request, say("Nomor {number} dibatalkan dan tetap tercatat.", number=cancelled.number))
    return f"{reverse('number-list')}?tahun={cancelled.year}"
