"""Bringing territories in: a kabupaten with all its kecamatan and desa."""

from decimal import Decimal

from pbjdesa.kernel import audit
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.territories.regions import KecamatanRow, Region, own_list


@operation
def load_kabupaten(*, by: audit.Signer | None, code: str) -> Kabupaten:
    """Load a kabupaten from our own list, once; a repeat only adds what is new.

    `by=None`: at the start of an installation nobody holds an office yet.
    Raises Refused when no list of that code is known.
    """
    return load_region(by=by, region=own_list(code))


@operation
def load_region(*, by: audit.Signer | None, region: Region) -> Kabupaten:
    """Load a kabupaten with all its kecamatan and desa, once; a repeat only adds what is new."""
    kabupaten, _ = Kabupaten.objects.get_or_create(
        code=region.code,
        practice=False,
        defaults={
            "id": new_id(),
            "name": region.name,
            "provinsi": region.provinsi,
            "zone": region.zone,
        },
    )
    count = sum(_load_kecamatan(kabupaten, row) for row in region.kecamatan)
    record(kabupaten, by=by, data={"code": region.code, "desa": count})
    return kabupaten


@operation
def write_spot(
    *, by: audit.Signer, desa: Desa, latitude: Decimal | None, longitude: Decimal | None
) -> Desa:
    """Write where the village office lies, in degrees; None and None where nobody says."""
    desa.latitude, desa.longitude = latitude, longitude
    desa.save()
    record(desa, by=by, data={"desa": str(desa.pk)})
    return desa


@operation
def write_letterhead(
    *,
    by: audit.Signer | None,
    desa: Desa,
    address: str,
    postcode: str = "",
    letter_code: str = "",
) -> Desa:
    """Write what the head and the numbers of a village's letters say about it."""
    desa.address, desa.postcode, desa.letter_code = address, postcode, letter_code
    desa.save()
    record(desa, by=by, data={"desa": str(desa.pk)})
    return desa


def _load_kecamatan(kabupaten: Kabupaten, row: KecamatanRow) -> int:
    kecamatan, _ = Kecamatan.objects.get_or_create(
        kab=kabupaten, code=row.code, defaults={"id": new_id(), "name": row.name}
    )
    known = set(
        Desa.objects.filter(kab=kabupaten, kecamatan=kecamatan).values_list("code", flat=True)
    )
    fresh = [
        Desa(
            id=new_id(kabupaten.shard),
            kab=kabupaten,
            kecamatan=kecamatan,
            code=f"{kecamatan.code}.{number}",
            name=name,
        )
        for number, name in row.desa
        if f"{kecamatan.code}.{number}" not in known
    ]
    Desa.objects.bulk_create(fresh)
    return len(known) + len(fresh)
