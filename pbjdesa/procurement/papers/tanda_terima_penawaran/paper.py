"""Tanda Terima Penawaran: what the supplier keeps as proof that the offer came in, and when.

It names the time to the second, the fingerprint (hash) of what was sent and a check code, never a
price: it may lie in the open before the offers are opened (A008). An envelope is signed for by the
person who took it.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import day, number, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="tanda_terima_penawaran",
    name="Tanda Terima Penawaran",
    stage="procurement",
    fields=(
        text("package", "Nama paket"),
        text("request_number", "Nomor surat permintaan penawaran", required=False),
        text("supplier_name", "Nama penyedia"),
        text("channel", "Cara menyampaikan"),
        number("version", "Penawaran ke"),
        day("received_on", "Tanggal terima"),
        text("received_time", "Jam terima"),
        day("closes_on", "Tanggal batas waktu"),
        text("closes_time", "Jam batas waktu"),
        text("offer_hash", "Sidik isi penawaran", required=False),
        text("offer_code", "Kode penawaran", required=False),
        text("taken_by_name", "Nama penerima amplop", required=False),
        text("taken_by_office", "Jabatan penerima amplop", required=False),
    ),
    signatories=(),
    facts=("package", "supplier_name", "received_on", "received_time"),
    folder=Path(__file__).parent,
    issuer="tpk",
)
