"""Buku Pembantu Pajak: a village's year of taxes, withheld, deposited, and still held (A018).

One of the books of the kaur keuangan; the balance of its last line is what the village still owes
the state.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, day, number, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="buku_pajak",
    name="Buku Pembantu Pajak",
    stage="payments",
    fields=(
        number("year", "Tahun"),
        rupiah("opening", "Saldo awal tahun"),
        table(
            "entries",
            "Pajak yang dipotong dan disetor",
            day("dated", "Tanggal"),
            text("about", "Uraian"),
            text("proof", "NTPN", required=False),
            rupiah("withheld", "Pemotongan"),
            rupiah("deposited", "Penyetoran"),
            rupiah("balance", "Saldo"),
        ),
        rupiah("withheld_total", "Jumlah pemotongan"),
        rupiah("deposited_total", "Jumlah penyetoran"),
        rupiah("closing", "Saldo akhir"),
        text("kaur_keuangan_name", "Nama kaur keuangan"),
        *KEPALA_DESA,
    ),
    signatories=("kepala_desa", "kaur_keuangan"),
    facts=("year", "closing"),
    folder=Path(__file__).parent,
    publicity="never",
)
