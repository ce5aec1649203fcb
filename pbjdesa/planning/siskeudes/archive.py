"""The zip of an export: which tables it holds, and a safe stream of each one.

Nothing is unpacked to disk and only tables that are asked for are opened, so tables with personal
data (Ta_Perangkat, Ta_SPP…) or a logo (Ta_Pemda) are never read.
"""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.planning.siskeudes.text import PhysicalLine, physical_lines

MOST_FILES = 5_000
MOST_BYTES = 1_500_000_000
"""All tables we read, unpacked: some four times the largest kabupaten."""
MOST_RATIO = 300
"""Village tables shrink 5 to 60 times; a bomb shrinks about 1,000 times."""
RATIO_FROM = 16_000_000

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    ArithmeticError,
    LookupError,
)
"""What the standard library raises on a zip that is broken on purpose or by a bad copy."""

_NOT_A_ZIP = (
    "Berkas ini bukan zip yang utuh.",
    "Ekspor tabel Siskeudes menjadi CSV, lalu kumpulkan dalam satu zip.",
)
_ACCESS = (
    "Berkas ini basis data Access Siskeudes, bukan zip berisi CSV.",
    "Ubah tiap tabel menjadi CSV, lalu kumpulkan dalam satu zip.",
)


class Archive:
    """The CSV tables of one zip, found by name in any case and in any folder."""

    def __init__(self, zipped: zipfile.ZipFile, wanted: tuple[str, ...]) -> None:
        infos = zipped.infolist()
        if len(infos) > MOST_FILES:
            raise Refused("Zip ini berisi terlalu banyak berkas. Pilih zip ekspor Siskeudes saja.")
        self._zipped = zipped
        self._tables = _find(infos, wanted)
        self.holds_access = any(i.filename.lower().endswith((".mdb", ".mde")) for i in infos)
        self._guard()

    def has(self, table: str) -> bool:
        """Whether the table is there with at least one byte in it."""
        info = self._tables.get(table)
        return info is not None and info.file_size > 0

    def is_empty_file(self, table: str) -> bool:
        """Whether the table is there as a file of zero bytes, without even a header."""
        info = self._tables.get(table)
        return info is not None and info.file_size == 0

    def lines(self, table: str) -> Iterator[PhysicalLine]:
        """The numbered lines of one table. Damage found while reading is told as Refused."""
        try:
            with self._zipped.open(self._tables[table]) as stream:
                yield from physical_lines(stream)
        except _DAMAGE as damage:
            raise _broken(table) from damage

    def holds(self, table: str) -> bool:
        """Whether the table is there at all, be it without a byte in it."""
        return table in self._tables

    @property
    def unpacked(self) -> int:
        """Bytes of all wanted tables together, unpacked."""
        return sum(info.file_size for info in self._tables.values())

    def raw(self, table: str) -> bytes:
        """One table as it is. Damage is told as Refused."""
        try:
            return self._zipped.read(self._tables[table])
        except _DAMAGE as damage:
            raise _broken(table) from damage

    def _guard(self) -> None:
        total = 0
        for table, info in self._tables.items():
            if info.flag_bits & 0x1:
                raise Refused(
                    say("{table}.csv di dalam zip terkunci kata sandi.", table=table),
                    "Buat zip lagi tanpa kata sandi.",
                )
            total += info.file_size
            swollen = info.file_size > MOST_RATIO * max(info.compress_size, 1)
            if total > MOST_BYTES or (info.file_size > RATIO_FROM and swollen):
                raise Refused(
                    say("Isi {table}.csv terlalu besar untuk anggaran desa.", table=table),
                    "Ekspor lagi dari Siskeudes, lalu coba zip yang baru.",
                )


def _broken(table: str) -> Refused:
    return Refused(
        say("{table}.csv di dalam zip rusak dan tidak terbaca.", table=table),
        "Salin atau unduh lagi zipnya, lalu coba sekali lagi.",
    )


@contextmanager
def open_archive(source: Path | BinaryIO, wanted: tuple[str, ...]) -> Iterator[Archive]:
    """Open the zip at `source` for the tables in `wanted`.

    Raises Refused when it is no zip, broken, locked, a bomb, or holds a wanted table twice.
    """
    with _zip_file(source) as zipped:
        yield Archive(zipped, wanted)


def _zip_file(source: Path | BinaryIO) -> zipfile.ZipFile:
    try:
        if _head(source)[4:19] in (b"Standard Jet DB", b"Standard ACE DB"):
            raise Refused(*_ACCESS)
        return zipfile.ZipFile(source)
    except FileNotFoundError:
        raise Refused("Berkas tidak ditemukan. Periksa nama dan foldernya.") from None
    except _DAMAGE as damage:
        raise Refused(*_NOT_A_ZIP) from damage


def _head(source: Path | BinaryIO) -> bytes:
    if isinstance(source, Path | str):
        with Path(source).open("rb") as stream:
            return stream.read(32)
    source.seek(0)
    head = source.read(32)
    source.seek(0)
    return head


def _find(infos: list[zipfile.ZipInfo], wanted: tuple[str, ...]) -> dict[str, zipfile.ZipInfo]:
    by_lower = {f"{table.lower()}.csv": table for table in wanted}
    found: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        path = PurePosixPath(info.filename.replace("\\", "/"))
        table = by_lower.get(path.name.lower())
        if table is None or info.is_dir() or "__MACOSX" in path.parts:
            continue
        if table in found:
            raise Refused(
                say("{table}.csv ada dua kali di dalam zip.", table=table),
                "Sisakan satu saja, lalu coba lagi.",
            )
        found[table] = info
    return found
