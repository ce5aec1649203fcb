"""Berita Acara Serah Terima of a swakelola: the TPK hands the finished work over to the Kasi/Kaur.

Before the handover to the kepala desa, who gets a copy (LKPP model set for swakelola, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="bast_tpk",
    name="Berita Acara Serah Terima dari TPK",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("leader_name", "Nama ketua TPK"),
        text("leader_nik", "NIK ketua TPK", private=True),
        text("leader_address", "Alamat ketua TPK"),
        *PKA,
        text("pka_nik", "NIK PKA", private=True),
        text("pka_address", "Alamat PKA"),
        text("decree", "Nomor dan tanggal SK TPK"),
        text("report", "Laporan TPK, nomor dan tanggalnya"),
        text("location", "Lokasi"),
        text("output", "Keluaran kegiatan"),
        day("period_start", "Awal pelaksanaan"),
        day("period_end", "Akhir pelaksanaan"),
        table(
            "items",
            "Hasil pekerjaan",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("amount", "Nilai"),
            text("note", "Keterangan"),
        ),
        rupiah("total", "Jumlah nilai"),
    ),
    signatories=("leader", "pka"),
    facts=("package", "output", "total", "period_end"),
    folder=Path(__file__).parent,
    publicity="always",
    issuer="tpk",
)
