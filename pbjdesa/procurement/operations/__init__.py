"""The verbs of a purchase: drafting it, moving it, and asking suppliers for offers."""

from pbjdesa.procurement.operations.asking import (
    choose_invitees,
    extend_closing,
    new_code,
    send_request,
    set_schedule,
)
from pbjdesa.procurement.operations.awarding import (
    award,
    note_supplier_papers,
    return_award,
    winner_withdrew,
)
from pbjdesa.procurement.operations.drafting import (
    ItemPrice,
    WantedItem,
    choose_items,
    choose_supplier,
    choose_supplier_reason,
    discard,
    set_delivery,
    set_prices,
    start_purchase,
)
from pbjdesa.procurement.operations.envelopes import take_envelope, type_paper_offer
from pbjdesa.procurement.operations.evaluating import (
    assess_offer,
    record_evaluation,
    return_evaluation,
)
from pbjdesa.procurement.operations.failing import (
    ask_one_directly,
    cancel_request,
    repeat_request,
    widen_request,
)
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
from pbjdesa.procurement.operations.negotiating import record_negotiation
from pbjdesa.procurement.operations.offering import (
    enter_code,
    save_offer_draft,
    send_offer,
    try_code,
    withdraw_offer,
)
from pbjdesa.procurement.operations.opening import open_offers
from pbjdesa.procurement.operations.rating import FINISHED, RATERS, rate_supplier
from pbjdesa.procurement.operations.sheets import make_sheet
from pbjdesa.procurement.operations.warnings import CHOOSING, answer_warning, who_answers
from pbjdesa.procurement.operations.witnessing import stand_witness
from pbjdesa.procurement.rules.offers import OfferContent

__all__ = [
    "CHOOSING",
    "FINISHED",
    "RATERS",
    "ItemPrice",
    "OfferContent",
    "WantedItem",
    "advance",
    "answer_warning",
    "approve_review",
    "ask_one_directly",
    "assess_offer",
    "award",
    "cancel_request",
    "choose_invitees",
    "choose_items",
    "choose_supplier",
    "choose_supplier_reason",
    "discard",
    "enter_code",
    "extend_closing",
    "hand_to_tpk",
    "make_sheet",
    "new_code",
    "note_supplier_papers",
    "open_offers",
    "publish",
    "rate_supplier",
    "record_evaluation",
    "record_negotiation",
    "remember",
    "remember_bidder",
    "repeat_request",
    "return_award",
    "return_evaluation",
    "return_preparation",
    "return_review",
    "save_offer_draft",
    "send_offer",
    "send_request",
    "set_delivery",
    "set_prices",
    "set_schedule",
    "stand_witness",
    "start_purchase",
    "take_budget",
    "take_duty",
    "take_envelope",
    "take_step",
    "try_code",
    "type_paper_offer",
    "who_answers",
    "widen_request",
    "winner_withdrew",
    "withdraw_offer",
]
