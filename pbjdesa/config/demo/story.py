"""One purchase of the demo, told step by step by the same operations that people use."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from pbjdesa.config.demo.data import content
from pbjdesa.config.demo.receipts import receipt_photo
from pbjdesa.config.demo.village import Village
from pbjdesa.contracts.operations import cancel_order, send_order
from pbjdesa.contracts.queries import contract_of
from pbjdesa.delivery.operations import (
    accept_handover,
    keep_receipt,
    receive_goods,
    refuse_goods,
    return_handover,
)
from pbjdesa.kernel import clock
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.payments.queries import request_of, unproved
from pbjdesa.payments.states import PaidBy
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import (
    ItemPrice,
    WantedItem,
    choose_items,
    choose_supplier,
    discard,
    set_delivery,
    set_prices,
    start_purchase,
)
from pbjdesa.procurement.queries import items_of
from pbjdesa.suppliers.models import Supplier

_DRAFT = ("start", "items", "prices", "shop", "delivery")
_ORDERED = (*_DRAFT, "order")
_ACCEPTED = (*_ORDERED, "receive", "accept")
_REQUESTED = (*_ACCEPTED, "request")
_APPROVED = (*_REQUESTED, "verify", "approve")
_PAID = (*_APPROVED, "pay")

ENDINGS: dict[str, tuple[str, ...]] = {
    "draft_items": _DRAFT[:2],
    "draft_prices": _DRAFT[:3],
    "draft_supplier": _DRAFT[:4],
    "draft_ready": _DRAFT,
    "discarded": (*_DRAFT, "discard"),
    "ordered": _ORDERED,
    "ordered_late": _ORDERED,
    "ordered_bad": (*_ORDERED, "refuse"),
    "cancelled": (*_ORDERED, "cancel"),
    "received": (*_ORDERED, "receive"),
    "handover_returned": (*_ORDERED, "receive", "return_handover"),
    "handed_over": _ACCEPTED,
    "requested": _REQUESTED,
    "returned_by_sekdes": (*_REQUESTED, "return_sekdes"),
    "verified": (*_REQUESTED, "verify"),
    "returned_by_kades": (*_REQUESTED, "verify", "return_kades"),
    "approved": _APPROVED,
    "returned_by_kaur": (*_APPROVED, "return_kaur"),
    "paid": _PAID,
    "closed": (*_PAID, "prove"),
    "closed_in_seconds": (*_REQUESTED, "verify", "approve_at_once", "pay", "prove"),
}
"""How a story may end, as the steps that lead there."""

PAID_WAY: dict[str, tuple[str, ...]] = {
    "handed_over": ("accept",),
    "requested": ("accept", "request"),
    "returned": ("accept", "request", "return_sekdes"),
    "verified": ("accept", "request", "verify"),
    "approved": ("accept", "request", "verify", "approve"),
    "paid": ("accept", "request", "verify", "approve", "pay"),
    "closed": ("accept", "request", "verify", "approve", "pay", "prove"),
    "cancelled": ("cancel",),
}
"""What may follow once the goods were received, in every method."""

DAYS = {
    "order": 0.3,
    "receive": 3.0,
    "refuse": 2.0,
    "cancel": 2.0,
    "accept": 0.8,
    "request": 1.5,
    "verify": 0.8,
    "approve": 0.9,
    "pay": 0.8,
    "prove": 4.0,
}
"""Days between a step and the one before it; steps that are not named follow within the hour."""
_WITHIN_THE_HOUR = 0.01
_SECONDS = {"approve_at_once": 12}
"""Steps that follow within seconds."""

_NOTES = {
    "refuse": "Jumlahnya kurang dari pesanan. Toko menyusulkan besok.",
    "cancel": "Toko tutup lama. Dipesan ulang bulan depan.",
    "return_handover": "Barang kurang satu. Tolong dicek lagi.",
    "return_sekdes": "Foto nota kurang jelas. Tolong foto ulang.",
    "return_kades": "Spesifikasi belum cocok dengan pesanan.",
    "return_kaur": "Nomor rekening toko belum benar.",
}
_NTPN = "0123456789ABCDEF"


@dataclass(frozen=True)
class Step:
    """One step of a story: when in the year's 300 days, and what to do."""

    day: float
    act: Callable[[], Any]
    after: timedelta | None = None
    not_before: Callable[[], datetime] | None = None


