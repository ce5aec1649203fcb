"""Reading territories from files: our own list of a kabupaten, or a folder of the whole nation.

The folder is `data/` of the npm package `idn-area-data` (code MIT, data under the Open Database
License 1.0): regencies.csv, districts.csv and villages.csv, each with `code`, the code of the level
above, and `name`; provinces.csv with `code` and `name`. Nothing of it is copied into our files.
"""

import csv
import functools
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

DATA = Path(__file__).parent / "data"
_NOT_A_DESA = "1"
"""Fourth levels 1xxx are kelurahan: they have no APBDes. 2xxx are desa, 3xxx desa adat."""


@dataclass(frozen=True)
class KecamatanRow:
    """A kecamatan with its villages: (fourth level of the code, name)."""

    code: str
    name: str
    desa: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Region:
    """A kabupaten or kota with everything below it."""

    code: str
    name: str
    provinsi: str
    zone: str
    kecamatan: tuple[KecamatanRow, ...]


def known_codes() -> list[str]:
    """Codes of the kabupaten that we have our own list of."""
    return sorted(path.stem for path in DATA.glob("*.toml"))


def own_list(code: str) -> Region:
    """Our own list of a kabupaten. Raises Refused when there is none."""
    if code not in known_codes():
        raise Refused(
            say(
                "Daftar desa untuk kode {code} belum ada di sini. Pakai data idn-area-data: "
                "pbjdesa load-regions --help",
                code=code,
            )
        )
    content = tomllib.loads((DATA / f"{code}.toml").read_text(encoding="utf-8"))
    head = content["kabupaten"]
    return Region(
        head["code"],
        head["name"],
        head["provinsi"],
        head["zone"],
        tuple(
            KecamatanRow(row["code"], row["name"], tuple((one[0], one[1]) for one in row["desa"]))
            for row in content["kecamatan"]
        ),
    )


def read_region(folder: Path, code: str) -> Region:
    """One kabupaten out of a folder of the nation. Raises Refused when it is not in there."""
    found = next(read_regions(folder, {code}), None)
    if found is None:
        raise Refused(
            say(
                "Kode {code} tidak ada di {folder}. Contoh kode kabupaten: 33.24.",
                code=code,
                folder=folder,
            )
        )
    return found


def read_regions(folder: Path, codes: set[str] | None = None) -> Iterator[Region]:
    """Every kabupaten of the folder, or those with these codes; the files are read once."""
    provinces = {row["code"]: row["name"] for row in _rows(folder, "provinces", "code", "name")}
    villages: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in _rows(folder, "villages", "code", "district_code", "name"):
        kecamatan, _, number = row["code"].rpartition(".")
        if not number.startswith(_NOT_A_DESA) and _wanted(kecamatan, codes):
            villages[kecamatan].append((number, row["name"]))
    districts: dict[str, list[KecamatanRow]] = defaultdict(list)
    for row in _rows(folder, "districts", "code", "regency_code", "name"):
        if _wanted(row["code"], codes):
            below = tuple(sorted(villages[row["code"]]))
            districts[row["regency_code"]].append(KecamatanRow(row["code"], row["name"], below))
    for row in _rows(folder, "regencies", "code", "province_code", "name"):
        if codes is None or row["code"] in codes:
            provinsi = row["province_code"]
            yield Region(
                row["code"],
                row["name"],
                provinces[provinsi],
                zone_of(provinsi),
                tuple(districts[row["code"]]),
            )


def _wanted(code: str, codes: set[str] | None) -> bool:
    return codes is None or code.rpartition(".")[0] in codes


def _rows(folder: Path, name: str, *columns: str) -> Iterator[dict[str, str]]:
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise Refused(
                    say("Kolom {names} tidak ada di {path}.", names=", ".join(missing), path=path)
                )
            yield from reader
    except FileNotFoundError:
        raise Refused(
            say("Berkas {path} tidak ada. Isi --from dengan folder data.", path=path)
        ) from None


@functools.cache
def _zones() -> dict[str, str]:
    content = tomllib.loads((DATA / "nasional" / "zones.toml").read_text(encoding="utf-8"))
    return {province: zone for zone, provinces in content.items() for province in provinces}


def zone_of(province: str) -> str:
    """WIB, WITA or WIT. Raises Refused for a province that nobody has given a zone yet."""
    zone = _zones().get(province)
    if zone is None:
        raise Refused(
            say("Zona waktu provinsi {province} belum ada di zones.toml.", province=province)
        )
    return zone
