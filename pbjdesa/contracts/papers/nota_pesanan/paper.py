"""Nota Pesanan: the small order, on one page; what a shop keeps beside its counter.

The same particulars as the surat pesanan (LKPP model set, mark B) without its terms, and without a
stamp: it calls for goods at a price that is agreed already.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PKA,
    PRICED_ITEM,
    SUPPLIER,
    day,
    rupiah,
    table,
    text,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="nota_pesanan",
    name="Nota Pesanan",
    stage="contracts",
    fields=(
        *PACKAGE,
        *PKA,
        text("pka_address", "Alamat PKA"),
        *SUPPLIER,
        text("supplier_nik", "NIK penyedia", required=False, private=True),
        text("supplier_npwp", "NPWP penyedia", required=False, private=True),
        text("supplier_account", "Rekening penyedia", required=False, private=True),
        table("items", "Barang atau jasa", *PRICED_ITEM),
        rupiah("total", "Nilai pesanan"),
        day("delivery_due", "Batas penyerahan"),
        text("delivery_place", "Tempat penyerahan"),
        text("payment_way", "Cara bayar"),
        text("payment_basis", "Dasar pembayaran"),
    ),
    signatories=("pka", "supplier"),
    facts=("package", "supplier_name", "total", "delivery_due"),
    folder=Path(__file__).parent,
    publicity="always",
)
