"""Gathers how a supplier was chosen where several were asked, as far as the public may know.

Three moments decide: until a round is opened nobody knows who was asked or how many answered; until
somebody is chosen (or the purchase is given up) nobody knows the prices; afterwards all is open.
"""

from collections import defaultdict
from collections.abc import Iterable

from pbjdesa.procurement.models import (
    Assessment,
    Award,
    Invitee,
    Negotiation,
    Offer,
    Purchase,
    Tender,
)
from pbjdesa.suppliers.models import Supplier
from pbjdesa.transparency.facts import (
    AwardFacts,
    BidFacts,
    ChoiceFacts,
    NegotiationFacts,
    RoundFacts,
    SupplierFacts,
)
from pbjdesa.transparency.rules import bid_status, public_id, public_text
from pbjdesa.transparency.states import UNSETTLED


def choice_of(purchase: Purchase) -> ChoiceFacts | None:
    """The story of the choice; None while no request was sent. Six queries at most."""
    tenders = list(
        Tender.objects.like(purchase)
        .filter(purchase=purchase, sent_at__isnull=False)
        .order_by("round")
    )
    if not tenders:
        return None
    settled = purchase.state not in UNSETTLED
    invitees = _by_tender(purchase, tenders)
    bids = _bids(purchase, tenders, settled)
    return ChoiceFacts(
        rounds=tuple(_round(tender, invitees[tender.pk], bids[tender.pk]) for tender in tenders),
        negotiations=_negotiations(purchase, tenders) if settled else (),
        awards=_awards(purchase, tenders),
    )


def supplier_facts(supplier: Supplier) -> SupplierFacts:
    """A supplier by its business name."""
    return SupplierFacts(id=public_id(supplier.pk), name=public_text(supplier.name))


def _by_tender(purchase: Purchase, tenders: list[Tender]) -> dict[int, list[Invitee]]:
    found: dict[int, list[Invitee]] = defaultdict(list)
    rows = Invitee.objects.like(purchase).filter(
        tender__in=[one.pk for one in tenders], removed_at__isnull=True
    )
    for invitee in rows.select_related("supplier").order_by("order", "pk"):
        found[invitee.tender_id].append(invitee)
    return found


def _round(tender: Tender, invitees: list[Invitee], bids: tuple[BidFacts, ...]) -> RoundFacts:
    opened = tender.opened_at is not None
    return RoundFacts(
        number=tender.round,
        area=tender.get_reach_display(),
        direct=tender.direct,
        invited=len(invitees),
        too_few_reason=tender.get_too_few_reason_display() if tender.too_few_reason else "",
        names=tuple(public_text(one.supplier.name) for one in invitees) if opened else (),
        sent_at=tender.sent_at,
        closes_at=tender.closes_at,
        opened_at=tender.opened_at,
        award_on=tender.award_on,
        offers=sum(bid.counts for bid in bids) if opened else None,
        bids=bids if opened else (),
        failed_as=tender.get_failed_as_display() if tender.failed_as else "",
        failed_way=tender.get_failed_way_display() if tender.failed_way else "",
    )


def _bids(
    purchase: Purchase, tenders: list[Tender], settled: bool
) -> dict[int, tuple[BidFacts, ...]]:
    """The last offer of each supplier in each opened round."""
    opened = [one.pk for one in tenders if one.opened_at is not None]
    rows = (
        Offer.objects.like(purchase)
        .filter(invitee__tender__in=opened, replaced_at__isnull=True)
        .defer("sealed", "typed_sealed")
        .select_related("invitee__supplier")
        .order_by("invitee__order", "version")
    )
    last = {offer.invitee_id: offer for offer in rows}
    failed = _failed(purchase, last.values())
    judged = {one.pk for one in tenders if one.evaluated_at or one.failed_at}
    found: dict[int, list[BidFacts]] = defaultdict(list)
    for offer in last.values():
        status = bid_status(
            withdrawn=offer.withdrawn_at is not None,
            failed=offer.pk in failed,
            judged=offer.invitee.tender_id in judged,
        )
        found[offer.invitee.tender_id].append(
            BidFacts(
                id=public_id(offer.pk),
                supplier=supplier_facts(offer.invitee.supplier),
                received_at=offer.received_at,
                status=status,
                total=offer.total if settled else None,
                counts=offer.opened_at is not None,
            )
        )
    return defaultdict(tuple, {key: tuple(bids) for key, bids in found.items()})


def _failed(purchase: Purchase, offers: Iterable[Offer]) -> set[int]:
    rows = Assessment.objects.like(purchase).filter(
        offer__in=[offer.pk for offer in offers], passed=False
    )
    return set(rows.values_list("offer_id", flat=True))


def _negotiations(purchase: Purchase, tenders: list[Tender]) -> tuple[NegotiationFacts, ...]:
    rows = (
        Negotiation.objects.like(purchase)
        .filter(tender__in=[one.pk for one in tenders])
        .select_related("offer__invitee__supplier")
        .order_by("tender__round", "order")
    )
    return tuple(
        NegotiationFacts(
            supplier=supplier_facts(row.offer.invitee.supplier),
            held_at=row.held_at,
            agreed=row.agreed,
            before=row.total_before,
            after=row.total_after,
        )
        for row in rows
    )


def _awards(purchase: Purchase, tenders: list[Tender]) -> tuple[AwardFacts, ...]:
    rows = (
        Award.objects.like(purchase)
        .filter(tender__in=[one.pk for one in tenders])
        .select_related("supplier")
        .order_by("awarded_at", "pk")
    )
    return tuple(
        AwardFacts(
            id=f"{purchase.ocid_suffix}-award-{number}",
            supplier=supplier_facts(row.supplier),
            value=row.value,
            awarded_at=row.awarded_at,
            bid_id=public_id(row.offer_id),
            reasons=_reasons(row),
            withdrawn_at=row.withdrawn_at,
        )
        for number, row in enumerate(rows, 1)
    )


def _reasons(row: Award) -> tuple[str, ...]:
    """The reasons that were picked; what was written besides may name people and stays inside."""
    found = (
        row.get_one_offer_reason_display() if row.one_offer_reason else "",
        row.get_not_cheapest_reason_display() if row.not_cheapest_reason else "",
        row.get_tie_reason_display() if row.tie_reason else "",
    )
    return tuple(reason for reason in found if reason)
