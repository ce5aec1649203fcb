"""OCDS contract: for a direct purchase the order letter, else the SPK or surat perjanjian."""

from pbjdesa.transparency.facts import PackageFacts
from pbjdesa.transparency.ocds.award import award_id
from pbjdesa.transparency.ocds.implementation import implementation, milestones
from pbjdesa.transparency.ocds.items import agreed, documents
from pbjdesa.transparency.ocds.tender import contract_period
from pbjdesa.transparency.ocds.values import Json, instant, money
from pbjdesa.transparency.states import PublicStatus

_ENDED = frozenset({PublicStatus.CLOSED, PublicStatus.CANCELLED})


def contracts(facts: PackageFacts) -> list[Json]:
    """The one contract, once there is one."""
    return [_contract(facts)] if facts.ordered_at is not None else []


def _contract(facts: PackageFacts) -> Json:
    """The contract with what became of it.

    "terminated" is OCDS's word for a contract that was in force and has ended, well or not; whether
    it was fulfilled is told by its milestones.
    """
    return {
        "id": f"{facts.suffix}-contract",
        "awardID": award_id(facts),
        "title": facts.title,
        "status": "terminated" if facts.status in _ENDED else "active",
        "period": contract_period(facts),
        "value": money(facts.value),
        "items": agreed(facts),
        "dateSigned": instant(facts.ordered_at, facts.village.zone),
        "documents": documents(facts, "contract"),
        "milestones": milestones(facts),
        "implementation": implementation(facts),
    }
