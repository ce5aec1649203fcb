"""Which steps have a page of their own, and the operations of the stages above procurement.

A method's own step without questions needs no line here: its words, and its operation where it has
one, stand in the method's folder.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pbjdesa.contracts.operations import cancel_order
from pbjdesa.delivery.operations import accept_handover, return_handover
from pbjdesa.kernel.workflow import Move
from pbjdesa.payments.operations import (
    approve_request,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.steps import delivery, ordering, payment
from pbjdesa.web.desa.steps.page import StepPage, just_the_move, plain

PAGES: dict[str, StepPage] = {**ordering.PAGES, **delivery.PAGES, **payment.PAGES}

OPERATIONS: dict[str, Callable[..., Any]] = {
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

ROWS = {**delivery.ROWS, **payment.ROWS}
"""What is read before a step without questions, where it is more than the usual."""


def page_of(purchase: Purchase, move: Move) -> StepPage:
    """The page of a move: its own, or one that shows a summary and does the one thing."""
    if move.name in PAGES:
        return PAGES[move.name]
    step = queries.step_of(purchase, move)
    operation = step.operation or OPERATIONS.get(move.name) or just_the_move(move)
    page = StepPage(plain(operation, move, step.done))
    if not move.forward:
        return replace(page, template="desa/send_back.html", rows=summaries.short)
    return replace(page, rows=ROWS.get(move.name, page.rows))
