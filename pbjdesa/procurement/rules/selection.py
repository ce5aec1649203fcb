"""Comparing, judging and ranking offers, as pure functions. Whole rupiah, PPN included."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from pbjdesa.kernel.money import rupiah, times
from pbjdesa.kernel.words import say
from pbjdesa.procurement.states import (
    AssessmentStage,
    FailureCause,
    NotCheapestReason,
    OneOfferReason,
    TieReason,
)

# --- All offers in one table (A010) -------------------------------------------------------------


@dataclass(frozen=True)
class AskedItem:
    """One line of the request: what is wanted, and its HPS per unit."""

    item: int
    description: str
    volume: Decimal
    unit: str
    hps_unit_price: int

    @property
    def hps_amount(self) -> int:
        """Volume × HPS."""
        return times(self.volume, self.hps_unit_price)


@dataclass(frozen=True)
class OfferedPrices:
    """What one supplier asks, per unit by item; None or no entry where the line stayed empty."""

    offer: int
    supplier: str
    prices: Mapping[int, int | None]


@dataclass(frozen=True)
class Cell:
    """One price in the table. Every supplier with the lowest price of a line is marked."""

    unit_price: int | None
    amount: int
    cheapest: bool

    @property
    def missing(self) -> bool:
        """The supplier left this line empty."""
        return self.unit_price is None


@dataclass(frozen=True)
class ComparedItem:
    """A row of the table: the item, and one cell for each supplier."""

    asked: AskedItem
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class ComparedOffer:
    """A column of the table. `cheapest` looks at the whole, among offers that name every price."""

    offer: int
    supplier: str
    total: int
    share: Decimal | None
    missing: int
    cheapest: bool

    @property
    def complete(self) -> bool:
        """Every line has a price."""
        return not self.missing

    @property
    def share_words(self) -> str:
        """97,5%: what the offer asks of the HPS."""
        return "" if self.share is None else f"{self.share}%".replace(".", ",")


@dataclass(frozen=True)
class Comparison:
    """Suppliers as columns, items as rows."""

    offers: tuple[ComparedOffer, ...]
    items: tuple[ComparedItem, ...]
    hps_total: int


def compare(asked: Sequence[AskedItem], offered: Sequence[OfferedPrices]) -> Comparison:
    """The table of A010. An offer with empty lines keeps its sum, and is never the cheapest."""
    prices = [[one.prices.get(line.item) for line in asked] for one in offered]
    totals = [
        sum(times(line.volume, price) for line, price in zip(asked, given, strict=True) if price)
        for given in prices
    ]
    gaps = [sum(price is None for price in given) for given in prices]
    whole = [total for total, gap in zip(totals, gaps, strict=True) if not gap]
    hps_total = sum(line.hps_amount for line in asked)
    return Comparison(
        offers=tuple(
            ComparedOffer(
                one.offer,
                one.supplier,
                total,
                share_of_hps(total, hps_total),
                gap,
                not gap and total == min(whole),
            )
            for one, total, gap in zip(offered, totals, gaps, strict=True)
        ),
        items=tuple(
            _compared(line, [given[at] for given in prices]) for at, line in enumerate(asked)
        ),
        hps_total=hps_total,
    )


def _compared(line: AskedItem, prices: Sequence[int | None]) -> ComparedItem:
    lowest = min((price for price in prices if price is not None), default=None)
    return ComparedItem(
        line,
        tuple(
            Cell(price, times(line.volume, price or 0), price is not None and price == lowest)
            for price in prices
        ),
    )


def share_of_hps(total: int, hps: int) -> Decimal | None:
    """Percent of the HPS with one decimal, rounded half up; None while no HPS is known."""
    if hps <= 0:
        return None
    return Decimal((2_000 * total + hps) // (2 * hps)).scaleb(-1)


# --- Administrasi, teknis, harga (R-22 … R-24) --------------------------------------------------

COMPLETE = "Semua barang diberi harga"
WITHIN_HPS = "Jumlahnya dalam batas HPS"
PRICE_CRITERIA = (COMPLETE, WITHIN_HPS)
"""What arithmetic answers; nobody is asked."""

Answers = Mapping[tuple[str, str], bool]
"""(stage, criterion) → passed."""


@dataclass(frozen=True)
class PriceCheck:
    """One answer that arithmetic gives; a fail says why."""

    criterion: str
    passed: bool
    note: str = ""


def price_checks(
    *, total: int, missing: int, hps: int, over_hps: str, tolerance_percent: int
) -> tuple[PriceCheck, ...]:
    """The price stage of one offer. Above the HPS it fails, or is kept to be negotiated, as the
    rule set says (R-24); the tolerance is in whole percent of the HPS."""
    limit = hps * (100 + tolerance_percent) // 100
    note = ""
    if total > limit:
        note = say("{total}, di atas HPS {hps}.", total=rupiah(total), hps=rupiah(hps))
    gaps = say("{missing} barang tidak diberi harga.", missing=missing) if missing else ""
    return (
        PriceCheck(COMPLETE, not missing, gaps),
        PriceCheck(WITHIN_HPS, total <= limit or over_hps == "negotiate", note),
    )


def stages_reached(
    order: Sequence[str], asked: Mapping[str, Sequence[str]], answers: Answers
) -> tuple[str, ...]:
    """The stages that count: each one until the first that failed or is not answered in full."""
    reached: list[str] = []
    for stage in order:
        reached.append(stage)
        given = [answers.get((stage, criterion)) for criterion in asked.get(stage, ())]
        if not all(given):
            break
    return tuple(reached)


def verdict(order: Sequence[str], asked: Mapping[str, Sequence[str]], answers: Answers) -> str:
    """`passed`, `failed`, or "" while answers are missing. A fail stops (R-22)."""
    last = stages_reached(order, asked, answers)[-1:]
    given = [answers.get((stage, one)) for stage in last for one in asked.get(stage, ())]
    if None in given:
        return ""
    return "passed" if all(given) else "failed"


# --- Who comes next (R-23, R-25, R-28) ----------------------------------------------------------


@dataclass(frozen=True)
class Candidate:
    """An opened offer, as far as choosing looks at it.

    `verdict` is that of the evaluation; `failed_by` the criteria that it failed. `withdrawn` came
    after the opening. `talks` is how the last negotiation ended: "" (none yet), "agreed", "failed".
    """

    offer: int
    total: int
    verdict: str = ""
    failed_by: tuple[str, ...] = ()
    withdrawn: bool = False
    sanctioned: bool = False
    talks: str = ""

    @property
    def in_running(self) -> bool:
        """Passed, and still to be had."""
        return self.verdict == "passed" and not self.withdrawn and not self.sanctioned


@dataclass(frozen=True)
class Ranked:
    """A place in the order of prices; equal totals share it."""

    place: int
    candidate: Candidate


def ranking(candidates: Sequence[Candidate]) -> tuple[Ranked, ...]:
    """R-23: those that passed and did not withdraw, lowest total first."""
    passed = [one for one in candidates if one.verdict == "passed" and not one.withdrawn]
    totals = sorted(one.total for one in passed)
    return tuple(
        Ranked(totals.index(one.total) + 1, one)
        for one in sorted(passed, key=lambda each: each.total)
    )


def partners(candidates: Sequence[Candidate], rule: str) -> tuple[int, ...]:
    """Offers whose suppliers may be negotiated with now (R-25). `best`: those with the lowest price
    only; `ranked`: the next one after a negotiation that came to nothing."""
    running = [one for one in candidates if one.in_running]
    still_open = [one for one in running if one.talks != "failed"]
    lowest = min((one.total for one in (running if rule == "best" else still_open)), default=None)
    return tuple(one.offer for one in still_open if one.total == lowest)


def failure(
    candidates: Sequence[Candidate],
    *,
    evaluated: bool,
    valid_min: int,
    partners_rule: str,
    hps: int,
) -> str:
    """Why a round that was opened has come to nothing (R-27, R-28); "" while it has not.

    `valid_min` is how many valid offers the rule set asks for before the evaluation is recorded.
    """
    there = [one for one in candidates if not one.withdrawn]
    if not candidates:
        return FailureCause.NO_OFFER
    if not evaluated:
        if any(not one.verdict for one in there):
            return ""
        if sum(one.verdict == "passed" for one in there) >= max(valid_min, 1):
            return ""
        over = [one for one in there if one.failed_by == (WITHIN_HPS,)]
        nobody = all(one.verdict == "failed" for one in there)
        return FailureCause.OVER_HPS if over and nobody else FailureCause.NONE_VALID
    running = [one for one in candidates if one.in_running]
    if not running:
        return FailureCause.NONE_VALID
    if partners(candidates, partners_rule):
        return ""
    over_hps = all(one.total > hps for one in running)
    return FailureCause.OVER_HPS if over_hps else FailureCause.NO_AGREEMENT


# --- Reasons that must be given (A012, A013) ----------------------------------------------------


@dataclass(frozen=True)
class Reasons:
    """Which reasons an award needs. Each holds those that fit what happened; empty when none is
    needed. `refused` says why this offer may not win at all."""

    one_offer: tuple[str, ...] = ()
    not_cheapest: tuple[str, ...] = ()
    tie: tuple[str, ...] = ()
    refused: str = ""


def reasons_needed(
    winner: Candidate,
    candidates: Sequence[Candidate],
    *,
    invited: int,
    silent: int,
    gone_before: int,
) -> Reasons:
    """The reasons for awarding `winner`. `silent` of the `invited` sent nothing; `gone_before` took
    their offer back before the opening."""
    if not winner.in_running:
        return Reasons(refused="Penawaran ini tidak dapat dipilih. Pilih penawaran lain.")
    others = [one for one in candidates if one.offer != winner.offer]
    cheaper = [one for one in others if one.total < winner.total and _nearly_passed(one)]
    why_not = {one.offer: _out_of_running(one) for one in cheaper}
    if not all(why_not.values()):
        return Reasons(refused="Ada penawaran sah yang lebih murah. Pilih yang paling murah.")
    valid = [one for one in others if one.verdict == "passed" and not one.withdrawn]
    equal = [one for one in others if one.in_running and one.total == winner.total]
    return Reasons(
        one_offer=() if valid else _one_offer(others, invited, silent, gone_before),
        not_cheapest=tuple(sorted({reason for reason in why_not.values() if reason})),
        tie=tuple(TieReason.values) if equal else (),
    )


def _nearly_passed(one: Candidate) -> bool:
    """Passed, or failed for empty lines alone: then its sum stands beside the others in public."""
    return one.verdict == "passed" or one.failed_by == (COMPLETE,)


def _out_of_running(one: Candidate) -> str:
    if one.failed_by:
        return NotCheapestReason.CHEAPER_INCOMPLETE
    if one.withdrawn:
        return NotCheapestReason.CHEAPER_WITHDREW
    if one.sanctioned:
        return NotCheapestReason.CHEAPER_SANCTIONED
    return NotCheapestReason.CHEAPER_NO_AGREEMENT if one.talks == "failed" else ""


def _one_offer(
    others: Collection[Candidate], invited: int, silent: int, gone_before: int
) -> tuple[str, ...]:
    fits = {
        OneOfferReason.ONE_ASKED: invited <= 1,
        OneOfferReason.OTHERS_SILENT: silent > 0,
        OneOfferReason.OTHERS_FAILED: any(one.verdict == "failed" for one in others),
        OneOfferReason.OTHERS_WITHDREW: gone_before > 0 or any(one.withdrawn for one in others),
    }
    return tuple(reason for reason, true in fits.items() if true)


def stage_criteria(
    administrative: Sequence[str], technical: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """What each stage looks at: the items of the rule set, and the arithmetic of the price."""
    return {
        AssessmentStage.ADMINISTRATIVE: tuple(administrative),
        AssessmentStage.TECHNICAL: tuple(technical),
        AssessmentStage.PRICE: PRICE_CRITERIA,
    }
