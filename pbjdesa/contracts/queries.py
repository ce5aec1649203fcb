"""Looking at contracts."""

from pbjdesa.contracts.models import Contract
from pbjdesa.procurement.models import Purchase


def contract_of(purchase: Purchase) -> Contract | None:
    """The living contract of a purchase."""
    return (
        Contract.objects.like(purchase)
        .filter(purchase=purchase, cancelled_at__isnull=True)
        .select_related("document", "supplier")
        .first()
    )
