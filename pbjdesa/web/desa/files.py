"""Papers and photos, for those who may see the village."""

import re

from django.http import Http404, HttpResponse
from django.shortcuts import render

from pbjdesa.documents import files
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.queries import pdf_of
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.offices import DESA_OFFICES, WATCHERS
from pbjdesa.procurement import queries
from pbjdesa.web.access import open_to
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.photographed import FILERS
from pbjdesa.web.http import PageRequest
from pbjdesa.web.paging import paged


def may_read(request: PageRequest, dossier_id: int) -> None:
    """Who only watches reads the files where the rules in force let them (R-75); the camat always
    reads those of a purchase that waits for the camat. Raises Refused."""
    actor = request.actor
    if actor.desa is not None or queries.watchers_read(actor.kab):
        return
    if not queries.waits_for_camat(actor, dossier_id):
        raise Refused("Aturan kabupaten tidak membuka berkas desa di sini. Lihat halaman publik.")


def paper_or_404(request: PageRequest, pk: int) -> Document:
    """A paper that this person may read. Raises Refused like `may_read`."""
    rows = Document.objects.visible_to(request.actor).select_related("desa__kab")
    document: Document | None = rows.filter(pk=pk).first()
    if document is None:
        raise Http404
    may_read(request, document.dossier_id)
    return document


def file_name(document: Document) -> str:
    """What the file of a paper is called, without its ending."""
    return re.sub(r"[^\w.-]+", "-", f"{document.kind}-{document.number or document.pk}", flags=re.A)


@open_to(*DESA_OFFICES, *WATCHERS)
def paper(request: PageRequest, pk: int) -> HttpResponse:
    """A paper as PDF."""
    document = paper_or_404(request, pk)
    response = HttpResponse(pdf_of(document), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{file_name(document)}.pdf"'
    return response


@open_to(*DESA_OFFICES, *WATCHERS)
def photo(request: PageRequest, pk: int) -> HttpResponse:
    """A photo of a dossier; it was re-encoded when it came in."""
    rows = Attachment.objects.visible_to(request.actor).select_related("file")
    attachment = rows.filter(pk=pk).first()
    if attachment is None:
        raise Http404
    may_read(request, attachment.dossier_id)
    return HttpResponse(files.read(attachment.file.sha256), content_type=attachment.file.media_type)


@open_to(*DESA_OFFICES)
def listing(request: PageRequest) -> HttpResponse:
    """Every paper in force, the newest on top."""
    rows = (
        Document.objects.visible_to(request.actor)
        .filter(superseded_at__isnull=True)
        .order_by("-issued_at", "-pk")
    )
    shown, pages = paged(request, rows)
    papers = [summaries.paper_row(document) for document in shown]
    may_file = bool(request.actor.offices & FILERS)
    context = {"papers": papers, "page": pages, "may_file": may_file}
    return render(request, "desa/files.html", context)
