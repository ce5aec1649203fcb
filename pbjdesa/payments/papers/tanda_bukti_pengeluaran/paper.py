"""Tanda Bukti Pengeluaran (A2) as a sheet of its own, where a kabupaten files it so.

The kuitansi of a purchase carries the same A2 as its second part (Batang's form, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, PACKAGE, PKA, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="tanda_bukti_pengeluaran",
    name="Tanda Bukti Pengeluaran (A2)",
    stage="payments",
    fields=(
        *PACKAGE,
        text("payer", "Dibayar oleh"),
        text("recipient_name", "Dibayarkan kepada"),
        text("supplier_name", "Nama toko atau usaha"),
        text("supplier_npwp", "NPWP penyedia", private=True),
        text("recipient_address", "Alamat penerima"),
        text("purpose", "Guna pembayaran"),
        rupiah("gross", "Jumlah kotor"),
        table(
            "deductions",
            "Potongan",
            text("name", "Nama potongan"),
            rupiah("base", "Dasar pengenaan"),
            text("rate", "Tarif"),
            rupiah("amount", "Jumlah potongan"),
        ),
        rupiah("total_deductions", "Jumlah potongan seluruhnya"),
        rupiah("net", "Jumlah dibayarkan"),
        *PKA,
        text("sekdes_name", "Nama sekretaris desa"),
        *KEPALA_DESA,
        text("kaur_keuangan_name", "Nama kaur keuangan"),
    ),
    signatories=(
        "kepala_desa",
        "sekdes",
        "kaur_keuangan",
        "pka",
        "recipient",
    ),
    facts=(
        "package",
        "gross",
        "net",
    ),
    folder=Path(__file__).parent,
    publicity="payment",
)
