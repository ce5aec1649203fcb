"""Penetapan Pemenang: the supplier chosen, at which value, after which minutes, for what reasons.

It cites the number of the minutes of the negotiation (LKPP model set, mark B). Reasons are printed
where the rule set asks for them: one offer only, not the cheapest, two equal (A012, A013).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    DECREE,
    PACKAGE,
    SIGNERS,
    day,
    number,
    rupiah,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="penetapan_pemenang",
    name="Penetapan Pemenang",
    stage="procurement",
    fields=(
        *PACKAGE,
        *DECREE,
        text("evaluation_number", "Nomor berita acara evaluasi", required=False),
        day("evaluation_date", "Tanggal berita acara evaluasi", required=False),
        text("negotiation_number", "Nomor berita acara negosiasi", required=False),
        day("negotiation_date", "Tanggal berita acara negosiasi", required=False),
        rupiah("hps_total", "Nilai total HPS"),
        text("supplier_name", "Nama pemenang"),
        text("supplier_address", "Alamat pemenang"),
        text("supplier_contact", "Nama pemilik atau wakil"),
        rupiah("offer_total", "Harga penawaran"),
        rupiah("value", "Harga yang ditetapkan"),
        number("work_days", "Waktu penyerahan (hari kalender)"),
        texts("reasons", "Alasan", required=False),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("package", "supplier_name", "value"),
    folder=Path(__file__).parent,
    publicity="always",
    issuer="tpk",
)
