"""Surat Permintaan Pembayaran with the Pernyataan Tanggung Jawab Belanja.

The PKA asks, the sekdes verifies, the kades approves, the kaur keuangan pays (Permendagri 20/2018;
chain as on the villages' A2 form, mark B). For work by a penyedia it comes only after the goods
were received. Columns of the request are those that villages know from their finance application.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    KEPALA_DESA,
    PACKAGE,
    PKA,
    rupiah,
    table,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="spp",
    name="Surat Permintaan Pembayaran",
    stage="payments",
    fields=(
        text("bidang", "Bidang"),
        text("sub_bidang", "Sub bidang"),
        *PACKAGE,
        table(
            "lines",
            "Rincian permintaan",
            text("account_code", "Kode rekening"),
            text("description", "Uraian"),
            rupiah("ceiling", "Pagu anggaran"),
            rupiah("paid_before", "Pencairan sebelumnya"),
            rupiah("requested", "Permintaan sekarang"),
            rupiah("paid_so_far", "Jumlah sampai saat ini"),
            rupiah("left", "Sisa anggaran"),
        ),
        rupiah("total", "Jumlah yang diminta"),
        text("payee_name", "Penerima pembayaran"),
        text("payee_account", "Rekening penerima", private=True),
        text("payment_way", "Cara bayar"),
        texts("attachments", "Lampiran"),
        table(
            "evidence",
            "Bukti belanja",
            text("recipient", "Penerima"),
            text("description", "Uraian"),
            text("document", "Bukti"),
            rupiah("amount", "Jumlah"),
        ),
        *PKA,
        text("sekdes_name", "Nama sekretaris desa"),
        *KEPALA_DESA,
        text("kaur_keuangan_name", "Nama kaur keuangan"),
    ),
    signatories=("pka", "sekdes", "kepala_desa", "kaur_keuangan"),
    facts=("package", "activity", "fiscal_year", "total"),
    folder=Path(__file__).parent,
    publicity="payment",
)
