"""Surat Penawaran: a supplier offers at a price, for so many days, in answer to a letter.

Fields of the LKPP model set (mark B): the letter that it answers, value in figures and words with
PPN, duration, validity, enclosures, bank account, and who signs. It is the supplier's own letter:
no letterhead, and its number is the supplier's, written by hand. What was sent by phone is printed
from the opened offer, and says so with its code.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    STAMP,
    SUPPLIER,
    day,
    number,
    rupiah,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="surat_penawaran",
    name="Surat Penawaran",
    stage="procurement",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        text("supplier_phone", "Telepon", required=False, private=True),
        text("supplier_account", "Rekening penyedia", private=True),
        text("request_name", "Surat yang dijawab"),
        text("request_number", "Nomor surat yang dijawab"),
        day("request_date", "Tanggal surat yang dijawab"),
        rupiah("total", "Harga penawaran"),
        number("work_days", "Waktu pelaksanaan (hari kalender)"),
        number("valid_days", "Masa berlaku penawaran (hari kalender)"),
        texts("papers", "Lampiran"),
        text("offered_on", "Tempat dan tanggal penawaran"),
        text("kept_note", "Keterangan penawaran elektronik", required=False),
        *STAMP,
    ),
    signatories=("supplier",),
    facts=("package", "supplier_name", "total"),
    folder=Path(__file__).parent,
    issuer="supplier",
)
