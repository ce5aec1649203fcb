"""`pbjdesa export-ocds`: the published data as files, one for each village and budget year."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pbjdesa.config.console import Progress, add_json_option, answer, note
from pbjdesa.kernel.errors import Refused

if TYPE_CHECKING:
    from pbjdesa.territories.models import Desa

NAME = "export-ocds"
HELP = "Tulis data terbuka (OCDS) ke berkas, satu per desa dan tahun."

LISTING = "daftar.json"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to write, and of which village and year."""
    parser.add_argument(
        "--out", required=True, metavar="FOLDER", help="folder tempat berkas ditulis"
    )
    parser.add_argument("--desa", metavar="KODE", help="satu desa saja, contoh: 33.24.04.2005")
    parser.add_argument(
        "--tahun", type=_year, metavar="TAHUN", help="satu tahun anggaran saja, contoh: 2026"
    )
    add_json_option(parser)


def _year(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    raise ValueError(text)


def run(args: Namespace) -> int:
    """Write the files and their listing; a file appears whole or not at all."""
    folder = _folder(args.out)
    wanted = _wanted(args.desa, args.tahun)
    rows: list[dict[str, Any]] = []
    with Progress("Menulis data terbuka", len(wanted)) as progress:
        for desa, year in wanted:
            rows.append(_write(folder, desa, year))
            progress.step()
    listing = {"berkas": rows}
    _put(folder / LISTING, _encoded(listing))
    if not rows:
        note("Belum ada belanja yang terbit untuk pilihan ini.")
    answer(args, {"folder": str(folder), **listing}, _lines(folder, rows))
    return 0


def _folder(text: str) -> Path:
    folder = Path(text)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(
            f"Folder '{text}' tidak bisa dibuat. Pilih folder lain yang boleh ditulis."
        ) from error
    return folder


def _wanted(code: str | None, year: int | None) -> list[tuple["Desa", int]]:
    """The villages and years with releases, where the rules open the public pages."""
    from pbjdesa.territories.models import Kabupaten
    from pbjdesa.transparency import queries

    villages = {desa.pk: desa for desa in queries.public_villages()}
    if code is not None and all(desa.code != code for desa in villages.values()):
        raise Refused(f"Desa dengan kode '{code}' tidak ada. Contoh kode: 33.24.04.2005")
    found: list[tuple[Desa, int]] = []
    for kab in Kabupaten.objects.filter(practice=False).order_by("code"):
        published = queries.years_with_releases(kab)
        if published and not queries.portal_is_open(kab):
            note(f"{kab.name} dilewati: aturannya belum membuka halaman umum.")
            continue
        found += [(villages[pk], of_year) for pk, of_year, _ in published if pk in villages]
    return [
        (desa, of_year)
        for desa, of_year in found
        if code in (None, desa.code) and year in (None, of_year)
    ]


def _write(folder: Path, desa: "Desa", year: int) -> dict[str, Any]:
    from pbjdesa.transparency import queries
    from pbjdesa.web.publik.data import village_uri

    uri = village_uri(desa, year)
    content = queries.package_of(desa, queries.releases_of(desa, year=year), uri)
    encoded = _encoded(content)
    name = f"{desa.code}_{year}.json"
    _put(folder / name, encoded)
    return {
        "berkas": name,
        "kode": desa.code,
        "desa": desa.name,
        "tahun": year,
        "rilis": len(content["releases"]),
        "byte": len(encoded),
        "alamat": uri,
    }


def _encoded(content: Any) -> bytes:
    import orjson

    return orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _put(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.sementara")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Refused(
            f"Berkas '{path.name}' tidak bisa ditulis. Pilih folder lain, atau kosongkan disk."
        ) from error


def _lines(folder: Path, rows: list[dict[str, Any]]) -> list[str]:
    releases = sum(row["rilis"] for row in rows)
    each = [f"{row['berkas']}: Desa {row['desa']}, {row['rilis']} rilis" for row in rows]
    return [*each, f"{len(rows)} berkas, {releases} rilis, di {folder}. Daftarnya: {LISTING}"]
