"""The verbs of a purchase: drafting it, moving it, and asking suppliers for offers."""

from pbjdesa.procurement.operations.asking import (
    choose_invitees,
    extend_closing,
    new_code,
    send_request,
    set_schedule,
)
from pbjdesa.procurement.operations.drafting import (
    ItemPrice,
    WantedItem,
    choose_items,
    choose_supplier,
    discard,
    set_delivery,
    set_prices,
    start_purchase,
)
from pbjdesa.procurement.operations.envelopes import take_envelope, type_paper_offer
from pbjdesa.procurement.operations.handing import (
    approve_review,
    hand_to_tpk,
    return_preparation,
    return_review,
)
from pbjdesa.procurement.operations.moving import (
    advance,
    publish,
    remember,
    remember_bidder,
    take_budget,
    take_duty,
    take_step,
)
from pbjdesa.procurement.operations.offering import (
    enter_code,
    save_offer_draft,
    send_offer,
    try_code,
    withdraw_offer,
)
from pbjdesa.procurement.operations.opening import open_offers
from pbjdesa.procurement.rules.offers import OfferContent

__all__ = [
    "ItemPrice",
    "OfferContent",
    "WantedItem",
    "advance",
    "approve_review",
    "choose_invitees",
    "choose_items",
    "choose_supplier",
    "discard",
    "enter_code",
    "extend_closing",
    "hand_to_tpk",
    "new_code",
    "open_offers",
    "publish",
    "remember",
    "remember_bidder",
    "return_preparation",
    "return_review",
    "save_offer_draft",
    "send_offer",
    "send_request",
    "set_delivery",
    "set_prices",
    "set_schedule",
    "start_purchase",
    "take_budget",
    "take_duty",
    "take_envelope",
    "take_step",
    "try_code",
    "type_paper_offer",
    "withdraw_offer",
]
