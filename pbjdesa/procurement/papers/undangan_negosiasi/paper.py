"""Undangan Negosiasi: the TPK asks a supplier to come and talk about the prices (R-25).

It names when and where, what the talk is about and what to bring; the supplier may send somebody
with a written power (Batang's list, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    HELD,
    PACKAGE,
    SIGNERS,
    SUPPLIER,
    day,
    rupiah,
    text,
    texts,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="undangan_negosiasi",
    name="Undangan Negosiasi",
    stage="procurement",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        rupiah("offer_total", "Harga penawaran"),
        text("evaluation_number", "Nomor berita acara evaluasi", required=False),
        day("evaluation_date", "Tanggal berita acara evaluasi", required=False),
        *HELD,
        text("agenda", "Acara"),
        texts("papers", "Yang dibawa", required=False),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("package", "supplier_name", "held_on"),
    folder=Path(__file__).parent,
    publicity="choice",
    issuer="tpk",
)
