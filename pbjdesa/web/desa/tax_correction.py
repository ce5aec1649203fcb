"""Correcting a tax before it is withheld: another sum, and why."""

from django.http import Http404, HttpResponse

from pbjdesa.payments.models import TaxLine
from pbjdesa.payments.operations import correct_tax
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KAUR_KEUANGAN
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.access import open_to
from pbjdesa.web.desa.lookup import acting, moved_on, purchase_or_404
from pbjdesa.web.desa.questions import step_address
from pbjdesa.web.forms import Form
from pbjdesa.web.http import PageRequest, Problems, act_once, page
from pbjdesa.web.sessions import flash

TREASURER = frozenset({KAUR_KEUANGAN.slug})


@open_to(*TREASURER)
def correct(request: PageRequest, pk: int, tax_id: int) -> HttpResponse:
    """The sum by the rule, the sum to withhold instead, and the reason (A017)."""
    purchase = purchase_or_404(request, pk)
    by = acting(request, TREASURER, "")
    tax = _tax_or_404(purchase, tax_id)
    if purchase.state != "approved":
        return moved_on(request, purchase)
    problems = Problems()
    form = Form(request, problems) if request.method == "POST" else None
    if form is not None:
        amount, reason = form.rupiah("amount"), form.text("reason", most=300)
        if not problems:
            with problems.catching():
                return act_once(request, lambda: _save(request, by, purchase, tax, amount, reason))
    context = {
        "tax": tax,
        "amount": form.raw("amount") if form else tax.amount,
        "reason": form.raw("reason") if form else tax.reason,
        "back_url": _paying(purchase),
    }
    return page(request, "desa/tax_correction.html", context, problems)


def _tax_or_404(purchase: Purchase, tax_id: int) -> TaxLine:
    rows = TaxLine.objects.like(purchase).select_related("request__contract")
    tax = rows.filter(pk=tax_id, request__contract__purchase=purchase).first()
    if tax is None:
        raise Http404
    return tax


def _paying(purchase: Purchase) -> str:
    return step_address(purchase, queries.move_named(purchase, "pay"))


def _save(
    request: PageRequest,
    by: Appointment,
    purchase: Purchase,
    tax: TaxLine,
    amount: int,
    reason: str,
) -> str:
    correct_tax(by=by, purchase=purchase, tax=tax, amount=amount, reason=reason)
    flash(request, "Pajak dibetulkan. Alasannya tercatat.")
    return _paying(purchase)
