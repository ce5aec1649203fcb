"""Looking at opened offers: side by side, ranked, and what may be done with them next."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q

from pbjdesa.kernel import clock
from pbjdesa.procurement.models import (
    Assessment,
    Attendance,
    Award,
    Invitee,
    Negotiation,
    NegotiationLine,
    Offer,
    OfferLine,
    Purchase,
    PurchaseItem,
    Tender,
)
from pbjdesa.procurement.queries.purchases import items_of, purchases, rules_for
from pbjdesa.procurement.queries.tenders import is_wider, rounds_of, tender_of
from pbjdesa.procurement.queries.terms import method_rules
from pbjdesa.procurement.rules import selection
from pbjdesa.procurement.rules.selection import Candidate, Comparison, Reasons
from pbjdesa.procurement.states import FailureCause, FailureWay
from pbjdesa.suppliers.queries import sanctioned_on

OPENED = Q(replaced_at__isnull=True, opened_at__isnull=False)
"""Offers that were opened; one that its supplier took back afterwards is still seen."""
OPENED_LINE = Q(offer__replaced_at__isnull=True, offer__opened_at__isnull=False)


def opened_offers(tender: Tender) -> list[Offer]:
    """Every offer that was opened, in the order of the invitations; one query."""
    return list(
        Offer.objects.like(tender)
        .filter(OPENED, invitee__tender=tender, invitee__removed_at__isnull=True)
        .select_related("invitee__supplier", "invitee__tender")
        .order_by("invitee__order", "pk")
    )


def lines_of(tender: Tender) -> dict[int, dict[int, OfferLine]]:
    """offer → item → the offered price, with the item; one query."""
    found: dict[int, dict[int, OfferLine]] = defaultdict(dict)
    rows = OfferLine.objects.like(tender).filter(OPENED_LINE, offer__invitee__tender=tender)
    for row in rows.select_related("item"):
        found[row.offer_id][row.item_id] = row
    return found


def purchase_of(tender: Tender) -> Purchase:
    """The purchase of a round, with what its rules need; one query."""
    return purchases().like(tender).get(pk=tender.purchase_id)  # type: ignore[attr-defined,no-any-return]


def comparison(tender: Tender) -> Comparison:
    """All offers of a round in one table (A010), in a fixed number of queries."""
    offers, lines = opened_offers(tender), lines_of(tender)
    asked = {line.item_id: line.item for of in lines.values() for line in of.values()}
    items = sorted(asked.values(), key=lambda item: item.order)
    return selection.compare(
        [_asked(item) for item in items],
        [
            selection.OfferedPrices(
                offer.pk,
                offer.invitee.supplier.name,
                {item: line.unit_price for item, line in lines[offer.pk].items()},
            )
            for offer in offers
        ],
    )


def _asked(item: PurchaseItem) -> selection.AskedItem:
    return selection.AskedItem(
        item.pk, item.description, item.volume, item.unit, item.hps_unit_price or 0
    )


# --- Evaluation -----------------------------------------------------------------------------------


def criteria_of(purchase: Purchase) -> dict[str, tuple[str, ...]]:
    """What each stage of the evaluation looks at, in the words of the rule set."""
    rules = rules_for(purchase).evaluation
    return selection.stage_criteria(rules.administrative_items.value, rules.technical_items.value)


def assessments_of(tender: Tender) -> dict[int, dict[tuple[str, str], Assessment]]:
    """offer → (stage, criterion) → the answer; one query. What stands behind a failed stage is not
    shown: it was not asked."""
    purchase = purchase_of(tender)
    return {offer: _effective(purchase, answers) for offer, answers in _answers(tender).items()}


def _answers(tender: Tender) -> dict[int, dict[tuple[str, str], Assessment]]:
    found: dict[int, dict[tuple[str, str], Assessment]] = defaultdict(dict)
    for row in Assessment.objects.like(tender).filter(offer__invitee__tender=tender).order_by("pk"):
        found[row.offer_id][row.stage, row.criterion] = row
    return found


def _effective(
    purchase: Purchase, answers: Mapping[tuple[str, str], Assessment]
) -> dict[tuple[str, str], Assessment]:
    order = rules_for(purchase).evaluation.order.value
    passed = {key: row.passed for key, row in answers.items()}
    reached = selection.stages_reached(order, criteria_of(purchase), passed)
    return {key: row for key, row in answers.items() if key[0] in reached}


# --- Who comes next -------------------------------------------------------------------------------


@dataclass(frozen=True)
class RankedOffer:
    """A place in the order of prices. `talks`: "" (none yet), "agreed" or "failed"."""

    place: int
    offer: Offer
    total: int
    share: Decimal | None
    talks: str
    sanctioned: bool


@dataclass(frozen=True)
class RoundView:
    """An opened round, gathered once: its purchase, its offers, and how choosing sees them."""

    tender: Tender
    purchase: Purchase
    offers: Mapping[int, Offer]
    candidates: tuple[Candidate, ...]

    def candidate(self, offer: Offer) -> Candidate | None:
        """This offer as choosing sees it."""
        return next((one for one in self.candidates if one.offer == offer.pk), None)

    @property
    def failure(self) -> str:
        """Why the round has come to nothing; "" while it has not."""
        rules = rules_for(self.purchase)
        return selection.failure(
            self.candidates,
            evaluated=self.tender.evaluated_at is not None,
            valid_min=method_rules(self.purchase).valid_offers_min.value,
            partners_rule=rules.negotiation.partners.value,
            hps=self.purchase.hps,
        )


def round_view(tender: Tender) -> RoundView:
    """Everything that choosing looks at; a fixed number of queries."""
    purchase, offers = purchase_of(tender), opened_offers(tender)
    answers, talks = _answers(tender), _talks(tender)
    punished = sanctioned_on(
        purchase.desa,
        [offer.invitee.supplier_id for offer in offers],
        clock.today(purchase.desa.zone),
    )
    return RoundView(
        tender,
        purchase,
        {offer.pk: offer for offer in offers},
        tuple(
            _candidate(
                purchase, offer, answers[offer.pk], talks, offer.invitee.supplier_id in punished
            )
            for offer in offers
        ),
    )


def _candidate(
    purchase: Purchase,
    offer: Offer,
    answers: Mapping[tuple[str, str], Assessment],
    talks: Mapping[int, bool],
    sanctioned: bool,
) -> Candidate:
    effective = _effective(purchase, answers)
    passed = {key: row.passed for key, row in effective.items()}
    order = rules_for(purchase).evaluation.order.value
    verdict = selection.verdict(order, criteria_of(purchase), passed)
    ended = {True: "agreed", False: "failed"}
    return Candidate(
        offer=offer.pk,
        total=offer.total or 0,
        verdict=verdict if offer.total is not None else "",
        failed_by=tuple(criterion for (_, criterion), good in passed.items() if not good),
        withdrawn=offer.withdrawn_at is not None,
        sanctioned=sanctioned,
        talks=ended[talks[offer.pk]] if offer.pk in talks else "",
    )


def _talks(tender: Tender) -> dict[int, bool]:
    """How the last negotiation about each offer ended."""
    rows = Negotiation.objects.like(tender).filter(tender=tender, withdrawn_at__isnull=True)
    return dict(rows.order_by("order").values_list("offer_id", "agreed"))


def ranking(tender: Tender) -> list[RankedOffer]:
    """R-23: the valid offers, lowest first; equal prices share a place."""
    view = round_view(tender)
    return [
        RankedOffer(
            place=ranked.place,
            offer=view.offers[ranked.candidate.offer],
            total=ranked.candidate.total,
            share=selection.share_of_hps(ranked.candidate.total, view.purchase.hps),
            talks=ranked.candidate.talks,
            sanctioned=ranked.candidate.sanctioned,
        )
        for ranked in selection.ranking(view.candidates)
    ]


def partners_of(tender: Tender) -> list[Offer]:
    """With whose offers it may be negotiated now (R-25); several where prices are equal."""
    view = round_view(tender)
    rule = rules_for(view.purchase).negotiation.partners.value
    return [view.offers[pk] for pk in selection.partners(view.candidates, rule)]


def negotiations_of(tender: Tender) -> list[Negotiation]:
    """Every negotiation of a round in order, those before a new evaluation included."""
    return list(
        Negotiation.objects.like(tender)
        .filter(tender=tender)
        .select_related("offer__invitee__supplier", "document")
        .order_by("order")
    )


def negotiated_lines(negotiation: Negotiation) -> list[NegotiationLine]:
    """The item table of a negotiation."""
    rows = NegotiationLine.objects.like(negotiation).filter(negotiation=negotiation)
    return list(rows.select_related("item").order_by("item__order"))


def attendance_of(negotiation: Negotiation) -> list[Attendance]:
    """Who was there."""
    rows = Attendance.objects.like(negotiation).filter(negotiation=negotiation)
    return list(rows.order_by("order"))


def agreed_prices(tender: Tender, offer: Offer) -> dict[int, int | None]:
    """item → the price per unit that an award would fix: as negotiated, else as offered."""
    rows = Negotiation.objects.like(tender).filter(offer=offer, withdrawn_at__isnull=True)
    last = rows.order_by("-order").first()
    if last is not None and last.agreed:
        return {line.item_id: line.after for line in negotiated_lines(last)}
    lines = OfferLine.objects.like(tender).filter(offer=offer)
    return dict(lines.values_list("item_id", "unit_price"))


def reasons_needed(tender: Tender, offer: Offer) -> Reasons:
    """Which reasons the award of this offer needs (A012, A013), each with those that fit."""
    view = round_view(tender)
    winner = view.candidate(offer)
    if winner is None:
        return Reasons(refused="Penawaran ini tidak ada di undangan ini. Pilih penawaran lain.")
    rows = Invitee.objects.like(tender).filter(tender=tender, removed_at__isnull=True)
    sent = Offer.objects.like(tender).filter(invitee__tender=tender)
    counts = sent.aggregate(
        senders=Count("invitee", distinct=True),
        gone=Count("pk", filter=Q(opened_at__isnull=True, withdrawn_at__isnull=False)),
    )
    invited = rows.count()
    return selection.reasons_needed(
        winner,
        view.candidates,
        invited=invited,
        silent=invited - counts["senders"],
        gone_before=counts["gone"],
    )


def award_of(purchase: Purchase) -> Award | None:
    """The award that stands; None while nobody was chosen, or it was taken back."""
    return (
        Award.objects.like(purchase)
        .filter(tender__purchase=purchase, withdrawn_at__isnull=True)
        .select_related("offer__invitee__supplier", "supplier", "document", "tender")
        .order_by("-tender__round")
        .first()
    )


def failure_of(purchase: Purchase) -> str:
    """Why the present round has come to nothing; "" while it has not, or was not opened."""
    tender = tender_of(purchase)
    if tender is None or tender.opened_at is None or purchase.state not in ("opened", "evaluated"):
        return ""
    return round_view(tender).failure


# --- What guards need to know ---------------------------------------------------------------------


def choosing_facts(purchase: Purchase, tender: Tender) -> dict[str, Any]:
    """The part of the facts of a round that begins with its opening."""
    view = round_view(tender)
    there = [one for one in view.candidates if not one.withdrawn]
    running = [one for one in there if one.in_running]
    cause = view.failure if purchase.state in {"opened", "evaluated"} else ""
    return {
        "unassessed": sum(not one.verdict for one in there),
        "valid": sum(one.verdict == "passed" for one in there),
        "valid_offers_min": method_rules(purchase).valid_offers_min.value,
        "agreed": any(one.talks == "agreed" for one in running),
        "failure": cause,
        "ways": ways_after(purchase, cause),
        "repeats_left": repeats_left(purchase),
        "wider_area_left": wider_reach(purchase, tender) is not None,
    }


def ways_after(purchase: Purchase, cause: str) -> tuple[str, ...]:
    """What the rule set allows after a round that failed for this cause (R-28)."""
    if cause not in FailureCause.values:
        return ()
    ways: tuple[str, ...] = getattr(rules_for(purchase).failure, cause).value
    return ways


def repeats_left(purchase: Purchase) -> int:
    """How often the same suppliers' area may still be asked again; without a limit in the rule set
    once more, always."""
    most = rules_for(purchase).failure.repeats_max.value
    done = sum(row.failed_way == FailureWay.REPEAT for row in rounds_of(purchase))
    return 1 if most is None else most - done


def wider_reach(purchase: Purchase, tender: Tender) -> str | None:
    """The next area of the ladder beyond this round's; None at its end (R-69)."""
    ladder = rules_for(purchase).procedure.supplier_ladder.value
    return next((reach for reach in ladder if is_wider(reach, tender.reach)), None)


def above_hps(purchase: Purchase, prices: Mapping[int, int | None]) -> bool:
    """Whether any of these prices per unit is above the HPS of its item (R-26)."""
    return any(
        (prices.get(item.pk) or 0) > (item.hps_unit_price or 0) for item in items_of(purchase)
    )
