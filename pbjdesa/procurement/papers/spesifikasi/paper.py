"""Spesifikasi Teknis: what exactly is bought, written by the Kasi/Kaur before anybody is asked.

Fields as in the LKPP model set seen in village applications (Wonosobo, Batang, Ngawi; mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import ITEM, PACKAGE, PKA, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="spesifikasi",
    name="Spesifikasi Teknis",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        table(
            "items",
            "Barang atau jasa",
            *ITEM,
        ),
        text("supplier_reason", "Alasan tidak swakelola", required=False),
        text("delivery_time", "Waktu penyerahan", required=False),
        texts("terms", "Ketentuan lain", required=False),
        *PKA,
    ),
    signatories=("pka",),
    facts=("package", "activity", "fiscal_year", "location"),
    folder=Path(__file__).parent,
    publicity="always",
    editable=True,
)
