"""Berita Acara Musrenbangdes: what the village agreed on, with the list of who was there as a
second part.

Fields as on the villages' form (Permendagri 114/2014, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import HELD, KEPALA_DESA, number, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="ba_musrenbangdes",
    name="Berita Acara Musrenbangdes",
    stage="planning",
    fields=(
        number("fiscal_year", "Tahun anggaran"),
        *HELD,
        texts("topics", "Materi"),
        text("leader_name", "Pimpinan rapat"),
        text("minutes_taker", "Notulis"),
        texts("speakers", "Narasumber"),
        texts("agreements", "Kesepakatan"),
        text("decided_by", "Cara mengambil keputusan"),
        text("bpd_name", "Nama Ketua BPD"),
        *KEPALA_DESA,
        text("citizen_name", "Nama wakil masyarakat"),
        table("present", "Yang hadir", text("name", "Nama"), text("position", "Unsur atau alamat")),
    ),
    signatories=(
        "bpd",
        "kepala_desa",
        "citizen",
    ),
    facts=(
        "fiscal_year",
        "held_on",
        "held_place",
    ),
    folder=Path(__file__).parent,
    editable=True,
)
