"""Laporan TPK: the team reports to the PKA, and to the kepala desa, how its purchase or work went.

What was done step by step, with the papers it rests on, money and result; the whole team signs
(LKPP model set, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PKA,
    TPK,
    day,
    rupiah,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="laporan_tpk",
    name="Laporan TPK",
    stage="delivery",
    fields=(
        *PACKAGE,
        *PKA,
        text("decree", "Nomor dan tanggal SK TPK"),
        text("method", "Cara pengadaan"),
        text("executor", "Pelaksana atau penyedia"),
        text("location", "Lokasi"),
        day("period_start", "Awal pelaksanaan"),
        day("period_end", "Akhir pelaksanaan"),
        rupiah("budget", "Anggaran atau HPS"),
        rupiah("spent", "Nilai pengadaan"),
        rupiah("saved", "Sisa anggaran"),
        volume("progress", "Kemajuan (persen)"),
        text("output", "Keluaran"),
        table(
            "steps",
            "Tahapan dan suratnya",
            text("name", "Tahapan"),
            text("number", "Nomor surat"),
            day("on", "Tanggal"),
        ),
        text("obstacles", "Hambatan dan penyelesaiannya"),
        texts("advice", "Saran"),
        *TPK,
    ),
    signatories=("tpk",),
    facts=("package", "spent", "progress"),
    folder=Path(__file__).parent,
    issuer="tpk",
    editable=True,
)
