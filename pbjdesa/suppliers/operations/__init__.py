"""The verbs of the register that a kabupaten's villages share."""

from pbjdesa.suppliers.operations.bank import change_bank, confirm_bank, decline_bank
from pbjdesa.suppliers.operations.door import Door, enter_code, make_door
from pbjdesa.suppliers.operations.judging import (
    Verdict,
    lift_sanction,
    list_sanction,
    reply_to_rating,
    write_rating,
)
from pbjdesa.suppliers.operations.registering import (
    SameSupplier,
    SupplierData,
    accept_supplier,
    change_supplier,
    decline_supplier,
    register_itself,
    register_supplier,
)

__all__ = [
    "Door",
    "SameSupplier",
    "SupplierData",
    "Verdict",
    "accept_supplier",
    "change_bank",
    "change_supplier",
    "confirm_bank",
    "decline_bank",
    "decline_supplier",
    "enter_code",
    "lift_sanction",
    "list_sanction",
    "make_door",
    "register_itself",
    "register_supplier",
    "reply_to_rating",
    "write_rating",
]
