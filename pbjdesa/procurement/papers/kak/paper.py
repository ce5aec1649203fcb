"""Kerangka Acuan Kerja: the sixteen points that the PKA writes before TPK or supplier set to
work.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PKA,
    long_text,
    rupiah,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="kak",
    name="Kerangka Acuan Kerja (KAK)",
    stage="procurement",
    fields=(
        *PACKAGE,
        long_text("background", "Latar belakang"),
        long_text("purpose", "Maksud dan tujuan"),
        long_text("target", "Sasaran dan keluaran"),
        text("location", "Lokasi"),
        rupiah("value", "Nilai pekerjaan"),
        *PKA,
        text("field_of_work", "Bidang"),
        texts("tpk_names", "TPK"),
        long_text("scope", "Lingkup pekerjaan"),
        table(
            "items",
            "Spesifikasi bahan",
            text("name", "Uraian"),
            text("specification", "Spesifikasi"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
        ),
        text("labour", "Tenaga"),
        text("tools", "Alat"),
        long_text("support", "Dukungan dari Kasi/Kaur"),
        text("duration", "Jangka waktu"),
        text("schedule", "Jadwal"),
        text("progress_reports", "Laporan kemajuan"),
        text("final_report", "Laporan selesai"),
    ),
    signatories=("pka",),
    facts=(
        "package",
        "activity",
        "value",
    ),
    folder=Path(__file__).parent,
    editable=True,
)
