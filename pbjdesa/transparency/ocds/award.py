"""OCDS award: who was chosen, and for how much."""

from pbjdesa.transparency.facts import PackageFacts
from pbjdesa.transparency.ocds.items import agreed
from pbjdesa.transparency.ocds.parties import supplier_ref
from pbjdesa.transparency.ocds.tender import contract_period
from pbjdesa.transparency.ocds.values import Json, instant, money
from pbjdesa.transparency.states import PublicStatus


def award_id(facts: PackageFacts) -> str:
    """The one award of a direct purchase."""
    return f"{facts.suffix}-award"


def award(facts: PackageFacts) -> Json:
    """The award; a cancelled order cancels it."""
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
