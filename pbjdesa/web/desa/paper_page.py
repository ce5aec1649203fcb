"""A paper to read without a PDF, and its files to write on in or to calculate with."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString

from pbjdesa.documents import files
from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.docx import editable_copy, render_docx
from pbjdesa.documents.paper.html import render_html
from pbjdesa.documents.paper.xlsx import render_xlsx
from pbjdesa.documents.queries import paper_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.people.offices import DESA_OFFICES, WATCHERS
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.files import file_name, paper_or_404
from pbjdesa.web.desa.paper_named import purchase_of
from pbjdesa.web.http import PageRequest

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@open_to(*DESA_OFFICES, *WATCHERS)
def read(request: PageRequest, pk: int) -> HttpResponse:
    """The text of a paper on a page, for a phone that opens no PDF; printable as it is."""
    document = paper_or_404(request, pk)
    kind = PAPERS[document.kind]
    context = {
        "document": document,
        "kind": kind,
        # Every text in it was escaped where it was made; tests try markup in every kind of paper.
        "paper": SafeString(render_html(paper_of(document))),
        "back_url": _back(request, document),
    }
    return render(request, "desa/paper.html", context)


@open_to(*DESA_OFFICES, *WATCHERS)
def as_docx(request: PageRequest, pk: int) -> HttpResponse:
    """A copy to write on in: without the code, since it vouches for what was issued only."""
    document = paper_or_404(request, pk)
    if not PAPERS[document.kind].editable:
        raise Http404
    content = render_docx(editable_copy(paper_of(document)), files.read)
    return _download(document, content, DOCX, "docx")


@open_to(*DESA_OFFICES, *WATCHERS)
def as_xlsx(request: PageRequest, pk: int) -> HttpResponse:
    """The tables of a paper, to calculate with."""
    document = paper_or_404(request, pk)
    if not PAPERS[document.kind].workbook:
        raise Http404
    return _download(document, render_xlsx(paper_of(document)), XLSX, "xlsx")


def _download(document: Document, content: bytes, media: str, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media)
    name = f"{file_name(document)}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _back(request: PageRequest, document: Document) -> str:
    purchase = purchase_of(request.actor, document.dossier_id)
    if purchase is not None:
        return reverse("purchase-files", args=[purchase.pk])
    return reverse("file-list") if request.actor.desa is not None else ""
