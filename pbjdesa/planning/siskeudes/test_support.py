"""Writes Siskeudes exports for tests: every village, person and price in them is made up."""

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.siskeudes.model import BudgetExport, LineRow, Problem
from pbjdesa.planning.siskeudes.read import read_export

DESA = "04.2005."
YEAR = 2026
Row = dict[str, object]

COLUMNS: dict[str, str] = {
    "Ref_Desa": "Kd_Kec,Kd_Desa,Nama_Desa",
    "Ref_Version": "Versi,Tgl_Rilis",
    "Ref_Sumber": "Kode,Nama_Sumber,Urut",
    "Ref_Kegiatan": "Kd_Bid,ID_Keg,Nama_Kegiatan",
    "Ref_Rek3": "Kelompok,Jenis,Nama_Jenis,Formula",
    "Ref_Rek4": "Jenis,Obyek,Nama_Obyek,Peraturan",
    "Ta_Kegiatan": "Tahun,Kd_Desa,Kd_Bid,Kd_Keg,ID_Keg,Nama_Kegiatan,Pagu,Pagu_PAK,Nm_PPTKD,"
    "NIP_PPTKD,Lokasi,Waktu,Keluaran,Sumberdana,Jbt_PPTKD,Kd_Sub,Nilai,NilaiPAK,Satuan",
    "Ta_RAB": "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Anggaran,AnggaranPAK,AnggaranStlhPAK,Kd_SubRinci",
    "Ta_RABSub": "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,Nama_SubRinci,Anggaran,AnggaranPAK,"
    "AnggaranStlhPAK",
    "Ta_RABRinci": "Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,No_Urut,SumberDana,Uraian,Satuan,"
    "JmlSatuan,HrgSatuan,Anggaran,JmlSatuanPAK,HrgSatuanPAK,AnggaranStlhPAK,AnggaranPAK,Kode_SBU",
    "Ta_AnggaranRinci": "KdPosting,Tahun,Kd_Desa,Kd_Keg,Kd_Rincian,Kd_SubRinci,No_Urut,Uraian,"
    "SumberDana,JmlSatuan,HrgSatuan,Satuan,Anggaran,JmlSatuanPAK,HrgSatuanPAK,AnggaranStlhPAK,"
    "AnggaranPAK",
    "Ta_Anggaran": "KdPosting,Tahun,KURincianSD,KD_Rincian,RincianSD,Anggaran,AnggaranPAK,"
    "AnggaranStlhPAK,Belanja,Kd_keg,SumberDana,Kd_Desa,TglPosting,Kd_SubRinci",
}


def activity(code: str = "02.03.10", *, desa: str = DESA, **more: object) -> Row:
    """A row of Ta_Kegiatan with a ceiling of 100 million."""
    row: Row = {
        "Tahun": YEAR,
        "Kd_Desa": desa,
        "Kd_Keg": f"{desa}{code}.",
        "Nama_Kegiatan": "Pengerasan Jalan Desa",
        "Pagu": 100_000_000,
        "Pagu_PAK": 0,
        "Lokasi": "Dusun Krajan",
        "Waktu": "6 bulan",
        "Keluaran": "Jalan rabat",
        "Sumberdana": "DDS",
        "Satuan": "m",
    }
    return row | more


def item(
    code: str = "02.03.10", account: str = "5.3.5.03", *, desa: str = DESA, **more: object
) -> Row:
    """A row of Ta_RABRinci: 100 sacks of cement at Rp65.500."""
    row: Row = {
        "Tahun": YEAR,
        "Kd_Desa": desa,
        "Kd_Keg": f"{desa}{code}.",
        "Kd_Rincian": f"{account}.",
        "Kd_SubRinci": "01",
        "No_Urut": "01",
        "SumberDana": "DDS",
        "Uraian": "Semen 50 kg",
        "Satuan": "sak",
        "JmlSatuan": 100,
        "HrgSatuan": 65_500,
        "Anggaran": 6_550_000,
    }
    return row | more


