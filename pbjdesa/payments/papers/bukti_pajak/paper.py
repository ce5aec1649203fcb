"""The taxes of one payment: base, rate, sum, NTPN; then billing code, bukti potong, faktur pajak.

The first table comes from the records, the second from the slips that the kaur keuangan holds.

Without proof of every tax a file is not closed (A018).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, day, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="bukti_pajak",
    name="Daftar Bukti Pajak",
    stage="payments",
    fields=(
        *PACKAGE,
        text("supplier_name", "Nama toko atau usaha"),
        text("supplier_npwp", "NPWP penyedia", private=True),
        rupiah("gross", "Nilai pembayaran"),
        table(
            "taxes",
            "Pajak",
            text("name", "Jenis pajak"),
            rupiah("base", "Dasar pengenaan"),
            text("rate", "Tarif"),
            rupiah("amount", "Jumlah"),
            text("ntpn", "NTPN"),
            day("proved_on", "Tanggal setor"),
        ),
        rupiah("total", "Jumlah pajak"),
        table(
            "proofs",
            "Nomor bukti pajak",
            text("name", "Jenis pajak"),
            text("billing_code", "Kode billing"),
            text("document", "Faktur pajak atau bukti potong"),
            text("document_number", "Nomor faktur atau bukti potong"),
            day("document_date", "Tanggal faktur atau bukti potong"),
        ),
        text("kaur_keuangan_name", "Nama kaur keuangan"),
    ),
    signatories=("kaur_keuangan",),
    facts=(
        "package",
        "total",
    ),
    folder=Path(__file__).parent,
    publicity="never",
)
