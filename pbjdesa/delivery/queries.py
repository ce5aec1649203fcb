"""Looking at deliveries."""

from datetime import date

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.models import Handover, Inspection
from pbjdesa.delivery.states import InspectionResult


def inspections_of(contract: Contract) -> list[Inspection]:
    """Every inspection, oldest first."""
    return list(
        Inspection.objects.like(contract)
        .filter(contract=contract)
        .select_related("document")
        .order_by("pk")
    )


def delivered_on(contract: Contract) -> date | None:
    """The day on which everything was found as agreed; None while it was not."""
    good = [row for row in inspections_of(contract) if row.result == InspectionResult.GOOD]
    return good[-1].inspected_on if good else None


def handover_of(contract: Contract, step: str) -> Handover | None:
    """The living link of the BAST chain."""
    return (
        Handover.objects.like(contract)
        .filter(contract=contract, step=step, withdrawn_at__isnull=True)
        .select_related("document")
        .first()
    )
