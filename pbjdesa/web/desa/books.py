"""What the village's yearly books have in common: the year asked for, and the printed book."""

import dataclasses
from datetime import date
from typing import Any

from django.http import HttpResponse

from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import loose_paper
from pbjdesa.people.queries import officials_of
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.territories.models import Desa
from pbjdesa.web.http import PageRequest


def asked_year(request: PageRequest, today: date) -> int:
    """The year of the address (`?tahun=`); this year when it says nothing that is one."""
    text = request.GET.get("tahun", "")
    year = int(text) if text.isascii() and text.isdigit() and len(text) == len("2026") else 0
    return year or today.year


def book_pdf(
    desa: Desa, kind: str, data: dict[str, Any], *, today: date, signers: tuple[str, ...], name: str
) -> HttpResponse:
    """A book on paper, with the names of those who hold the offices that sign it today."""
    names = {held.office: held.person.name for held in officials_of(desa, today)}
    signed = {f"{office}_name": names.get(office) for office in signers}
    rules = rules_of(in_force(desa.kab.code, today))
    paper = loose_paper(desa, rules, kind, {**data, **signed}, dated=today)
    # A book has no letter number of its own.
    body = render_pdf(dataclasses.replace(paper, number=""))
    response = HttpResponse(body, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
