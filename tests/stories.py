"""Purchases at every point of their way, made by the operations that make real ones."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from pbjdesa.contracts.operations import cancel_order, send_order
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.operations import accept_handover, keep_receipt, receive_goods
from pbjdesa.kernel import clock
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    verify_request,
)
from pbjdesa.payments.queries import request_of, taxes_of
from pbjdesa.procurement.models import Purchase
from tests.world import Village, draft

START = datetime(2026, 5, 6, 2, 0, tzinfo=UTC)
"""09.00 WIB on a working day."""

JPEG = b"a cleaned photo"

STEPS = ("ordered", "received", "accepted", "paid", "closed", "cancelled")


def purchase_at(place: Village, step: str, *, taxed: bool = False, hours: int = 0) -> Purchase:
    """A purchase that has come to `step`; `taxed` buys a printer, whose tax is withheld.

    Each act is an hour after the one before; `hours` moves the whole story.
    """
    acts = _acts(step)
    if taxed:
        line, volume, price = 1, "1", 2_700_000
    else:
        line, volume, price = 0, "10", 54_000
    with clock.frozen(START + timedelta(hours=hours)):
        purchase = draft(place, volume=volume, price=price, line=line)
    for number, act in enumerate(acts, 1):
        with clock.frozen(START + timedelta(hours=hours + number)):
            act(place, purchase)
    purchase.refresh_from_db()
    return purchase


def complete(place: Village, purchase: Purchase) -> None:
    """Bring a filled-in draft to its end, now."""
    for act in _acts("closed"):
        act(place, purchase)


def _acts(step: str) -> list[Callable[[Village, Purchase], None]]:
    if step == "cancelled":
        return [_order, _cancel]
    chain = [_order, receive, _accept, _pay, _prove]
    return chain[: STEPS.index(step) + 1]


def _order(place: Village, purchase: Purchase) -> None:
    send_order(by=place.by("kasi"), purchase=purchase)


def receive(place: Village, purchase: Purchase) -> None:
    """The goods come, all is good, and a photo of the receipt is kept."""
    keep_receipt(by=place.by("kasi"), purchase=purchase, photo=JPEG)
    receive_goods(by=place.by("kasi"), purchase=purchase)


def _accept(place: Village, purchase: Purchase) -> None:
    accept_handover(by=place.by("kepala_desa"), purchase=purchase)


def _pay(place: Village, purchase: Purchase) -> None:
    request_payment(by=place.by("kasi"), purchase=purchase)
    verify_request(by=place.by("sekdes"), purchase=purchase)
    approve_request(by=place.by("kepala_desa"), purchase=purchase)
    pay(by=place.by("kaur_keuangan"), purchase=purchase, way="transfer")


def _prove(place: Village, purchase: Purchase) -> None:
    """With the last tax the file closes; without tax it closed when it was paid."""
    contract = contract_of(purchase)
    assert contract is not None
    request = request_of(contract)
    assert request is not None
    for tax in taxes_of(request):
        prove_tax(
            by=place.by("kaur_keuangan"),
            purchase=purchase,
            tax=tax,
            ntpn="9988776655443322",
            proved_on=clock.today(place.desa.zone),
        )


def _cancel(place: Village, purchase: Purchase) -> None:
    cancel_order(by=place.by("kasi"), purchase=purchase, note="Toko tutup.")
