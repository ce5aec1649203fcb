"""RAB of work that the village does itself: material, wages, tools, each with its source of
price.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="rab_swakelola",
    name="RAB Swakelola",
    stage="procurement",
    fields=(
        *PACKAGE,
        table(
            "items",
            "Rincian",
            text("group", "Kelompok"),
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("unit_price", "Harga satuan"),
            rupiah("amount", "Jumlah"),
            text("price_source", "Sumber harga"),
        ),
        rupiah("total", "Jumlah"),
        *PKA,
    ),
    signatories=("pka",),
    facts=(
        "package",
        "total",
    ),
    folder=Path(__file__).parent,
    publicity="hps",
    workbook=True,
)
