"""Sampul SPJ: the first pages of the bound file of a purchase (A019).

What was bought, from whom and for how much; each paper of the file with its page; and what is still
missing. The order is that of the matrix of papers (union of the sets of papers in use, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, flag, number, rupiah, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="sampul_spj",
    name="Sampul SPJ",
    stage="payments",
    fields=(
        *PACKAGE,
        text("package_number", "Nomor paket"),
        text("method", "Cara pengadaan"),
        text("supplier_name", "Nama penyedia", required=False),
        text("supplier_address", "Alamat penyedia", required=False),
        rupiah("value", "Nilai", required=False),
        number("page_count", "Banyaknya halaman"),
        table(
            "contents",
            "Daftar isi",
            text("paper", "Berkas"),
            text("letter_number", "Nomor dan tanggal"),
            text("status", "Keadaan"),
            text("page", "Halaman"),
        ),
        texts("missing", "Yang belum ada", required=False),
        flag("complete", "Berkas lengkap"),
        text("seal", "Segel berkas digital", required=False),
        text("sealed_at", "Waktu penyegelan", required=False),
    ),
    signatories=(),
    facts=("package", "value", "page_count"),
    folder=Path(__file__).parent,
)
