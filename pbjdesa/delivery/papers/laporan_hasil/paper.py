"""Laporan Hasil Pekerjaan: the Kasi/Kaur as PKA reports to the kepala desa the result.

Result, value and the papers of the inspection and the handover (LKPP model set; on Batang's list
"laporan hasil", mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    KEPALA_DESA,
    PACKAGE,
    PHOTOS,
    PKA,
    day,
    rupiah,
    table,
    text,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="laporan_hasil",
    name="Laporan Hasil Pekerjaan",
    stage="delivery",
    fields=(
        *PACKAGE,
        *PKA,
        *KEPALA_DESA,
        text("method", "Cara pengadaan"),
        text("executor", "Penyedia atau pelaksana"),
        text("order_kind", "Jenis surat dasar"),
        text("order_number", "Nomor surat dasar"),
        day("order_date", "Tanggal surat dasar"),
        text("inspection_number", "Nomor berita acara pemeriksaan"),
        day("inspection_date", "Tanggal berita acara pemeriksaan"),
        text("handover_number", "Nomor berita acara serah terima"),
        day("handover_date", "Tanggal berita acara serah terima"),
        text("location", "Lokasi"),
        text("output", "Keluaran"),
        day("period_start", "Awal pelaksanaan"),
        day("period_end", "Akhir pelaksanaan"),
        volume("progress", "Kemajuan (persen)"),
        table(
            "items",
            "Hasil pengadaan",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("amount", "Nilai"),
        ),
        rupiah("budget", "Anggaran atau HPS"),
        rupiah("total", "Nilai pengadaan"),
        text("note", "Catatan"),
        *PHOTOS,
    ),
    signatories=("pka", "kepala_desa"),
    facts=("package", "executor", "total", "progress"),
    folder=Path(__file__).parent,
    publicity="always",
    editable=True,
)
