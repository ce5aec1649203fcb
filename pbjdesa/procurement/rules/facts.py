"""The plain facts that guards look at: gathered by queries, judged by nobody yet."""

from dataclasses import dataclass, field
from decimal import Decimal

from pbjdesa.kernel.money import times


@dataclass(frozen=True)
class ItemFacts:
    """One thing to buy: prices per unit in rupiah, what is left on its budget line."""

    description: str
    volume: Decimal
    hps_unit_price: int | None
    unit_price: int | None
    line_left: int
    sources: int = 1
    standard_price: int | None = None

    @property
    def amount(self) -> int:
        """Volume × agreed price; 0 while no price is known."""
        return times(self.volume, self.unit_price) if self.unit_price is not None else 0

    @property
    def hps_amount(self) -> int:
        """Volume × estimated price; 0 while no estimate is known."""
        return times(self.volume, self.hps_unit_price) if self.hps_unit_price is not None else 0


@dataclass(frozen=True)
class TenderFacts:
    """What guards need to know of the present round of offers.

    `tpk_problems`, `short_notice`, `sanctioned` and `open_warnings` are finished sentences; empty
    when all is well. `failure` is why the round came to nothing ("" while it has not), `ways` what
    the rule set then allows, `repeats_left` how many more rounds.
    """

    tpk_problems: tuple[str, ...] = ()
    invited: int = 0
    invite_min: int = 0
    invite_exact: bool = False
    too_few_reason: str = ""
    schedule_known: bool = False
    short_notice: str = ""
    sanctioned: tuple[str, ...] = ()
    open_warnings: tuple[str, ...] = ()
    missing_papers: tuple[str, ...] = ()
    closed: bool = False
    opened: bool = False
    paper_unfinished: int = 0
    offers: int = 0
    unassessed: int = 0
    valid: int = 0
    valid_offers_min: int = 1
    failure: str = ""
    ways: tuple[str, ...] = ()
    repeats_left: int = 0
    wider_area_left: bool = False
    agreed: bool = False
    agreed_total: int = 0
    agreed_above_offer: bool = False
    agreed_above_hps: bool = False
    price_must_fall: bool = False
    offered_total: int = 0
    one_offer: bool = False
    one_offer_reason: str = ""
    not_cheapest: bool = False
    not_cheapest_reason: str = ""
    tie: bool = False
    tie_reason: str = ""


@dataclass(frozen=True)
class Facts:
    """Everything the guards of any method look at. Later stages fill in what only they know."""

    plan_announced: bool = False
    announcement_required: bool = True
    over_budget_blocks: bool = True
    hps_over_ceiling_blocks: bool = True
    activity_left: int = 0
    items: tuple[ItemFacts, ...] = ()
    supplier_chosen: bool = False
    why_supplier_needed: bool = False
    why_supplier: str = ""
    due_date_known: bool = False
    due_date_passed: bool = False
    method: str = ""
    method_of_value: str = ""
    method_label: str = ""
    clashes: tuple[str, ...] = ()
    receipt_kept: bool = False
    inspected_good: bool = False
    handed_over: bool = False
    taxes_proved: bool = False
    note: str = ""
    split_blocked: str = ""
    hps_needed: bool = True
    hps_sources_min: int = 1
    hps_age: int = 0
    hps_valid_days: int | None = None
    pays_after_handover: bool = True
    camat_reviews: bool = False
    tpk_inspects: bool = False
    negotiation_needed: bool = True
    tender: TenderFacts = field(default_factory=TenderFacts)

    @property
    def total(self) -> int:
        """The agreed value in rupiah."""
        return sum(item.amount for item in self.items)

    @property
    def hps_total(self) -> int:
        """The estimated value in rupiah."""
        return sum(item.hps_amount for item in self.items)
