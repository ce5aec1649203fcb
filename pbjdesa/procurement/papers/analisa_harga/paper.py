"""Analisa harga satuan: what one unit of work costs, from wages, material and tools with
coefficients.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="analisa_harga",
    name="Analisa Harga Satuan",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("work", "Jenis pekerjaan"),
        text("work_unit", "Satuan pekerjaan"),
        table(
            "parts",
            "Komponen",
            text("group", "Kelompok"),
            text("name", "Uraian"),
            text("unit", "Satuan"),
            volume("coefficient", "Koefisien"),
            rupiah("unit_price", "Harga satuan"),
            rupiah("amount", "Jumlah (kosong: dihitung)"),
        ),
        rupiah("subtotal", "Jumlah komponen"),
        text("overhead_note", "Keuntungan dan biaya umum"),
        rupiah("overhead", "Nilai keuntungan dan biaya umum"),
        rupiah("total", "Harga satuan pekerjaan"),
        text("source", "Sumber koefisien"),
        *PKA,
    ),
    signatories=("pka",),
    facts=(
        "package",
        "work",
        "total",
    ),
    folder=Path(__file__).parent,
    publicity="hps",
)
