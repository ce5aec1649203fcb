"""Kutipan RKP Desa: the lines of the year's work plan that a purchase rests on."""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, number, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="kutipan_rkp",
    name="Kutipan RKP Desa",
    stage="planning",
    fields=(
        number("fiscal_year", "Tahun anggaran"),
        text("basis", "Dasar"),
        table(
            "activities",
            "Kegiatan",
            text("code", "Kode"),
            text("name", "Nama kegiatan"),
            text("location", "Lokasi"),
            text("output", "Keluaran"),
            text("source_of_funds", "Sumber dana"),
            rupiah("amount", "Perkiraan biaya"),
        ),
        rupiah("total", "Jumlah"),
        *KEPALA_DESA,
    ),
    signatories=("kepala_desa",),
    facts=(
        "fiscal_year",
        "total",
    ),
    folder=Path(__file__).parent,
    publicity="always",
)
