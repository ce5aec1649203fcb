"""The HPS on paper: with PPN in its prices or below the sum, signed by whom the rules name."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import times
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork.purchase import item_rows, package_data, pka_data
from pbjdesa.procurement.paperwork.signing import signer_rows
from pbjdesa.procurement.rules import without_ppn
from pbjdesa.procurement.states import Category
from pbjdesa.regulations.queries import taxes_on


def hps_data(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    """For the paper HPS: prices hold PPN, or it stands below the sum, as the rule set says."""
    rules = queries.rules_for(purchase)
    rows = item_rows(
        queries.items_of(purchase),
        "name",
        "specification",
        "volume",
        "unit",
        "hps_unit_price",
        "hps_amount",
        "price_source",
    )
    total = sum(row["hps_amount"] for row in rows)
    below = rules.hps.ppn.value == "below_line"
    rate = taxes_on(clock.today(purchase.desa.zone)).ppn.effective if below else Fraction(0)
    for row in rows:
        unit_price = without_ppn(row.pop("hps_unit_price") or 0, rate)
        row["unit_price"] = unit_price
        row["amount"] = times(Decimal(row["volume"]), unit_price) if below else row["hps_amount"]
        del row["hps_amount"]
    subtotal = sum(row["amount"] for row in rows)
    return {
        **package_data(purchase),
        **_signer(purchase, by),
        "ceiling": purchase.activity.ceiling,
        "items": rows,
        "subtotal": subtotal,
        "ppn": total - subtotal,
        "total": total,
        "tax_note": " ".join((_tax_note(below), *_profit_note(purchase))),
    }


def _tax_note(below: bool) -> str:
    if below:
        return "Harga satuan belum termasuk PPN. PPN ditulis di bawah jumlah."
    return "Harga satuan sudah termasuk pajak dan ongkos antar."


def _profit_note(purchase: Purchase) -> tuple[str, ...]:
    """For construction: how much profit and overhead the prices hold, where the rules say so."""
    hps = queries.rules_for(purchase).hps
    least, most = hps.profit_percent_min.value, hps.profit_percent_max.value
    if purchase.category != Category.KONSTRUKSI or most is None:
        return ()
    template = "{least} sampai {most}" if least else "paling banyak {most}"
    amount = say(template, least=least, most=most)
    return (say("Harga memuat keuntungan dan biaya umum {amount} persen.", amount=amount),)


def _signer(purchase: Purchase, by: Appointment) -> dict[str, Any]:
    """The Kasi/Kaur, or whoever else the rule set lets fix the HPS (R-07)."""
    office = queries.rules_for(purchase).signatories.hps.value
    if office == "pka" or office in PKA:
        return pka_data(purchase, by)
    (row,) = signer_rows(purchase, (office,))
    return {"pka_name": row["name"], "pka_office": row["position"]}
