"""Any paper as a blank form, to be filled in by hand; of one purchase with the QR that files it."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from pbjdesa.documents.paper.model import Paper
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import loose_paper
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import statement_data
from pbjdesa.procurement.queries import rules_for
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import number_asked, own_desa, purchase_or_404
from pbjdesa.web.http import PageRequest


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """Every kind of paper; with `?paket=` for one purchase."""
    purchase = _purchase(request)
    ask = f"?paket={purchase.pk}" if purchase else ""
    forms = [
        {"title": kind.name, "url": reverse("blank-paper", args=[kind.slug]) + ask}
        for kind in PAPERS
    ]
    back = reverse("purchase-detail", args=[purchase.pk]) if purchase else reverse("file-list")
    context = {"forms": forms, "purchase": purchase, "back_url": back}
    return render(request, "desa/blanks.html", context)


@open_to(*DESA_OFFICES)
def paper(request: PageRequest, slug: str) -> HttpResponse:
    """One kind of paper with dotted lines, as PDF."""
    if slug not in PAPERS:
        raise Http404
    desa, purchase = own_desa(request), _purchase(request)
    if purchase is not None:
        rules = rules_for(purchase)
        address = f"{settings.ORIGIN}{reverse('signed-form', args=[purchase.pk])}"
    else:
        rules, address = rules_of(in_force(desa.kab.code, clock.today(desa.zone))), ""
    return _pdf(loose_paper(desa, rules, slug, {}, check_url=address), f"blanko-{slug}")


@open_to(*DESA_OFFICES)
def statement(request: PageRequest, pk: int, invitee: int) -> HttpResponse:
    """The statement that one supplier has to sign, with what is known of the business; what only
    the supplier knows is left to be written by hand."""
    purchase = purchase_or_404(request, pk)
    tender = queries.tender_of(purchase)
    asked = queries.invitees_of(tender) if tender else []
    found = next((one for one in asked if one.pk == invitee), None)
    if tender is None or found is None:
        raise Http404
    data = statement_data(tender, found)
    kind = "pernyataan_kebenaran_usaha"
    return _pdf(
        loose_paper(purchase.desa, rules_for(purchase), kind, data), f"pernyataan-{invitee}"
    )


def _pdf(paper: Paper, name: str) -> HttpResponse:
    response = HttpResponse(render_pdf(paper), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response


def _purchase(request: PageRequest) -> Purchase | None:
    """The purchase that the address names; 404 for one that this person may not see."""
    number = number_asked(request, "paket")
    return purchase_or_404(request, number) if number is not None else None
