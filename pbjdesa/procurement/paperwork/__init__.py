"""What the papers of a purchase say: facts gathered once, in the words of the paper kinds."""

from pbjdesa.procurement.paperwork.choice import (
    attendance_data,
    award_data,
    evaluation_data,
    negotiation_data,
    result_data,
    supplier_data,
)
from pbjdesa.procurement.paperwork.estimate import hps_data
from pbjdesa.procurement.paperwork.offers import (
    offer_address,
    opening_data,
    receipt_data,
    request_data,
    statement_data,
)
from pbjdesa.procurement.paperwork.purchase import (
    item_rows,
    package_data,
    pka_data,
    spesifikasi_data,
    starter_data,
)
from pbjdesa.procurement.paperwork.signing import decree_of, signer_rows, tpk_rows

__all__ = [
    "attendance_data",
    "award_data",
    "decree_of",
    "evaluation_data",
    "hps_data",
    "item_rows",
    "negotiation_data",
    "offer_address",
    "opening_data",
    "package_data",
    "pka_data",
    "receipt_data",
    "request_data",
    "result_data",
    "signer_rows",
    "spesifikasi_data",
    "starter_data",
    "statement_data",
    "supplier_data",
    "tpk_rows",
]
