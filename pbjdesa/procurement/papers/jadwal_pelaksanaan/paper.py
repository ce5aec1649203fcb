"""Jadwal pelaksanaan: how long each step takes, from when to when, and what it is worth."""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, number, rupiah, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="jadwal_pelaksanaan",
    name="Jadwal Pelaksanaan",
    stage="procurement",
    fields=(
        *PACKAGE,
        rupiah("value", "Nilai"),
        texts("tpk_names", "TPK"),
        number("days", "Jumlah waktu"),
        day("starts_on", "Dari"),
        day("ends_on", "Sampai"),
        table(
            "steps",
            "Tahap",
            text("name", "Tahap"),
            day("starts_on", "Mulai"),
            day("ends_on", "Selesai"),
            text("note", "Keterangan"),
        ),
        *PKA,
    ),
    signatories=("pka",),
    facts=(
        "package",
        "starts_on",
        "ends_on",
    ),
    folder=Path(__file__).parent,
)
