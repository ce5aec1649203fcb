"""Looking at deliveries."""

from pbjdesa.contracts.models import Contract
from pbjdesa.delivery.models import Handover, Inspection


def inspections_of(contract: Contract) -> list[Inspection]:
    """Every inspection, oldest first."""
    return list(
        Inspection.objects.like(contract)
        .filter(contract=contract)
        .select_related("document")
        .order_by("pk")
    )


def handover_of(contract: Contract, step: str) -> Handover | None:
    """The living link of the BAST chain."""
    return (
        Handover.objects.like(contract)
        .filter(contract=contract, step=step, withdrawn_at__isnull=True)
        .select_related("document")
        .first()
    )
