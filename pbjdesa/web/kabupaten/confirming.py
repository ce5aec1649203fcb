"""The admin of the kabupaten confirms values against the text, or takes a slip back."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.offices import ADMIN_KABUPATEN
from pbjdesa.regulations.describe import Line, Section
from pbjdesa.regulations.operations import confirm_values, withdraw_confirmations
from pbjdesa.regulations.queries import confirmations_of
from pbjdesa.web.access import open_to
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page, require_pin
from pbjdesa.web.kabupaten.lookup import keeper, version_asked
from pbjdesa.web.kabupaten.views import named, section_or_404, sections_for
from pbjdesa.web.sessions import flash

LONGEST_ARTICLE = 80


@open_to(ADMIN_KABUPATEN.slug)
def confirm(request: PageRequest, number: int) -> HttpResponse:
    """Tick what was compared, or take the whole part at once; the PIN signs it."""
    by, version = keeper(request), version_asked(request)
    shown = section_or_404(sections_for(request, version), number)
    items = open_items(shown)
    problems = Problems()
    form = Form(request, problems)
    back = reverse("rules-section", args=[number]) + named(request)
    if request.method == "POST":
        article = form.text("pasal", most=LONGEST_ARTICLE)

        def work() -> str:
            offered = [item["value"] for item in items]
            chosen = offered if form.raw("semua") else form.chosen("nilai")
            ticked = {key: article for key in chosen if key in offered}
            if not ticked:
                raise Refused(
                    "Tandai paling sedikit satu nilai yang sudah dicocokkan.", field="nilai"
                )
            rows = confirm_values(by=by, version=version, articles=ticked)
            flash(request, say("{count} nilai sudah dikonfirmasi.", count=len(rows)))
            return back

        with problems.catching():
            require_pin(request)
        if not problems:
            with problems.catching():
                return act_once(request, work)
    context = {
        "version": version,
        "section": shown,
        "items": items,
        "ticked": form.chosen("nilai"),
        "article": form.raw("pasal"),
        "back": back,
    }
    return page(request, "kabupaten/rules_confirm.html", context, problems)


@open_to(ADMIN_KABUPATEN.slug)
def take_back(request: PageRequest, number: int) -> HttpResponse:
    """Tick what was confirmed by mistake; the PIN signs it."""
    by, version = keeper(request), version_asked(request)
    shown = section_or_404(sections_for(request, version), number)
    mine = confirmations_of(version, by.kab.code)
    lines = [line for line in shown.lines if line.ground in mine]
    problems = Problems()
    form = Form(request, problems)
    back = reverse("rules-section", args=[number]) + named(request)
    if request.method == "POST":

        def work() -> str:
            keys = withdraw_confirmations(by=by, version=version, keys=form.chosen("nilai"))
            flash(request, say("{count} konfirmasi dibatalkan.", count=len(keys)))
            return back

        with problems.catching():
            require_pin(request)
            return act_once(request, work)
    context = {
        "version": version,
        "section": shown,
        "items": _items(lines),
        "ticked": form.chosen("nilai"),
        "back": back,
    }
    return page(request, "kabupaten/rules_unconfirm.html", context, problems)


def open_items(section: Section) -> list[dict[str, Any]]:
    """What can be confirmed in a part: each value once, a table of duties as one."""
    return _items([line for line in section.lines if not (line.confirmed or line.empty)])


def _items(shown: list[Line]) -> list[dict[str, Any]]:
    grounds: dict[str, list[Line]] = {}
    for line in shown:
        grounds.setdefault(line.ground, []).append(line)
    return [
        {
            "value": key,
            "label": _name(lines),
            "hint": lines[0].status if lines[0].confirmed else lines[0].citation,
        }
        for key, lines in grounds.items()
    ]


def _name(lines: list[Line]) -> str:
    first = lines[0]
    if len(lines) == 1:
        return f"{first.label}: {first.text}"
    method = first.label.split(", yang ")[0]
    return say("{method}: {count} baris di halaman sebelumnya", method=method, count=len(lines))
