"""What procurement keeps: the purchase, and the rounds in which suppliers are asked for offers."""

from pbjdesa.procurement.models.offer import (
    Offer,
    OfferLine,
    OfferLink,
    OfferPhoto,
)
from pbjdesa.procurement.models.purchase import (
    DutyDone,
    Purchase,
    PurchaseItem,
    PurchaseNote,
    Witness,
)
from pbjdesa.procurement.models.selection import (
    Assessment,
    Attendance,
    Award,
    Negotiation,
    NegotiationLine,
)
from pbjdesa.procurement.models.tender import Invitee, Tender
from pbjdesa.procurement.models.warning import LikenessAnswer

__all__ = [
    "Assessment",
    "Attendance",
    "Award",
    "DutyDone",
    "Invitee",
    "LikenessAnswer",
    "Negotiation",
    "NegotiationLine",
    "Offer",
    "OfferLine",
    "OfferLink",
    "OfferPhoto",
    "Purchase",
    "PurchaseItem",
    "PurchaseNote",
    "Tender",
    "Witness",
]
