"""The verbs of a purchase: drafting it, moving it, and asking suppliers for offers."""

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
from pbjdesa.procurement.operations.moving import (
    advance,
    publish,
    remember,
    take_budget,
    take_duty,
    take_step,
)

__all__ = [
    "ItemPrice",
    "WantedItem",
    "advance",
    "choose_items",
    "choose_supplier",
    "discard",
    "publish",
    "remember",
    "set_delivery",
    "set_prices",
    "start_purchase",
    "take_budget",
    "take_duty",
    "take_step",
]
