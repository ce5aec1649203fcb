"""Invoice: the supplier asks for the money, with PPN, what will be withheld, and the account.

The village pays PPN and PPh to the state and the rest to the supplier. PPN that the village does
not collect stays with the supplier, who remits it. The number is the supplier's own.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import SUPPLIER, day, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="invoice",
    name="Tagihan",
    stage="payments",
    fields=(
        text("buyer", "Kepada"),
        text("package", "Nama paket"),
        *SUPPLIER,
        text("order_kind", "Jenis perjanjian"),
        text("order_number", "Nomor perjanjian"),
        day("order_date", "Tanggal perjanjian"),
        table(
            "items",
            "Barang/jasa",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("unit_price", "Harga satuan"),
            rupiah("amount", "Jumlah"),
        ),
        rupiah("subtotal", "Harga sebelum PPN"),
        rupiah("ppn", "PPN"),
        rupiah("total", "Jumlah tagihan"),
        rupiah("ppn_collected", "PPN yang dipungut desa"),
        rupiah("pph", "PPh yang dipotong desa"),
        rupiah("net", "Jumlah yang diterima"),
        text("supplier_npwp", "NPWP", private=True),
        text("supplier_account", "Rekening", private=True),
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
