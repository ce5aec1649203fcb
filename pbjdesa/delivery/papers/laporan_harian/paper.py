"""Laporan Harian: what was done on one day, by how many, with which material and tools.

Kept by whoever carries out the work (TPK in swakelola, else the supplier) and looked over by the
PKA; the contents that the general terms of an SPK ask of daily reports (LKPP model set, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PHOTOS, PKA, day, number, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="laporan_harian",
    name="Laporan Harian",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        text("executor", "Pelaksana pekerjaan"),
        number("day_number", "Hari ke"),
        day("work_day", "Hari dan tanggal kerja"),
        table(
            "works",
            "Pekerjaan hari ini",
            text("name", "Pekerjaan"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            text("note", "Keterangan"),
        ),
        table(
            "workers",
            "Tenaga kerja",
            text("job", "Keahlian"),
            number("count", "Banyak (orang)"),
            text("note", "Keterangan"),
        ),
        table(
            "materials",
            "Bahan yang datang atau dipakai",
            text("name", "Bahan"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            text("note", "Keterangan"),
        ),
        table(
            "tools",
            "Peralatan",
            text("name", "Alat"),
            number("count", "Banyak (buah)"),
            text("note", "Keadaan"),
        ),
        text("weather", "Cuaca"),
        text("hours", "Jam kerja"),
        text("obstacles", "Hambatan dan penyelesaiannya"),
        text("instructions", "Catatan atau perintah"),
        *PHOTOS,
        text("reporter_name", "Nama pembuat laporan"),
        text("reporter_office", "Jabatan pembuat laporan"),
        *PKA,
    ),
    signatories=("reporter", "pka"),
    facts=("package", "work_day"),
    folder=Path(__file__).parent,
    issuer="tpk",
    editable=True,
)
