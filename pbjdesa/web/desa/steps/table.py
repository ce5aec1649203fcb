"""Which steps have a page of their own, and the operations of the stages above procurement.

A method's own step without questions needs no line here: its words, and its operation where it has
one, stand in the method's folder.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from pbjdesa.contracts.operations import cancel_order
from pbjdesa.delivery.operations import (
    accept_goods,
    accept_handover,
    return_handover,
    return_inspection,
)
from pbjdesa.kernel.workflow import Move
from pbjdesa.payments.operations import (
    approve_request,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import take_step
from pbjdesa.procurement.rules import note_is_written
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.steps import (
    asking,
    awarding,
    delivery,
    evaluation,
    negotiation,
    ordering,
    payment,
)
from pbjdesa.web.desa.steps.page import Act, StepPage, plain

PAGES: dict[str, StepPage] = {
    **asking.PAGES,
    **evaluation.PAGES,
    **negotiation.PAGES,
    **awarding.PAGES,
    **ordering.PAGES,
    **delivery.PAGES,
    **payment.PAGES,
}

OPERATIONS: dict[str, Callable[..., Any]] = {
    "accept_goods": accept_goods,
    "return_inspection": return_inspection,
    "accept_handover": accept_handover,
    "return_handover": return_handover,
    "request_payment": request_payment,
    "verify_request": verify_request,
    "return_request": return_request,
    "approve_request": approve_request,
    "reject_request": return_request,
    "return_payment": return_request,
    "cancel_order": cancel_order,
}

_FORWARD = StepPage()
_BACK = StepPage(template="desa/send_back.html", rows=summaries.short)


def page_of(purchase: Purchase, move: Move) -> tuple[StepPage, Act]:
    """The page of a move and what it does: its own, or the summary and the one thing."""
    page = PAGES.get(move.name, _FORWARD if move.forward else _BACK)
    return page, page.act or _plain(purchase, move)


def _plain(purchase: Purchase, move: Move) -> Act:
    step = queries.step_of(purchase, move)
    operation = (
        step.operation or OPERATIONS.get(move.name) or partial(take_step, move_name=move.name)
    )
    return plain(operation, step.done, reason_for(purchase, move))


def reason_for(purchase: Purchase, move: Move) -> str:
    """What a step back asks to be written; "" where it wants no reason."""
    if note_is_written not in move.guards:
        return ""
    return queries.step_of(purchase, move).ask or "Tulis alasannya."
