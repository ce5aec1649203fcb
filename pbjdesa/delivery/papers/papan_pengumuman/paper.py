"""Papan Pengumuman: the board at the site or the village office that tells everybody what is built.

In large letters, to be read from two metres; what the result notice says of name, value, output,
place, time and TPK (LKPP model set; Batang's list, mark B). Its QR leads to the same facts.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import number, rupiah, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="papan_pengumuman",
    name="Papan Pengumuman",
    stage="delivery",
    fields=(
        text("package", "Nama paket"),
        text("activity", "Nama kegiatan"),
        text("source_of_funds", "Sumber dana"),
        number("fiscal_year", "Tahun anggaran"),
        rupiah("value", "Nilai"),
        text("output", "Keluaran"),
        text("location", "Lokasi"),
        text("duration", "Waktu pelaksanaan"),
        text("executor", "Pelaksana"),
        text("team", "Nama TPK", required=False),
    ),
    signatories=(),
    facts=("package", "value", "output", "location", "duration"),
    folder=Path(__file__).parent,
    publicity="choice",
)
