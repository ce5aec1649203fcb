"""OCDS award: who was chosen, and for how much."""

from pbjdesa.transparency.facts import AwardFacts, PackageFacts
from pbjdesa.transparency.ocds.items import agreed, documents
from pbjdesa.transparency.ocds.parties import supplier_ref
from pbjdesa.transparency.ocds.tender import contract_period
from pbjdesa.transparency.ocds.values import Json, instant, money
from pbjdesa.transparency.states import PublicStatus


def award_id(facts: PackageFacts) -> str:
    """The award that the contract rests on: of a direct purchase there is only one."""
    winner = facts.choice.winner if facts.choice else None
    return winner.id if winner else f"{facts.suffix}-award"


def awards(facts: PackageFacts) -> list[Json]:
    """Every award, those that were taken back too."""
    if facts.choice is not None:
        return [_chosen(facts, row) for row in facts.choice.awards]
    return [_direct(facts)] if facts.ordered_at is not None else []


def _direct(facts: PackageFacts) -> Json:
    """The award of an order letter; a cancelled order cancels it."""
    return {
        "id": award_id(facts),
        "title": facts.title,
        "status": "cancelled" if facts.status == PublicStatus.CANCELLED else "active",
        "date": instant(facts.ordered_at, facts.village.zone),
        "value": money(facts.value),
        "suppliers": [supplier_ref(facts.supplier)],
        "items": agreed(facts),
        "contractPeriod": contract_period(facts),
    }


def _chosen(facts: PackageFacts, row: AwardFacts) -> Json:
    """A winner among several, with the reasons that had to be given."""
    stands = row.withdrawn_at is None
    gone = not stands or facts.status == PublicStatus.CANCELLED
    shown = {"items": agreed(facts), "documents": documents(facts, "award")} if stands else {}
    return {
        "id": row.id,
        "title": facts.title,
        "description": ". ".join(row.reasons),
        "status": "cancelled" if gone else "active",
        "date": instant(row.awarded_at, facts.village.zone),
        "value": money(row.value),
        "suppliers": [supplier_ref(row.supplier)],
        "relatedBid": row.bid_id,
        "contractPeriod": contract_period(facts) if stands else {},
        **shown,
    }
