"""Keputusan Kepala Desa tentang Tim Pelaksana Kegiatan: who sits in the team, and from when.

Grounds, decisions KESATU onwards and a list of members with element and position, with a copy for
the camat, as village model sets have it (mark B); a team for the year or for one activity. The
tasks are those of the LKPP guideline in our own words. Honor is named only where the rule set does.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, day, number, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="sk_tpk",
    name="Keputusan Kepala Desa tentang TPK",
    stage="planning",
    fields=(
        text("scope", "Untuk"),
        number("fiscal_year", "Tahun anggaran"),
        text("regulation", "Peraturan yang mendasari"),
        day("from_date", "Berlaku sejak"),
        text("earlier_decree", "Keputusan yang digantikan", required=False),
        rupiah("honor_max", "Honor paling banyak", required=False),
        table(
            "members",
            "Susunan TPK",
            text("name", "Nama"),
            text("element", "Unsur"),
            text("position", "Kedudukan"),
            text("note", "Keterangan"),
        ),
        *KEPALA_DESA,
    ),
    signatories=("kepala_desa",),
    facts=("scope", "fiscal_year", "from_date"),
    folder=Path(__file__).parent,
    issuer="desa",
)
