"""Berita Acara Pembukaan Penawaran: who was asked, what came in time, and at what price.

Some regions write it, others fold it into the evaluation (mark B). Here it is the proof that all
offers were opened at once and after the closing time (A009).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    DECREE,
    HELD,
    PACKAGE,
    TPK,
    number,
    rupiah,
    table,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="ba_pembukaan",
    name="Berita Acara Pembukaan Penawaran",
    stage="procurement",
    fields=(
        *PACKAGE,
        *HELD,
        *DECREE,
        number("round", "Undangan ke"),
        text("closed", "Batas waktu penawaran"),
        number("invited", "Banyak penyedia yang diundang"),
        rupiah("hps_total", "Nilai total HPS", required=False),
        table(
            "offers",
            "Penawaran",
            text("name", "Nama penyedia"),
            text("received", "Waktu terima"),
            text("channel", "Cara menyampaikan"),
            text("statement", "Surat pernyataan"),
            rupiah("total", "Harga penawaran"),
        ),
        texts("silent", "Yang tidak menawar", required=False),
        text("conclusion", "Kesimpulan"),
        *TPK,
    ),
    signatories=("tpk",),
    facts=("package", "round", "invited"),
    folder=Path(__file__).parent,
    publicity="choice",
    issuer="tpk",
)
