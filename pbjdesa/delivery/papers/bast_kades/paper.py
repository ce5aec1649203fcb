"""Berita Acara Serah Terima, second: the PKA hands the result over to the kades as PKPKD.

One may gather several packages of one activity (Ngawi's practice, mark B), so each row names the
first handover it rests on.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    KEPALA_DESA,
    PKA,
    day,
    number,
    rupiah,
    table,
    text,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="bast_kades",
    name="Berita Acara Serah Terima kepada Kepala Desa",
    stage="delivery",
    fields=(
        text("activity", "Nama kegiatan"),
        text("source_of_funds", "Sumber dana"),
        number("fiscal_year", "Tahun anggaran"),
        *PKA,
        text("pka_nik", "NIK PKA", private=True),
        text("pka_address", "Alamat PKA"),
        *KEPALA_DESA,
        text("kepala_desa_nik", "NIK kepala desa", private=True),
        text("kepala_desa_address", "Alamat kepala desa"),
        text("output", "Keluaran kegiatan"),
        text("location", "Lokasi"),
        day("period_start", "Awal pelaksanaan"),
        day("period_end", "Akhir pelaksanaan"),
        table(
            "items",
            "Hasil pengadaan",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("amount", "Nilai"),
            text("basis", "Dasar (nomor dan tanggal BAST dari penyedia)"),
        ),
        rupiah("total", "Jumlah nilai"),
    ),
    signatories=("pka", "kepala_desa"),
    facts=("activity", "fiscal_year", "total", "output"),
    folder=Path(__file__).parent,
    publicity="always",
)
