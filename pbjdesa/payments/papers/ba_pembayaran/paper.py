"""Berita Acara Pembayaran: the PKA and the supplier agree on what is due, before the kades as
witness.

It rests on the contract and on the handover, before which nothing is paid (R-51); it states the
whole price, what is kept back, and what is handed over in figures and words.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, PACKAGE, PKA, SUPPLIER, day, rupiah, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="ba_pembayaran",
    name="Berita Acara Pembayaran",
    stage="payments",
    fields=(
        *PACKAGE,
        *PKA,
        *SUPPLIER,
        text("order_kind", "Jenis perjanjian"),
        text("order_number", "Nomor perjanjian"),
        day("order_date", "Tanggal perjanjian"),
        text("handover_number", "Nomor berita acara serah terima"),
        day("handover_date", "Tanggal serah terima"),
        text("stage", "Pembayaran untuk"),
        rupiah("gross", "Nilai perjanjian"),
        rupiah("deductions", "Potongan pajak dan denda"),
        rupiah("net", "Jumlah yang dibayarkan"),
        *KEPALA_DESA,
    ),
    signatories=(
        "pka",
        "supplier",
        "kepala_desa",
    ),
    facts=(
        "package",
        "supplier_name",
        "gross",
    ),
    folder=Path(__file__).parent,
    publicity="payment",
)
