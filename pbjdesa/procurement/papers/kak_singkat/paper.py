"""The short KAK that some regions use: background, who benefits, how, stages, specification,
payment.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, long_text, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="kak_singkat",
    name="Kerangka Acuan Kerja Ringkas",
    stage="procurement",
    fields=(
        *PACKAGE,
        long_text("background", "Latar belakang"),
        long_text("beneficiaries", "Penerima manfaat"),
        long_text("approach", "Cara pelaksanaan"),
        text("preparing_time", "Waktu persiapan"),
        text("carrying_out_time", "Waktu pelaksanaan"),
        text("reporting_time", "Waktu pelaporan"),
        table(
            "items",
            "Spesifikasi",
            text("name", "Uraian"),
            text("specification", "Spesifikasi"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
        ),
        long_text("payment", "Cara pembayaran"),
        *PKA,
    ),
    signatories=("pka",),
    facts=(
        "package",
        "activity",
    ),
    folder=Path(__file__).parent,
    editable=True,
)
