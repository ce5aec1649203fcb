"""Bringing territories in: a kabupaten with all its kecamatan and desa, from one data file."""

import tomllib
from pathlib import Path

from pbjdesa.kernel import audit
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

DATA = Path(__file__).parent / "data"


def known_codes() -> list[str]:
    """Codes of the kabupaten whose villages are listed in a data file."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


@operation
def load_kabupaten(*, by: audit.Signer | None, code: str) -> Kabupaten:
    """Load a kabupaten with all its kecamatan and desa, once; a repeat only adds what is new.

    `by=None`: at the start of an installation nobody holds an office yet.
    Raises Refused when no list of that code is known.
    """
    path = DATA / f"{code}.toml"
    if code not in known_codes():
        raise Refused(
            say("Daftar desa untuk kode {code} belum ada di {name}/.", code=code, name=DATA.name)
        )
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    head = content["kabupaten"]
    kabupaten, _ = Kabupaten.objects.get_or_create(
        code=head["code"],
        practice=False,
        defaults={
            "id": new_id(),
            "name": head["name"],
            "provinsi": head["provinsi"],
            "zone": head["zone"],
        },
    )
    count = sum(_load_kecamatan(kabupaten, row) for row in content["kecamatan"])
    record(kabupaten, by=by, data={"code": code, "desa": count})
    return kabupaten


def _load_kecamatan(kabupaten: Kabupaten, row: dict[str, object]) -> int:
    kecamatan, _ = Kecamatan.objects.get_or_create(
        kab=kabupaten, code=row["code"], defaults={"id": new_id(), "name": row["name"]}
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
        for number, name in row["desa"]  # type: ignore[attr-defined]
        if f"{kecamatan.code}.{number}" not in known
    ]
    Desa.objects.bulk_create(fresh)
    return len(known) + len(fresh)
