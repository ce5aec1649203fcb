"""Surat Pesanan: the order to one shop, the contract form of small purchases.

Fields as in the LKPP model set: PKA and penyedia with their particulars, the item table, the words
of the sum, cash or transfer, and what the payment rests on (mark B). It is an agreement of a civil
nature, so the stamp is due when the rule set says so (UU 10/2020).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PKA,
    PRICED_ITEM,
    STAMP,
    SUPPLIER,
    day,
    rupiah,
    table,
    text,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="surat_pesanan",
    name="Surat Pesanan",
    stage="contracts",
    fields=(
        *PACKAGE,
        *PKA,
        text("pka_address", "Alamat PKA"),
        *SUPPLIER,
        text("supplier_nik", "NIK penyedia", private=True),
        text("supplier_npwp", "NPWP penyedia", private=True),
        text("supplier_account", "Rekening penyedia", private=True),
        table(
            "items",
            "Barang atau jasa",
            *PRICED_ITEM,
        ),
        rupiah("total", "Nilai pesanan"),
        text("tax_note", "Keterangan pajak", required=False),
        day("delivery_due", "Batas penyerahan"),
        text("delivery_place", "Tempat penyerahan"),
        text("payment_way", "Cara bayar"),
        text("payment_basis", "Dasar pembayaran"),
        *STAMP,
    ),
    signatories=("pka", "supplier"),
    facts=("package", "supplier_name", "total", "delivery_due"),
    folder=Path(__file__).parent,
    publicity="always",
)
