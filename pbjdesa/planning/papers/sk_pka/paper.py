"""Keputusan Kepala Desa that names the Kasi/Kaur as Pelaksana Kegiatan Anggaran, with a list
(PPKD).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, day, number, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="sk_pka",
    name="Keputusan Kepala Desa tentang PKA",
    stage="planning",
    fields=(
        number("fiscal_year", "Tahun anggaran"),
        text("regulation", "Peraturan Bupati"),
        day("from_date", "Mulai berlaku"),
        table(
            "members",
            "Pelaksana Kegiatan Anggaran",
            text("name", "Nama"),
            text("office", "Jabatan"),
            text("activities", "Bidang dan kegiatan"),
        ),
        *KEPALA_DESA,
    ),
    signatories=("kepala_desa",),
    facts=(
        "fiscal_year",
        "from_date",
    ),
    folder=Path(__file__).parent,
)
