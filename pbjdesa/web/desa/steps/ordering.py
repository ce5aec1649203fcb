"""The step that binds the village: ordering, and taking an order back."""

from typing import Any

from pbjdesa.contracts.operations import send_order
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.steps.page import StepPage, Work
from pbjdesa.web.forms import Form


def _send_order(by: Appointment, purchase: Purchase, form: Form) -> Work:
    def work() -> str:
        contract = send_order(by=by, purchase=purchase)
        return say(
            "Pesanan ke {name} sudah jadi. Cetak dan antar suratnya.", name=contract.supplier.name
        )

    return work


def _order(purchase: Purchase, form: Form) -> dict[str, Any]:
    return {
        "method": summaries.method_box(purchase),
        "warning": queries.split_warning(purchase),
    }


PAGES = {
    "send_order": StepPage(
        _send_order, "desa/steps/check_draft.html", rows=summaries.answers, more=_order
    ),
}
