"""Which suppliers are like an official of the village, or like each other (A057)."""

from collections.abc import Sequence
from datetime import date

from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import in_office
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.rules.likeness import Likeness, Party
from pbjdesa.suppliers.rules.likeness import likenesses as compare
from pbjdesa.territories.models import Desa


def likenesses(suppliers: Sequence[Supplier], desa: Desa, day: date) -> list[Likeness]:
    """Every likeness of these suppliers with whoever holds an office or a seat of the TPK in the
    village on that day, and with each other; one query.

    The bank account and the address of an official are not known here and cannot be compared.
    """
    if not suppliers:
        return []
    return compare([_supplier(one) for one in suppliers], _officials(desa, day))


def _supplier(row: Supplier) -> Party:
    return Party(
        key=f"supplier:{row.pk}",
        name=row.name,
        owner=row.owner_name,
        nik=row.owner_nik_hash,
        phone=row.phone,
        address=row.address,
        place=str(row.place_desa_id or row.kecamatan_id or ""),
        bank=row.bank_hash,
    )


def _officials(desa: Desa, day: date) -> list[Party]:
    """One party for each person, whatever number of offices they hold."""
    first: dict[int, Appointment] = {}
    for row in in_office(desa, day):
        first.setdefault(row.person_id, row)
    return [
        Party(
            key=f"person:{row.person_id}",
            name=f"{row.person.name} ({row.full_title})",
            owner=row.person.name,
            nik=row.person.nik_hash,
            phone=row.person.phone,
            official=True,
        )
        for row in first.values()
    ]
