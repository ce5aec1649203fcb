"""Looking at rounds of offers: who was asked, what came, and what it means for the next step."""

from pbjdesa.procurement.models import Purchase, Tender
from pbjdesa.procurement.rules import TenderFacts


def tender_of(purchase: Purchase) -> Tender | None:
    """The present (last) round; None before the purchase came to the TPK."""
    return Tender.objects.like(purchase).filter(purchase=purchase).order_by("-round").first()


def tender_facts(purchase: Purchase) -> TenderFacts:
    """What the guards need to know of the present round."""
    return TenderFacts()
