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
    """A paper in force: what it is called, its number, and where anybody can check it.

    `publicity` is the member of its kind: when the public may see it listed.
    """

    kind: str
    publicity: str
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
    """What was paid: `gross` is the price, `net` what the supplier got, without taxes and what a
    late one lost. Rupiah."""

    paid_on: date
    gross: int
    net: int
    taxes: tuple[TaxFacts, ...]

    @property
    def tax_total(self) -> int:
        """Every tax that was withheld."""
        return sum(tax.amount for tax in self.taxes)

    @property
    def penalty(self) -> int:
        """What the village kept because the goods came late."""
        return self.gross - self.net - self.tax_total


@dataclass(frozen=True)
class BidFacts:
    """One offer of an opened round. `status` is OCDS's word for it (see states.BidStatus); `total`
    in rupiah is None until prices are public, and where the rules keep values back. `counts`: it
    was there when the offers were opened."""

    id: str
    supplier: SupplierFacts | None
    received_at: datetime | None
    status: str
    total: int | None
    counts: bool = True


@dataclass(frozen=True)
class RoundFacts:
    """One round of asking for offers. `invited` is a number until the round is opened; then `names`
    says who they were. `offers` is None until then: how many answered is part of the secret.
    Labels are sentences' words; times are None where the rules do not show them."""

    number: int
    area: str
    direct: bool
    invited: int
    too_few_reason: str
    names: tuple[str, ...]
    sent_at: datetime | None
    closes_at: datetime | None
    opened_at: datetime | None
    award_on: date | None
    offers: int | None
    bids: tuple[BidFacts, ...]
    failed_as: str
    failed_way: str


@dataclass(frozen=True)
class NegotiationFacts:
    """A meeting about prices: totals before and after in rupiah, None where not shown."""

    supplier: SupplierFacts | None
    held_at: datetime | None
    agreed: bool
    before: int | None
    after: int | None


@dataclass(frozen=True)
class AwardFacts:
    """A winner, and the reasons that had to be given; `withdrawn_at` when it was taken back.
    `bid_id` points to the offer that won."""

    id: str
    supplier: SupplierFacts | None
    value: int | None
    awarded_at: datetime
    bid_id: str
    reasons: tuple[str, ...]
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class ChoiceFacts:
    """How a supplier was chosen by asking several: all rounds, all meetings, all winners."""

    rounds: tuple[RoundFacts, ...]
    negotiations: tuple[NegotiationFacts, ...]
    awards: tuple[AwardFacts, ...]

    @property
    def present(self) -> RoundFacts:
        """The last round."""
        return self.rounds[-1]

    @property
    def winner(self) -> AwardFacts | None:
        """The award that stands, if one does."""
        return next((award for award in self.awards if award.withdrawn_at is None), None)


@dataclass(frozen=True)
class PackageFacts:
    """One package, from its budget to its last receipt.

    `suffix` is the ocid behind the publisher's prefix, `number` its end, as in public addresses.
    `method_code` is OCDS's, `method_label` the law's. Empty or None is not known, or not shown.
    `choice` is how the supplier was chosen, where several were asked; None for a direct purchase.
    `witnesses` are sentences: which duty was done before whose office.
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
    choice: ChoiceFacts | None = None
    witnesses: tuple[str, ...] = ()
