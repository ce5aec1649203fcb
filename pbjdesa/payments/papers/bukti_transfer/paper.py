"""The sheet on which the bank's slip is pasted: what was paid, from where, to whom.

A slip that was photographed as the evidence is printed in the frame instead.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, day, picture, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="bukti_transfer",
    name="Bukti Transfer",
    stage="payments",
    fields=(
        *PACKAGE,
        day("paid_on", "Tanggal bayar"),
        rupiah("amount", "Jumlah"),
        text("from_account", "Dari rekening", private=True),
        text("to_account", "Ke rekening", private=True),
        text("recipient_name", "Nama penerima"),
        text("reference", "Nomor referensi bank"),
        text("receipt_number", "Nomor kuitansi"),
        table(
            "slips",
            "Bukti dari bank",
            picture("sha256", "Foto"),
            text("caption", "Keterangan foto"),
        ),
        text("kaur_keuangan_name", "Nama kaur keuangan"),
    ),
    signatories=("kaur_keuangan",),
    facts=(
        "package",
        "amount",
    ),
    folder=Path(__file__).parent,
    publicity="payment",
)
