"""Papers signed by hand come back as photos: the QR on the paper leads here (A022)."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.documents.registry import PAPERS
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import own_desa, purchase_or_404
from pbjdesa.web.desa.paper_named import Named, called, purchase_of
from pbjdesa.web.desa.photographed import FILERS, Expected, filed, kept, named_by
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page

Keep = Callable[[Form, bytes, Named], str]
"""Files the photo, knowing what its QR names, and answers where to go."""


@open_to(*FILERS)
def of_paper(request: PageRequest, pk: int) -> HttpResponse:
    """The photo of one paper that was printed from here; a page of it need not show the QR."""
    rows = Document.objects.visible_to(request.actor).filter(pk=pk)
    document = rows.select_related("desa__kab", "dossier__desa__kab").first()
    if document is None or document.desa_id != own_desa(request).pk:
        raise Http404
    purchase = purchase_of(request.actor, document.dossier_id)

    def keep(form: Form, photo: bytes, seen: Named) -> str:
        expected = Expected(document=document)
        if seen.dossier is not None and not expected.fits(seen):
            return kept(request, photo, seen, expected)
        return filed(request, Named(document, purchase), photo)

    back = reverse("purchase-detail", args=[purchase.pk]) if purchase else reverse("file-list")
    return _page(request, {"lead": called(document), "back_url": back}, keep)


@open_to(*FILERS)
def of_purchase(request: PageRequest, pk: int) -> HttpResponse:
    """The photo of a form that was filled in by hand for a purchase; asks which paper it is."""
    purchase = purchase_or_404(request, pk)
    if purchase.desa_id != own_desa(request).pk:
        raise Http404
    kinds = {kind.slug: kind.name for kind in PAPERS}

    def keep(form: Form, photo: bytes, seen: Named) -> str:
        if seen.document is not None or (seen.purchase and seen.purchase != purchase):
            return kept(request, photo, seen, Expected(purchase))
        return filed(request, Named(purchase=purchase), photo, form.raw("paper"))

    context = {
        "lead": purchase.title,
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
        "kinds": list(kinds.items()),
    }
    return _page(request, context, keep, kinds)


def _page(
    request: PageRequest,
    context: dict[str, Any],
    keep: Keep,
    kinds: dict[str, str] | None = None,
) -> HttpResponse:
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        if kinds is not None:
            form.choice("paper", kinds, "Pilih surat apa yang difoto.")
        photo = form.photo("photo", needed="Ambil dulu foto suratnya.")
        if photo is not None and not problems:
            seen = named_by(request, form)
            if seen.foreign:
                problems.add(seen.sentence, "photo")
            else:
                with problems.catching():
                    return act_once(request, lambda: keep(form, photo, seen))
    return page(request, "desa/signed.html", {**context, "paper": form.raw("paper")}, problems)
