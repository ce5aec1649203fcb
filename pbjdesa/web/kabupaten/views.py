"""The regulation in plain words, value by value, so that the kabupaten can check and confirm it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pbjdesa.kernel import clock
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.regulations.describe import Section, sections_of
from pbjdesa.regulations.grounds import MARK_WORDS
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.web.access import open_to
from pbjdesa.web.http import PageRequest
from pbjdesa.web.kecamatan.views import LOOKERS


def _in_force(request: PageRequest) -> tuple[RuleSetVersion, tuple[Section, ...]]:
    kab = request.actor.kab
    version = in_force(kab.code, clock.today(kab.zone))
    return version, sections_of(rules_of(version))


@open_to(*LOOKERS, *DESA_OFFICES)
def rules(request: PageRequest) -> HttpResponse:
    """What is regulated, and how much of it somebody has checked against the text."""
    version, sections = _in_force(request)
    rows = [
        {
            "number": number,
            "title": section.title,
            "all": len(section.lines),
            "confirmed": sum(line.confirmed for line in section.lines),
        }
        for number, section in enumerate(sections, 1)
    ]
    return render(
        request,
        "kabupaten/rules.html",
        {
            "version": version,
            "rows": rows,
            "all": sum(row["all"] for row in rows),
            "confirmed": sum(row["confirmed"] for row in rows),
        },
    )


@open_to(*LOOKERS, *DESA_OFFICES)
def section(request: PageRequest, number: int) -> HttpResponse:
    """One part of the regulation: every value with its article, its mark and who confirmed it."""
    version, sections = _in_force(request)
    if not 1 <= number <= len(sections):
        raise Http404
    shown = sections[number - 1]
    marks = sorted({line.mark for line in shown.lines})
    return render(
        request,
        "kabupaten/rules_section.html",
        {
            "version": version,
            "section": shown,
            "marks": [{"mark": mark, "words": MARK_WORDS[mark]} for mark in marks],
        },
    )
