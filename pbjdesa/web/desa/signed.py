"""Papers signed by hand come back as photos: the QR on the paper leads here (A022)."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.documents.operations import file_signed
from pbjdesa.documents.registry import PAPERS
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import BPD, DESA_OFFICES
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import purchases
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import own_desa, purchase_or_404
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

FILERS = DESA_OFFICES - {BPD.slug}
"""Whoever works on purchases may file what was signed; the BPD only looks."""


@open_to(*FILERS)
def of_paper(request: PageRequest, pk: int) -> HttpResponse:
    """The photo of one paper that was printed from here."""
    rows = Document.objects.visible_to(request.actor).filter(pk=pk)
    document = rows.select_related("desa__kab", "dossier__desa__kab").first()
    if document is None or document.desa_id != own_desa(request).pk:
        raise Http404
    by = _filer(request)
    back = _home_of(request, document)

    def keep(form: Form, photo: bytes) -> None:
        file_signed(
            by=by,
            dossier=document.dossier,
            kind=document.kind,
            photo=photo,
            document=document,
        )

    context = {"lead": f"{document.title} {document.number}".strip(), "back_url": back}
    return _page(request, context, keep)


@open_to(*FILERS)
def of_purchase(request: PageRequest, pk: int) -> HttpResponse:
    """The photo of a form that was filled in by hand for a purchase; asks which paper it is."""
    purchase = purchase_or_404(request, pk)
    if purchase.desa_id != own_desa(request).pk:
        raise Http404
    by = _filer(request)
    kinds = {kind.slug: kind.name for kind in PAPERS}

    def keep(form: Form, photo: bytes) -> None:
        file_signed(by=by, dossier=purchase.dossier, kind=form.raw("paper"), photo=photo)

    context = {
        "lead": purchase.title,
        "back_url": reverse("purchase-detail", args=[purchase.pk]),
        "kinds": list(kinds.items()),
    }
    return _page(request, context, keep, kinds)


def _filer(request: PageRequest) -> Appointment:
    """The office with which this person files; whose field the purchase is does not matter."""
    held = request.actor.appointments
    return next(appointment for appointment in held if appointment.office in FILERS)


def _home_of(request: PageRequest, document: Document) -> str:
    """Where the paper belongs: its purchase, else the files of the village."""
    found: Purchase | None = (
        purchases()
        .visible_to(request.actor)  # type: ignore[attr-defined]
        .filter(dossier_id=document.dossier_id)
        .first()
    )
    return reverse("purchase-detail", args=[found.pk]) if found else reverse("file-list")


def _page(
    request: PageRequest,
    context: dict[str, Any],
    keep: Callable[[Form, bytes], None],
    kinds: dict[str, str] | None = None,
) -> HttpResponse:
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        if kinds is not None:
            form.choice("paper", kinds, "Pilih surat apa yang difoto.")
        photo = form.photo("photo", needed="Ambil dulu foto suratnya.")

        def work() -> str:
            keep(form, photo or b"")
            flash(request, "Foto surat tersimpan di berkas yang benar.")
            return str(context["back_url"])

        if not problems:
            with problems.catching():
                return act_once(request, work)
    return page(request, "desa/signed.html", {**context, "paper": form.raw("paper")}, problems)
