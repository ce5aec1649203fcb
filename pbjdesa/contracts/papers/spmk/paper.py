"""Surat Perintah Mulai Kerja (SPMK): from which day the supplier works, and until when.

Some regions write it after the SPK or the surat perjanjian (mark B): parties, the agreement, scope,
first day, duration, last day, and the penalty for whoever is late, by the rule set.
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import AGREED, PARTIES, TERMS
from pbjdesa.documents.paper.fields import PACKAGE, SUPPLIER, day, number, rupiah, text
from pbjdesa.documents.paper.kinds import PaperKind

PENALTY = tuple(field for field in TERMS if field.name.startswith("penalty_"))

PAPER = PaperKind(
    slug="spmk",
    name="Surat Perintah Mulai Kerja",
    stage="contracts",
    fields=(
        *PACKAGE,
        *PARTIES[:3],
        *SUPPLIER,
        *AGREED,
        rupiah("total", "Nilai perjanjian"),
        text("scope", "Lingkup pekerjaan"),
        text("location", "Lokasi pekerjaan"),
        day("start_on", "Mulai kerja"),
        number("work_days", "Waktu pelaksanaan (hari kalender)"),
        day("due_on", "Batas penyelesaian"),
        *PENALTY,
    ),
    signatories=("supplier", "village"),
    facts=("package", "supplier_name", "start_on", "due_on"),
    folder=Path(__file__).parent,
    publicity="always",
)
