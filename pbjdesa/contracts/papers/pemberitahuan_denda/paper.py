"""Surat Pemberitahuan Denda: how many days late, and how the penalty is worked out (R-40, R-41).

Each step of the sum stands on the paper: base without PPN, rate per day, days, result, limit. Rate,
base and limit are the rule set's; the penalty is cut from the payment (LKPP model terms, mark B).
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import AGREED, TERMS, VILLAGE
from pbjdesa.documents.paper.fields import PACKAGE, SUPPLIER, day, number, rupiah, text
from pbjdesa.documents.paper.kinds import PaperKind

PENALTY = tuple(field for field in TERMS if field.name.startswith("penalty_"))

PAPER = PaperKind(
    slug="pemberitahuan_denda",
    name="Surat Pemberitahuan Denda",
    stage="contracts",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        *AGREED,
        rupiah("total", "Nilai perjanjian, termasuk PPN"),
        day("due_on", "Batas penyerahan"),
        text("counted_name", "Hari yang dihitung sampai"),
        day("counted_until", "Tanggal yang dihitung sampai"),
        number("late_days", "Terlambat (hari)"),
        *PENALTY,
        rupiah("base_value", "Dasar denda tanpa PPN"),
        rupiah("per_day", "Denda per hari"),
        rupiah("uncapped", "Hasil hitungan denda"),
        rupiah("cap_value", "Batas jumlah denda", required=False),
        rupiah("penalty", "Denda"),
        *VILLAGE,
    ),
    signatories=("village",),
    facts=("package", "supplier_name", "late_days", "penalty"),
    folder=Path(__file__).parent,
)
