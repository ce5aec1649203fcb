"""Villages with a purchase in every state, made once and used by many tests of one file."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import transaction

from pbjdesa.contracts.operations import cancel_order, send_order
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.operations import accept_handover, keep_receipt, receive_goods
from pbjdesa.payments.models import TaxLine
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.payments.queries import request_of, taxes_of
from pbjdesa.procurement.models import Purchase
from tests.world import Village, draft

JPEG = b"a cleaned photo"
NTPN = "1234567890ABCDEF"


def _receive(place: Village, purchase: Purchase) -> None:
    keep_receipt(by=place.by("kasi"), purchase=purchase, photo=JPEG)
    receive_goods(by=place.by("kasi"), purchase=purchase)


def _prove(place: Village, purchase: Purchase) -> None:
    for tax in taxes(purchase):
        day = tax.request.requested_on
        treasurer = place.by("kaur_keuangan")
        prove_tax(by=treasurer, purchase=purchase, tax=tax, ntpn=NTPN, proved_on=day)


Step = Callable[[Village, Purchase], object]
STEPS: dict[str, Step] = {
    "draft": lambda place, purchase: None,
    "ordered": lambda place, purchase: send_order(by=place.by("kasi"), purchase=purchase),
    "received": _receive,
    "handed_over": lambda place, purchase: accept_handover(
        by=place.by("kepala_desa"), purchase=purchase
    ),
    "requested": lambda place, purchase: request_payment(by=place.by("kasi"), purchase=purchase),
    "verified": lambda place, purchase: verify_request(by=place.by("sekdes"), purchase=purchase),
    "approved": lambda place, purchase: approve_request(
        by=place.by("kepala_desa"), purchase=purchase
    ),
    "paid": lambda place, purchase: pay(
        by=place.by("kaur_keuangan"), purchase=purchase, way="transfer"
    ),
    "closed": _prove,
}
SIDEWAYS: dict[str, tuple[str, Step]] = {
    "returned": (
        "requested",
        lambda place, purchase: return_request(
            by=place.by("sekdes"), purchase=purchase, note="Nota belum terbaca."
        ),
    ),
    "cancelled": (
        "ordered",
        lambda place, purchase: cancel_order(
            by=place.by("kasi"), purchase=purchase, note="Toko tutup."
        ),
    ),
}
STATES = (*STEPS, *SIDEWAYS)


def purchase_in(place: Village, state: str, *, taxed: bool = False) -> Purchase:
    """A purchase brought to this state by its officials; a paid one has a tax withheld."""
    taxed = taxed or state in {"paid", "closed"}
    start, sideways = SIDEWAYS.get(state, (state, None))
    price, line = (2_700_000, 1) if taxed else (100_000, 0)
    purchase = draft(place, volume="1", price=price, line=line)
    for name, step in STEPS.items():
        step(place, purchase)
        if name == start:
            break
    if sideways is not None:
        sideways(place, purchase)
    purchase.refresh_from_db()
    assert purchase.state == state
    return purchase


def taxes(purchase: Purchase) -> list[TaxLine]:
    """The withheld taxes of a purchase whose payment was asked for."""
    contract = contract_of(purchase)
    request = request_of(contract) if contract else None
    return taxes_of(request) if request else []


@contextmanager
def kept_for_one_file() -> Iterator[None]:
    """Rows made inside stay for all tests of a file, and are gone after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
