"""For swakelola: which workers, material and tools are needed, when, and at what cost."""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, TPK, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="rencana_sumber_daya",
    name="Rencana Tenaga, Bahan, dan Alat",
    stage="procurement",
    fields=(
        *PACKAGE,
        table(
            "resources",
            "Sumber daya",
            text("group", "Kelompok"),
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("unit_price", "Harga satuan"),
            rupiah("amount", "Jumlah"),
            text("when", "Waktu"),
        ),
        rupiah("total", "Jumlah"),
        *PKA,
        *TPK,
    ),
    signatories=(
        "tpk",
        "pka",
    ),
    facts=(
        "package",
        "total",
    ),
    folder=Path(__file__).parent,
)
