"""Survei harga: who was asked, when, and what each one asks for each thing; the ground of the
HPS.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, long_text, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="survei_harga",
    name="Survei Harga",
    stage="procurement",
    fields=(
        *PACKAGE,
        table(
            "sources",
            "Sumber harga",
            text("name", "Sumber"),
            text("address", "Alamat atau tautan"),
            day("asked_on", "Tanggal"),
        ),
        table(
            "prices",
            "Harga",
            text("name", "Uraian"),
            text("unit", "Satuan"),
            text("source", "Sumber"),
            rupiah("price", "Harga satuan"),
            text("note", "Keterangan"),
        ),
        long_text("conclusion", "Kesimpulan"),
        *PKA,
    ),
    signatories=("pka",),
    facts=("package",),
    folder=Path(__file__).parent,
    publicity="hps",
)
