"""Surat Pernyataan Tanggung Jawab Belanja (SPTB): the PKA answers for the sums and keeps the
receipts.

Permendagri 20/2018 asks for it beside every SPP; the SPP here carries a short one, this is the
paper of its own that some regions file.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pernyataan_belanja",
    name="Pernyataan Tanggung Jawab Belanja",
    stage="payments",
    fields=(
        *PACKAGE,
        *PKA,
        text("spp_number", "Nomor SPP"),
        table(
            "lines",
            "Rincian belanja",
            text("account_code", "Kode rekening"),
            text("recipient", "Penerima"),
            text("description", "Uraian"),
            text("document", "Nomor dan tanggal bukti"),
            rupiah("amount", "Jumlah"),
        ),
        rupiah("total", "Jumlah belanja"),
    ),
    signatories=("pka",),
    facts=(
        "package",
        "activity",
        "total",
    ),
    folder=Path(__file__).parent,
    publicity="payment",
)
