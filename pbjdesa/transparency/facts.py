"""What the public may know of a package, as plain values.

The public page and the published data are both made from these, so they cannot tell different
stories. Nothing private is ever put in: what is not here cannot leak.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True)
class VillageFacts:
    """The village that buys. `zone` is the time zone of its dates."""

    code: str
    name: str
    kecamatan: str
    kabupaten: str
    provinsi: str
    address: str
    postcode: str
    zone: str


@dataclass(frozen=True)
class SupplierFacts:
    """A supplier by its business name; `id` is stable and says nothing about a person."""

    id: str
    name: str


@dataclass(frozen=True)
class ItemFacts:
    """One thing bought. Prices in rupiah, PPN included; None where they are not shown.

    `fund_sources` are codes ("ADD, DDS"), `fund_names` the same for people.
    """

    order: int
    description: str
    specification: str
    volume: Decimal
    unit: str
    hps_unit_price: int | None
    unit_price: int | None
    amount: int | None
    account_code: str
    account_name: str
    fund_sources: str
    fund_names: str


@dataclass(frozen=True)
class PaperFacts:
    """A paper in force: what it is called, its number, and where anybody can check it."""

    kind: str
    title: str
    number: str
    code: str
    url: str
    issued_at: datetime


@dataclass(frozen=True)
class TaxFacts:
    """A tax withheld from the supplier; `paid_on` once the proof is there. Rupiah."""

    key: str
    label: str
    amount: int
    paid_on: date | None


@dataclass(frozen=True)
class PaymentFacts:
    """What was paid: `gross` is the price, `net` what the supplier got. Rupiah."""

    paid_on: date
    gross: int
    net: int
    taxes: tuple[TaxFacts, ...]

    @property
    def tax_total(self) -> int:
        """Everything that was withheld."""
        return sum(tax.amount for tax in self.taxes)


@dataclass(frozen=True)
class PackageFacts:
    """One package, from its budget to its last receipt.

    `suffix` is the ocid behind the publisher's prefix, `number` its end, as in public addresses.
    `method_code` is OCDS's, `method_label` the law's. Empty or None is not known, or not shown.
    """

    village: VillageFacts
    suffix: str
    number: str
    year: int
    title: str
    category: str
    method_code: str
    method_label: str
    activity_code: str
    activity_name: str
    place: str
    value: int | None
    hps: int | None
    budget: int | None
    items: tuple[ItemFacts, ...]
    supplier: SupplierFacts | None
    papers: tuple[PaperFacts, ...]
    plan: PaperFacts | None
    ordered_at: datetime | None
    due_on: date | None
    delivered_on: date | None
    accepted_on: date | None
    cancelled_at: datetime | None
    payment: PaymentFacts | None
    pays_publicly: bool
    status: str
