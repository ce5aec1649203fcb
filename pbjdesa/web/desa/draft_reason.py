"""Why a supplier and not swakelola: answered beforehand, and changed here where it is another."""

from django.http import HttpResponse

from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.states import SupplierReason
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import of_draft
from pbjdesa.web.desa.questions import draft_address
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page


@open_to(*PKA)
@of_draft
def choose_reason(request: PageRequest, purchase: Purchase, by: Appointment) -> HttpResponse:
    """Pick one of the listed reasons (R-04)."""
    problems = Problems()
    form = Form(request, problems)
    if request.method == "POST":
        reason = form.choice("reason", dict(SupplierReason.choices), "Pilih satu alasan.")
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save(by, purchase, reason))
    context = {
        "options": SupplierReason.choices,
        "value": form.raw("reason") or purchase.supplier_reason,
        "back_url": draft_address(purchase),
    }
    return page(request, "desa/draft_reason.html", context, problems)


def _save(by: Appointment, purchase: Purchase, reason: str) -> str:
    operations.choose_supplier_reason(by=by, purchase=purchase, reason=reason)
    return draft_address(purchase)
