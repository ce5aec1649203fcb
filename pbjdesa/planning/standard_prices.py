"""The kabupaten's standard prices in a village's price book (R-70)."""

from datetime import date

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.planning.models import PriceReference
from pbjdesa.territories.models import Desa
from pbjdesa.territories.tenancy import home


@operation
def note_standard_price(
    *, by: Appointment, desa: Desa, item: str, unit: str, price: int, source: str, seen_on: date
) -> PriceReference:
    """Write what the kabupaten lets a thing cost, with the decree that says so.

    Where the rule set wants it no HPS goes above. Raises Refused without a price or a source.
    """
    check_authority(by, desa=desa)
    if price <= 0:
        raise Refused("Harga harus lebih dari nol.", field="price")
    if not source.strip():
        raise Refused("Isi peraturan standar harganya, contoh: Perbup SSH 2026.", field="source")
    row = PriceReference(
        **home(desa),
        item=item,
        unit=unit,
        price=price,
        source=source,
        seen_on=seen_on,
        standard=True,
    )
    row.save()
    record(row, by=by, data={"item": item, "price": price, "standard": True})
    return row
