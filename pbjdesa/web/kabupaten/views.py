"""The regulation in plain words, value by value, so that the kabupaten can check and confirm it."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.regulations.describe import Section, sections_of
from pbjdesa.regulations.grounds import MARK_WORDS
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import coming, confirmed_rules
from pbjdesa.web.access import open_to
from pbjdesa.web.http import PageRequest
from pbjdesa.web.kabupaten.lookup import keeper_or_none, version_asked
from pbjdesa.web.kecamatan.views import LOOKERS


def sections_for(request: PageRequest, version: RuleSetVersion) -> tuple[Section, ...]:
    """Every value of a version, with what this kabupaten has confirmed."""
    return sections_of(confirmed_rules(version, request.actor.kab.code))


def named(request: PageRequest) -> str:
    """The part of the address that names another version than the one in force."""
    wanted = request.GET.get("versi", "")
    return f"?versi={wanted}" if wanted else ""


@open_to(*LOOKERS, *DESA_OFFICES)
def rules(request: PageRequest) -> HttpResponse:
    """What is regulated, how much of it somebody has checked against the text, what comes next."""
    version = version_asked(request)
    sections = sections_for(request, version)
    kab = request.actor.kab
    rows = [
        {
            "number": number,
            "title": section.title,
            "all": len(section.lines),
            "confirmed": sum(line.confirmed for line in section.lines),
            "empty": sum(line.empty for line in section.lines),
        }
        for number, section in enumerate(sections, 1)
    ]
    return render(
        request,
        "kabupaten/rules.html",
        {
            "version": version,
            "named": named(request),
            "rows": rows,
            "all": sum(row["all"] for row in rows),
            "confirmed": sum(row["confirmed"] for row in rows),
            "empty": sum(row["empty"] for row in rows),
            "coming": coming(kab.code, clock.today(kab.zone)),
            "keeps": keeper_or_none(request) is not None,
        },
    )


@open_to(*LOOKERS, *DESA_OFFICES)
def section(request: PageRequest, number: int) -> HttpResponse:
    """One part of the regulation: every value with its article, its mark and who confirmed it."""
    version = version_asked(request)
    shown = section_or_404(sections_for(request, version), number)
    marks = sorted({line.mark for line in shown.lines})
    return render(
        request,
        "kabupaten/rules_section.html",
        {
            "version": version,
            "named": named(request),
            "number": number,
            "section": shown,
            "marks": [{"mark": mark, "words": MARK_WORDS[mark]} for mark in marks],
            "keeps": keeper_or_none(request) is not None,
            "changes": keeper_or_none(request) is not None and number > 1,
            "open": any(not line.confirmed and not line.empty for line in shown.lines),
            "done": any(line.confirmed for line in shown.lines),
            "back": reverse("rules") + named(request),
        },
    )


def section_or_404(sections: tuple[Section, ...], number: int) -> Section:
    """The part with this number, from 1."""
    if not 1 <= number <= len(sections):
        raise Http404
    return sections[number - 1]


@open_to(*LOOKERS, *DESA_OFFICES)
def printed(request: PageRequest) -> HttpResponse:
    """The whole regulation on paper: numbered, with room for articles and signatures."""
    version = version_asked(request)
    sections = sections_for(request, version)
    lines = [line for part in sections for line in part.lines]
    return render(
        request,
        "kabupaten/rules_print.html",
        {
            "version": version,
            "sections": sections,
            "all": len(lines),
            "confirmed": sum(line.confirmed for line in lines),
            "empty": sum(line.empty for line in lines),
            "marks": list(MARK_WORDS.items()),
            "back": reverse("rules") + named(request),
        },
    )
