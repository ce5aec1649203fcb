"""Pengumuman Perencanaan Pengadaan: what the village will buy this year, signed by the kades.

Columns as villages print them in the LKPP model set for swakelola and penyedia (seen in village
applications of Wonosobo, mark B); it must hang before the year's first purchase starts (R-02).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, number, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pengumuman_rencana",
    name="Pengumuman Rencana Pengadaan",
    stage="planning",
    fields=(
        number("fiscal_year", "Tahun anggaran"),
        text("regulation", "Peraturan yang menjadi dasar"),
        text("plan_basis", "Peraturan desa tentang RKP Desa atau APB Desa"),
        table(
            "packages",
            "Rencana pengadaan",
            text("activity", "Nama kegiatan"),
            rupiah("value", "Nilai pengadaan"),
            text("way", "Cara pengadaan"),
            text("source_of_funds", "Sumber anggaran"),
            volume("output_volume", "Volume keluaran"),
            text("output_unit", "Satuan keluaran"),
            text("tpk_name", "Nama TPK"),
            text("location", "Lokasi kegiatan"),
            text("time", "Waktu pelaksanaan"),
            text("note", "Keterangan"),
        ),
        rupiah("total", "Jumlah nilai"),
        text("media", "Tempat pengumuman"),
        *KEPALA_DESA,
    ),
    signatories=("kepala_desa",),
    facts=("fiscal_year", "total", "plan_basis"),
    folder=Path(__file__).parent,
    publicity="always",
)
