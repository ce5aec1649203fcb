"""The questions of a draft, one a page, and where each step of a purchase is found."""

from django.urls import reverse

from pbjdesa.kernel.workflow import Move
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.rules import prices_are_known, supplier_is_chosen

QUESTIONS = ("kegiatan", "barang", "harga", "toko", "waktu")
"""The questions of a purchase, one a page, at most six; then the answers are checked."""


def way_on(purchase: Purchase) -> Move | None:
    """The move that ends a draft; None when the purchase is no draft."""
    outline = queries.outline_of(purchase)
    for move in queries.method_of(purchase).moves:
        if move.forward and purchase.state in move.source and move.applies(outline):
            return move
    return None


def asks_for_shop(purchase: Purchase) -> bool:
    """Whether the draft chooses its supplier; elsewhere suppliers are asked later."""
    move = way_on(purchase)
    return move is None or supplier_is_chosen in move.guards


def asks_for_price(purchase: Purchase) -> bool:
    """Whether the draft holds an agreed price; elsewhere the estimate is enough."""
    move = way_on(purchase)
    return move is None or prices_are_known in move.guards


def questions_of(purchase: Purchase) -> tuple[str, ...]:
    """The questions that this draft asks."""
    if asks_for_shop(purchase):
        return QUESTIONS
    return tuple(question for question in QUESTIONS if question != "toko")


def draft_address(purchase: Purchase) -> str:
    """The first question of a draft that has no answer yet, else the page that checks them all."""
    move = way_on(purchase)
    known = purchase.value if asks_for_price(purchase) else purchase.hps
    if not known or move is None:
        page = "draft-prices"
    elif purchase.supplier_id is None and asks_for_shop(purchase):
        page = "draft-supplier"
    elif purchase.needed_by is None:
        page = "draft-delivery"
    else:
        return reverse("purchase-step", args=[purchase.pk, queries.step_of(purchase, move).slug])
    return reverse(page, args=[purchase.pk])


def step_address(purchase: Purchase, move: Move) -> str:
    """Where a move is made: its page, or the first open question before it."""
    if purchase.state == "draft" and move.forward:
        return draft_address(purchase)
    return reverse("purchase-step", args=[purchase.pk, queries.step_of(purchase, move).slug])
