"""Nota: the seller's own note of what was sold, for a stall that has no printed book of its own."""

from pathlib import Path

from pbjdesa.documents.paper.fields import PRICED_ITEM, SUPPLIER, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="nota_toko",
    name="Nota Penjualan",
    stage="payments",
    fields=(
        text("buyer", "Pembeli"),
        text("package", "Nama paket"),
        *SUPPLIER,
        text("supplier_phone", "Telepon", required=False, private=True),
        table("items", "Barang/jasa", *PRICED_ITEM),
        rupiah("total", "Jumlah"),
        text("tax_note", "Keterangan pajak"),
    ),
    signatories=("supplier",),
    facts=(
        "package",
        "supplier_name",
        "total",
    ),
    folder=Path(__file__).parent,
    issuer="supplier",
)
