"""Surat Persetujuan Penawaran: the village accepts an offer, at the agreed price (Batang, mark B).

It rests on the minutes of the negotiation and on the award, and asks the supplier to come and sign.
Nobody is bound before both have signed the agreement.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, SIGNERS, SUPPLIER, day, number, rupiah, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="persetujuan_penawaran",
    name="Surat Persetujuan Penawaran",
    stage="procurement",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        day("offer_date", "Tanggal penawaran"),
        rupiah("offer_total", "Harga penawaran"),
        text("negotiation_number", "Nomor berita acara negosiasi", required=False),
        day("negotiation_date", "Tanggal berita acara negosiasi", required=False),
        text("award_number", "Nomor penetapan pemenang"),
        day("award_date", "Tanggal penetapan pemenang"),
        rupiah("value", "Harga yang disetujui"),
        number("work_days", "Waktu penyerahan (hari kalender)"),
        text("delivery_place", "Tempat penyerahan"),
        text("contract_name", "Bentuk perjanjian"),
        day("sign_by", "Perjanjian ditandatangani paling lambat", required=False),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("package", "supplier_name", "value"),
    folder=Path(__file__).parent,
    publicity="choice",
    issuer="tpk",
)
