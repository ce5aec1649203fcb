"""OCDS bids (extension): what was offered. Nothing before opening, no price before the award."""

from pbjdesa.transparency.facts import BidFacts, ChoiceFacts, PackageFacts
from pbjdesa.transparency.ocds.parties import supplier_ref
from pbjdesa.transparency.ocds.values import Json, instant, money
from pbjdesa.transparency.states import BidStatus


def bids(facts: PackageFacts) -> Json:
    """Every offer of every opened round, and the numbers that follow from them."""
    if facts.choice is None:
        return {}
    zone = facts.village.zone
    details = [_bid(bid, zone) for one in facts.choice.rounds for bid in one.bids]
    return {"statistics": _statistics(facts.choice, zone), "details": details}


def _bid(bid: BidFacts, zone: str) -> Json:
    return {
        "id": bid.id,
        "date": instant(bid.received_at, zone),
        "status": bid.status,
        "tenderers": [supplier_ref(bid.supplier)],
        "value": money(bid.total),
    }


def _statistics(choice: ChoiceFacts, zone: str) -> list[Json]:
    """Of the present round, once it is opened."""
    present = choice.present
    if present.opened_at is None:
        return []
    date = instant(present.opened_at, zone)
    judged = [bid for bid in present.bids if bid.status != BidStatus.PENDING]
    valid = [bid for bid in judged if bid.status == BidStatus.VALID]
    rows: list[Json] = [{"id": "1", "measure": "bids", "date": date, "value": present.offers}]
    if len(judged) == len(present.bids):
        rows.append({"id": "2", "measure": "validBids", "date": date, "value": len(valid)})
    totals = [bid.total for bid in valid if bid.total is not None]
    if totals:
        lowest = {"id": "3", "measure": "lowestValidBidValue", "date": date, "value": min(totals)}
        rows.append({**lowest, "currency": "IDR"})
    return rows
