"""Daftar Hadir Pekerja: who worked on which days of a week; the ground of the wage list.

V for a day, ½ for half a one; a day that is not known yet stays empty, to be ticked by hand at the
site. Swakelola only (regional sets, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, number, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

PAPER = PaperKind(
    slug="daftar_hadir_pekerja",
    name="Daftar Hadir Pekerja",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        number("week", "Minggu ke"),
        day("period_start", "Senin"),
        day("period_end", "Minggu"),
        table(
            "workers",
            "Pekerja",
            text("name", "Nama"),
            text("job", "Keahlian"),
            *(text(f"day_{place}", f"Hadir hari {name}") for place, name in enumerate(_DAYS, 1)),
            volume("days", "Jumlah hari"),
        ),
        volume("days_total", "Jumlah hari seluruhnya"),
        text("leader_name", "Nama ketua TPK"),
        *PKA,
    ),
    signatories=("leader", "pka"),
    facts=("package", "week", "days_total"),
    folder=Path(__file__).parent,
    issuer="tpk",
)