def posted_item(posting: object = 1, **more: object) -> Row:
    """A row of Ta_AnggaranRinci: the cement of `item`, posted."""
    return {"KdPosting": posting, **item(), **more}


def total(
    code: str = "02.03.10", account: str = "5.3.5.03", *, desa: str = DESA, **more: object
) -> Row:
    """A row of Ta_RAB: what one account comes to."""
    row: Row = {
        "Tahun": YEAR,
        "Kd_Desa": desa,
        "Kd_Keg": f"{desa}{code}.",
        "Kd_Rincian": f"{account}.",
        "Anggaran": 6_550_000,
        "Kd_SubRinci": "01",
    }
    return row | more


def posted_total(
    posting: object = 1,
    code: str = "02.03.10",
    account: str = "5.3.5.03",
    *,
    desa: str = DESA,
    **more: object,
) -> Row:
    """A row of Ta_Anggaran, whose columns are spelled in a case of their own."""
    row: Row = {
        "KdPosting": posting,
        "Tahun": YEAR,
        "KD_Rincian": f"{account}.",
        "Anggaran": 6_550_000,
        "Kd_keg": f"{desa}{code}.",
        "SumberDana": "DDS",
        "Kd_Desa": desa,
        "TglPosting": "12/31/25 00:00:00",
        "Kd_SubRinci": "01",
    }
    return row | more


def csv_text(
    rows: Sequence[Row],
    columns: Sequence[str],
    *,
    delimiter: str = ",",
    quoting: int = csv.QUOTE_MINIMAL,
    eol: str = "\n",
    header: Callable[[str], str] = str,
) -> str:
    """One table as text; cells that a row does not name are empty."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=eol)
    writer.writerow([header(name) for name in columns])
    writer.writerows([[row.get(name, "") for name in columns] for row in rows])
    return out.getvalue()


def tables(**rows: Sequence[Row]) -> dict[str, str]:
    """CSV texts by table name; the reference tables that every export has come along."""
    given: dict[str, Sequence[Row]] = {
        "Ref_Version": [{"Versi": "V2.0.6"}],
        "Ref_Desa": [{"Kd_Kec": "04.", "Kd_Desa": DESA, "Nama_Desa": "PEMERINTAH DESA MAJU"}],
        "Ta_Kegiatan": [activity()],
        **rows,
    }
    return {name: csv_text(found, COLUMNS[name].split(",")) for name, found in given.items()}


def zipped(
    files: Mapping[str, str | bytes],
    *,
    encoding: str = "utf-8",
    name: Callable[[str], str] = lambda table: f"{table}.csv",
    method: int = zipfile.ZIP_DEFLATED,
) -> io.BytesIO:
    """A zip of tables; `name` decides the path of each inside the zip.

    The same tables are the same bytes at every hour: the zip holds no time of its own.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for table, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode(encoding)
            archive.writestr(zipfile.ZipInfo(name(table)), raw, method)
    out.seek(0)
    return out


def export(**rows: Sequence[Row]) -> io.BytesIO:
    """A plain export with the given tables."""
    return zipped(tables(**rows))


def answered(source: io.BytesIO) -> BudgetExport | tuple[str, ...]:
    """The budget, or the reasons of a refusal; whatever else is raised goes on."""
    try:
        return read_export(source, year=YEAR)
    except Refused as refused:
        return refused.reasons


def read_tables(**rows: Sequence[Row]) -> BudgetExport:
    """What is read from a plain export with the given tables."""
    return read_export(export(**rows), year=YEAR)


def read_items(*rows: Row, **more: Sequence[Row]) -> BudgetExport:
    """What is read from an export with these rows of Ta_RABRinci."""
    return read_tables(Ta_RABRinci=rows, **more)


def only_line(read: BudgetExport) -> LineRow:
    """The single line of the answer."""
    (line,) = read.lines
    return line


def problems_of(read: BudgetExport, code: str) -> list[Problem]:
    """The problems of one kind."""
    return [problem for problem in read.problems if problem.code == code]
