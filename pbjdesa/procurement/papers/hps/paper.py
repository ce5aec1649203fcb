"""Harga Perkiraan Sendiri: the price the village itself expects, with the source of each price.

Columns No, Uraian, Spesifikasi, Volume, Satuan, Harga Satuan, Jumlah, then Jumlah, PPN, Total,
signed by the Kasi/Kaur (LKPP model set, mark B). Whether prices hold the tax already differs
between regions (Ngawi: inclusive), so the paper says it in `tax_note`.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, PRICED_ITEM, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="hps",
    name="Harga Perkiraan Sendiri",
    stage="procurement",
    fields=(
        *PACKAGE,
        rupiah("ceiling", "Pagu anggaran", required=False),
        table(
            "items",
            "Barang atau jasa",
            *PRICED_ITEM,
            text("price_source", "Sumber harga"),
        ),
        rupiah("subtotal", "Jumlah sebelum PPN"),
        rupiah("ppn", "PPN"),
        rupiah("total", "Jumlah seluruhnya"),
        text("tax_note", "Keterangan pajak", required=False),
        *PKA,
    ),
    signatories=("pka",),
    facts=("package", "activity", "fiscal_year", "total"),
    folder=Path(__file__).parent,
    publicity="hps",
    workbook=True,
)
