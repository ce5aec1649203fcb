"""The tables of an export, read by column name: any case, any order, strange columns ignored."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.archive import Archive
from pbjdesa.planning.siskeudes.codes import village_code
from pbjdesa.planning.siskeudes.notes import Notes
from pbjdesa.planning.siskeudes.text import PhysicalLine, Record, records, split_cells

_DELIMITERS = ",;\t|"
_KEYS = ("Tahun", "Kd_Desa", "Kd_Keg")
_AMOUNTS = ("Anggaran", "AnggaranStlhPAK")
_ITEM = (*_KEYS, "Kd_Rincian", "SumberDana", "Uraian", "Satuan", "JmlSatuan", "HrgSatuan")
_ITEM_MORE = ("Kd_SubRinci", "No_Urut", "JmlSatuanPAK", "HrgSatuanPAK", "AnggaranPAK")


@dataclass(frozen=True, slots=True)
class Table:
    """The columns we read of one table.

    Without a `required` one of an essential table the file is refused; a table that only gives
    names is then left out.
    """

    name: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    essential: bool = True

    @property
    def file(self) -> str:
        """The file as Siskeudes' users name it."""
        return f"{self.name}.csv"


KEGIATAN = Table(
    "Ta_Kegiatan",
    (*_KEYS, "Nama_Kegiatan", "Pagu"),
    ("Pagu_PAK", "Lokasi", "Waktu", "Keluaran", "Sumberdana", "Satuan"),
)
RAB = Table("Ta_RAB", (*_KEYS, "Kd_Rincian", *_AMOUNTS), ("AnggaranPAK", "Kd_SubRinci"))
RAB_RINCI = Table("Ta_RABRinci", (*_ITEM, *_AMOUNTS), _ITEM_MORE)
RAB_SUB = Table(
    "Ta_RABSub",
    (*_KEYS, "Kd_Rincian", "Kd_SubRinci", "Nama_SubRinci"),
    essential=False,
)
ANGGARAN = Table(
    "Ta_Anggaran",
    ("KdPosting", *_KEYS, "Kd_Rincian", "SumberDana", *_AMOUNTS),
    ("AnggaranPAK", "Kd_SubRinci", "Belanja", "TglPosting"),
)
ANGGARAN_RINCI = Table("Ta_AnggaranRinci", ("KdPosting", *_ITEM, *_AMOUNTS), _ITEM_MORE)

DESA = Table("Ref_Desa", ("Kd_Desa", "Nama_Desa"), essential=False)
VERSION = Table("Ref_Version", ("Versi",), essential=False)
SUMBER = Table("Ref_Sumber", ("Kode", "Nama_Sumber"), essential=False)
REF_KEGIATAN = Table("Ref_Kegiatan", ("ID_Keg", "Nama_Kegiatan"), essential=False)
REK3 = Table("Ref_Rek3", ("Jenis", "Nama_Jenis"), essential=False)
REK4 = Table("Ref_Rek4", ("Obyek", "Nama_Obyek"), essential=False)

LINE_TABLES = (ANGGARAN_RINCI, RAB_RINCI, ANGGARAN, RAB)
"""In the order of trust for the lines of one account, see `budget`."""
BUDGET_TABLES = (KEGIATAN, *LINE_TABLES, RAB_SUB)
REFERENCES = (DESA, VERSION, SUMBER, REF_KEGIATAN, REK3, REK4)
WANTED = tuple(table.name for table in (*BUDGET_TABLES, *REFERENCES))


class Row(NamedTuple):
    """One row: the line where it starts, and its cells by the official column name."""

    line: int
    cells: dict[str, str]

    def get(self, column: str) -> str:
        """The cell, blanks and line breaks made single; empty where the file has no such column."""
        return self.cells.get(column, "")


class _Header(NamedTuple):
    delimiter: str
    width: int
    places: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]

    def place(self, column: str) -> int | None:
        return next((index for name, index in self.places if name == column), None)


def read_rows(archive: Archive, table: Table, notes: Notes, village: str = "") -> Iterator[Row]:
    """Every row of a table, or (faster) of one village; nothing when the file is not there.

    Raises Refused when an essential table lacks a required column. Rows that cannot be taken apart
    are noted with their line and skipped, unless they plainly belong to another village.
    """
    if not archive.has(table.name):
        return
    lines = archive.lines(table.name)
    header = _read_header(lines, table)
    if not header.missing:
        yield from _rows(lines, header, table, notes, village)
        return
    lost = say(
        "Kolom {names} tidak ada di {file}.", names=", ".join(header.missing), file=table.file
    )
    if table.essential:
        raise Refused(lost, "Ekspor lagi tabel itu lengkap dengan semua kolomnya.")
    notes.add("info", "columns_missing", table.file, None, lost, "Tabel itu tidak dipakai.")


def _read_header(lines: Iterator[PhysicalLine], table: Table) -> _Header:
    for line in lines:
        text = (line.text or "").strip("\ufeff \n")
        if text and not re.fullmatch(r"(?i)sep=.", text):
            return _header_of(text, table)
    return _Header(",", 0, (), table.required)


def _header_of(text: str, table: Table) -> _Header:
    delimiter = max(_DELIMITERS, key=text.count)
    names = [_bare(name) for name in split_cells(text, delimiter) or []]
    columns = (*table.required, *table.optional)
    places = tuple((name, names.index(_bare(name))) for name in columns if _bare(name) in names)
    known = {name for name, _ in places}
    missing = tuple(name for name in table.required if name not in known)
    return _Header(delimiter, len(names), places, missing)


def _bare(name: str) -> str:
    """Column names differ in case, underscores and blanks between versions and exporters."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _rows(
    lines: Iterator[PhysicalLine],
    header: _Header,
    table: Table,
    notes: Notes,
    village: str,
) -> Iterator[Row]:
    needle = village.lstrip("0")
    places, marks = header.places, header.width - 1
    for record in records(lines, header.delimiter, header.width):
        number, text, cells = record
        # Most rows of a kabupaten's file are of other villages: they are not even split.
        if needle and needle not in text and text.count(header.delimiter) >= marks:
            continue
        if cells is None or len(cells) != header.width:
            cells = _trimmed(cells, header.width)
        if cells is not None:
            yield Row(number, {name: " ".join(cells[index].split()) for name, index in places})
        elif not _of_another(record, header, village):
            _note_shape(record, header, table, notes)


def _trimmed(cells: list[str] | None, width: int) -> list[str] | None:
    """Empty cells beyond the header come from a delimiter at the end of each line."""
    if cells is None or len(cells) < width or any(cell.strip() for cell in cells[width:]):
        return None
    return cells[:width]


def _of_another(record: Record, header: _Header, village: str) -> bool:
    place = header.place("Kd_Desa")
    if not village or place is None or not record.cells or len(record.cells) <= place:
        return False
    code = village_code(record.cells[place])
    return bool(code) and code != village


def _note_shape(record: Record, header: _Header, table: Table, notes: Notes) -> None:
    if record.cells is None:
        why = "Tanda kutip di baris ini tidak ditutup, atau barisnya terlalu panjang."
    elif len(record.cells) < header.width:
        why = say(
            "Baris ini kurang kolom: {cells} dari {width}.",
            cells=len(record.cells),
            width=header.width,
        )
    else:
        why = say(
            "Baris ini kelebihan kolom: {cells} dari {width}.",
            cells=len(record.cells),
            width=header.width,
        )
    notes.add(
        "error",
        "row_shape",
        table.file,
        record.number,
        why,
        "Baris ini dilewati. Periksa tanda koma dan kutipnya.",
    )
