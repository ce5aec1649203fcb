"""The file of a purchase as one PDF, for those who may read its papers (A019)."""

from django.http import HttpResponse

from pbjdesa.payments.spj import file_of
from pbjdesa.people.offices import DESA_OFFICES, WATCHERS
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.files import may_read
from pbjdesa.web.desa.lookup import purchase_or_404
from pbjdesa.web.http import PageRequest


@open_to(*DESA_OFFICES, *WATCHERS)
def spj(request: PageRequest, pk: int) -> HttpResponse:
    """Cover, papers in order and photos, stamped page by page."""
    purchase = purchase_or_404(request, pk)
    may_read(request, purchase.dossier_id)
    response = HttpResponse(file_of(purchase).pdf, content_type="application/pdf")
    name = f"SPJ-{purchase.year}-{purchase.sequence:04d}"
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response
