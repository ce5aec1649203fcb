"""Kuitansi with the Tanda Bukti Pengeluaran (A2): who got the money, what was withheld, who agreed.

The receipt states the gross sum; the A2 states gross, each tax withheld, and what was handed over,
with the set of signatures villages use: kades agrees, sekdes verified, kaur keuangan paid, PKA
(Batang's form, mark B). The stamp is due above the sum that the rule set gives (UU 10/2020).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    KEPALA_DESA,
    PACKAGE,
    PKA,
    STAMP,
    flag,
    rupiah,
    table,
    text,
)
from pbjdesa.documents.paper.kinds import PaperKind

SIGNERS = (
    ("penerima", "penerima"),
    ("pka", "Kasi/Kaur"),
    ("sekdes", "sekretaris desa"),
    ("kaur_keuangan", "kaur keuangan"),
    ("kepala_desa", "kepala desa"),
)
"""Who signs unless the rule set leaves them out (R-55)."""

PAPER = PaperKind(
    slug="kuitansi",
    name="Kuitansi dan Bukti Pengeluaran",
    stage="payments",
    fields=(
        *PACKAGE,
        text("payer", "Pembayar"),
        text("purpose", "Guna pembayaran"),
        rupiah("gross", "Jumlah kotor"),
        table(
            "deductions",
            "Potongan pajak",
            text("name", "Nama pajak"),
            rupiah("base", "Dasar pengenaan"),
            text("rate", "Tarif"),
            rupiah("amount", "Jumlah potongan"),
        ),
        rupiah("total_deductions", "Jumlah seluruh potongan"),
        rupiah("net", "Jumlah dibayarkan"),
        text("recipient_name", "Nama penerima"),
        text("recipient_position", "Jabatan penerima"),
        text("supplier_name", "Nama toko atau usaha"),
        text("supplier_address", "Alamat usaha"),
        text("supplier_npwp", "NPWP penyedia", private=True),
        *PKA,
        text("sekdes_name", "Nama sekretaris desa"),
        *KEPALA_DESA,
        text("kaur_keuangan_name", "Nama kaur keuangan"),
        *STAMP,
        *(flag(f"no_{office}", f"Tanpa tanda tangan {name}") for office, name in SIGNERS),
    ),
    signatories=("recipient", "pka", "sekdes", "kepala_desa", "kaur_keuangan"),
    facts=("package", "supplier_name", "gross", "net"),
    folder=Path(__file__).parent,
    publicity="payment",
)