class Story:
    """One purchase from its basket to its ending."""

    def __init__(self, village: Village, rng: Random, basket: str, ending: str) -> None:
        self._village = village
        self._rng = rng
        self._basket = content("baskets")["basket"][basket]
        self._ending = ending
        self._pka = village.by(self._basket["by"])
        self._made: Purchase | None = None

    def steps(self, last_day: float) -> Iterator[Step]:
        """The steps in order; the last one falls on `last_day`."""
        for _, step in self._told(ENDINGS[self._ending], DAYS, last_day):
            yield step

    def _told(
        self, names: Sequence[str], days: Mapping[str, float], last_day: float
    ) -> Iterator[tuple[str, Step]]:
        """Each step by its name; `days` are the gaps before steps."""
        gaps = [days.get(name, _WITHIN_THE_HOUR) for name in names]
        day = last_day - sum(gaps[1:])
        for name, gap in zip(names, [0.0, *gaps[1:]], strict=True):
            day += gap
            seconds = _SECONDS.get(name)
            after = timedelta(seconds=seconds) if seconds else None
            yield name, Step(day, getattr(self, f"_{name}"), after)

    @property
    def _seller(self) -> Supplier:
        return self._village.shops[self._basket["shop"]]

    @property
    def _purchase(self) -> Purchase:
        if self._made is None:
            raise LookupError("the story has not started")
        self._made.refresh_from_db()
        return self._made

    def _start(self) -> None:
        activity = self._village.activities[self._basket["activity"]]
        self._made = start_purchase(by=self._pka, activity=activity)

    def _items(self) -> None:
        wanted = [
            WantedItem(line, line.description, Decimal(count), line.unit)
            for name, count in self._basket["items"]
            for line in [self._village.lines[name]]
        ]
        choose_items(by=self._pka, purchase=self._purchase, wanted=wanted)

    def _prices(self) -> None:
        prices = {}
        for item in items_of(self._purchase):
            estimate, source = self._village.prices.get(
                item.description,
                (item.line.unit_price or 0, f"APB Desa {self._village.year}"),
            )
            agreed = round(estimate * self._rng.choice((1.0, 0.98, 0.96)) / 50) * 50
            prices[item.pk] = ItemPrice(estimate, source, min(agreed, estimate))
        set_prices(by=self._pka, purchase=self._purchase, prices=prices)

    def _shop(self) -> None:
        choose_supplier(by=self._pka, purchase=self._purchase, supplier=self._seller)

    def _delivery(self) -> None:
        # A weekend may lie between this answer and the order.
        days = 4 if self._ending == "ordered_late" else 6
        desa = self._village.desa
        set_delivery(
            by=self._pka,
            purchase=self._purchase,
            needed_by=clock.today(desa.zone) + timedelta(days=days),
            place=f"Balai Desa {desa.name}",
        )

    def _discard(self) -> None:
        discard(by=self._pka, purchase=self._purchase)

    def _order(self) -> None:
        send_order(by=self._pka, purchase=self._purchase)

    def _cancel(self) -> None:
        cancel_order(by=self._pka, purchase=self._purchase, note=_NOTES["cancel"])

    def _refuse(self) -> None:
        refuse_goods(by=self._pka, purchase=self._purchase, note=_NOTES["refuse"])

    def _receive(self) -> None:
        purchase = self._purchase
        rows = [(item.description, item.amount) for item in items_of(purchase)]
        photo = receipt_photo(self._rng, self._seller.name, rows)
        keep_receipt(by=self._pka, purchase=purchase, photo=photo)
        receive_goods(by=self._pka, purchase=purchase)

    def _accept(self) -> None:
        accept_handover(by=self._village.by("kepala_desa"), purchase=self._purchase)

    def _return_handover(self) -> None:
        by = self._village.by("kepala_desa")
        return_handover(by=by, purchase=self._purchase, note=_NOTES["return_handover"])

    def _request(self) -> None:
        request_payment(by=self._pka, purchase=self._purchase)

    def _verify(self) -> None:
        verify_request(by=self._village.by("sekdes"), purchase=self._purchase)

    def _approve(self) -> None:
        approve_request(by=self._village.by("kepala_desa"), purchase=self._purchase)

    def _approve_at_once(self) -> None:
        self._approve()

    def _return_sekdes(self) -> None:
        self._return("sekdes", "return_sekdes")

    def _return_kades(self) -> None:
        self._return("kepala_desa", "return_kades")

    def _return_kaur(self) -> None:
        self._return("kaur_keuangan", "return_kaur")

    def _return(self, seat: str, note: str) -> None:
        by = self._village.by(seat)
        return_request(by=by, purchase=self._purchase, note=_NOTES[note])

    def _pay(self) -> None:
        by = self._village.by("kaur_keuangan")
        way = PaidBy.TRANSFER if self._seller.bank_sealed else PaidBy.CASH
        pay(by=by, purchase=self._purchase, way=way)

    def _prove(self) -> None:
        purchase = self._purchase
        contract = contract_of(purchase)
        request = request_of(contract) if contract else None
        if request is None:
            raise LookupError("a paid purchase has a request")
        for tax in unproved(request):
            prove_tax(
                by=self._village.by("kaur_keuangan"),
                purchase=purchase,
                tax=tax,
                ntpn="".join(self._rng.choices(_NTPN, k=16)),
                proved_on=clock.today(self._village.desa.zone),
            )
