"""Which village of the file is meant: one database often holds a whole kecamatan."""

import re
from collections.abc import Iterator

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.archive import Archive
from pbjdesa.planning.siskeudes.codes import village_code
from pbjdesa.planning.siskeudes.model import AmbiguousVillage, UnknownVillage, Village
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.tables import DESA, KEGIATAN, LINE_TABLES, Row, Table, read_rows

_MOST_NAMED = 12
_TITLES = re.compile(r"^(PEMERINTAH(AN)?|DESA)(?![A-Z])\W*")


def bare_name(name: str) -> str:
    """A village name without titles, case and blanks: "PEMERINTAH DESA CIMANGGU I" is CIMANGGUI."""
    bare = name.upper().strip()
    while shorter := _TITLES.sub("", bare):
        if shorter == bare:
            break
        bare = shorter
    return re.sub(r"[^A-Z0-9]", "", bare)


def choose_village(
    archive: Archive,
    notes: Notes,
    kd_desa: str | None,
    village_name: str | None,
    local_code: str | None = None,
) -> tuple[Village, tuple[Village, ...]]:
    """The village to read, and all villages of the file.

    A code that is given decides. Else the name decides if exactly one village carries it; else, of
    villages that the file does not name, the `local_code`, which is the end of Kemendagri's code
    and often Siskeudes' own; else a file with a single village. A village of another name is asked
    back, because reading the neighbour's budget would be worse. Where the file holds no budget
    rows at all the answer is a village with an empty code or the code asked for.
    """
    wanted = village_code(kd_desa or "")
    if kd_desa and not wanted:
        raise Refused("Kode desa belum benar. Tulis seperti 04.2005.", field="kd_desa")
    names = {village_code(r.get("Kd_Desa")): r.get("Nama_Desa") for r in _rows(archive, DESA)}
    names.pop("", None)
    villages = _with_data(archive, names, (KEGIATAN,))
    local = village_code(local_code or "")
    chosen = _choose(villages, wanted, village_name, local)
    if chosen is None:
        villages = _with_data(archive, names, (KEGIATAN, *LINE_TABLES))
        chosen = _choose(villages, wanted, village_name, local)
    if chosen is None:
        chosen = _without_data(villages, names, wanted, village_name)
    _note_name(chosen, village_name, notes)
    return chosen, villages or tuple(_village(code, names) for code in sorted(names))


def _with_data(
    archive: Archive, names: dict[str, str], tables: tuple[Table, ...]
) -> tuple[Village, ...]:
    codes = {village_code(r.get("Kd_Desa")) for table in tables for r in _rows(archive, table)}
    return tuple(_village(code, names) for code in sorted(codes - {""}))


def _rows(archive: Archive, table: Table) -> Iterator[Row]:
    # What is wrong with these rows is said when they are read for their content.
    return read_rows(archive, table, Notes())


def _village(code: str, names: dict[str, str]) -> Village:
    return Village(f"{code}.", names.get(code, ""))


def _choose(
    villages: tuple[Village, ...], wanted: str, name: str | None, local: str
) -> Village | None:
    if wanted:
        return next((v for v in villages if v.kd_desa == f"{wanted}."), None)
    if name:
        same = [v for v in villages if v.name and bare_name(v.name) == bare_name(name)]
        by_code = [v for v in villages if local and not v.name and v.kd_desa == f"{local}."]
        if len(same) == 1 or (not same and by_code):
            return (same or by_code)[0]
        if len(villages) == 1 and not villages[0].name:
            return villages[0]
        return None
    return villages[0] if len(villages) == 1 else None


def _without_data(
    villages: tuple[Village, ...], names: dict[str, str], wanted: str, name: str | None
) -> Village:
    if wanted in names or not villages:
        return Village(f"{wanted}." if wanted else "", names.get(wanted, ""))
    listed = _listed(villages)
    if wanted:
        raise UnknownVillage(
            say("Desa {wanted}. tidak ada di berkas ini.", wanted=wanted),
            say("Isinya: {listed}.", listed=listed),
            "Pilih salah satu kode itu, atau ambil berkas yang lain.",
            villages=villages,
        )
    if len(villages) == 1:
        raise AmbiguousVillage(
            say("Berkas ini milik {listed}, bukan {name}.", listed=listed, name=name),
            f"Kalau benar, pilih kode {villages[0].kd_desa}",
            villages=villages,
        )
    raise AmbiguousVillage(
        say("Berkas ini memuat {villages} desa: {listed}.", villages=len(villages), listed=listed),
        f"Pilih kode desanya, contoh {villages[0].kd_desa}",
        villages=villages,
    )


def _listed(villages: tuple[Village, ...]) -> str:
    shown = [f"{v.kd_desa} {v.name}".strip() for v in villages[:_MOST_NAMED]]
    more = len(villages) - len(shown)
    return ", ".join(shown) + (f" dan {more} desa lain" if more else "")


def _note_name(chosen: Village, name: str | None, notes: Notes) -> None:
    if not name or not chosen.kd_desa:
        return
    if not chosen.name:
        notes.add(
            "warning",
            "village_unnamed",
            DESA.file,
            None,
            say("Nama desa {kd_desa} tidak ada di berkas.", kd_desa=chosen.kd_desa),
            say("Pastikan anggaran ini milik {name}.", name=name),
        )
    elif bare_name(chosen.name) != bare_name(name):
        notes.add(
            "warning",
            "village_differs",
            DESA.file,
            None,
            say(
                "Desa {kd_desa} di berkas bernama {name}, bukan {name_2}.",
                kd_desa=chosen.kd_desa,
                name=chosen.name,
                name_2=name,
            ),
            "Pastikan kodenya benar.",
        )
