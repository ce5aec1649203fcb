"""The village's price book: what somebody saw, and what the kabupaten lets a thing cost (R-70)."""

from datetime import date

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.planning.models import PriceReference
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home


@operation
def note_price(
    *,
    by: Appointment,
    desa: Desa,
    item: str,
    unit: str,
    price: int,
    source: str,
    seen_on: date,
    standard: bool = False,
) -> PriceReference:
    """Write a price in rupiah per unit with its source.

    `standard`: the kabupaten's own, with the decree that says so; where the rule set wants it no
    HPS goes above. Raises Refused without a price or a source.
    """
    check_authority(by, desa=desa)
    if price <= 0:
        raise Refused("Harga harus lebih dari nol.", field="price")
    if not source.strip():
        raise Refused(_STANDARD if standard else _SEEN, field="source")
    row = PriceReference(
        **home(desa),
        item=item,
        unit=unit,
        price=price,
        source=source,
        seen_on=seen_on,
        standard=standard,
    )
    row.save()
    record(row, by=by, data={"item": item, "price": price, "standard": standard})
    return row


_SEEN = "Isi dari mana harga ini, contoh: Toko Maju, 3 Mei 2026."
_STANDARD = "Isi peraturan standar harganya, contoh: Perbup SSH 2026."
