"""Laporan Evaluasi: the Kasi/Kaur judges schedule, cost and progress, and asks for corrections.

Written from the TPK's reports of a period (LKPP model set for swakelola, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, rupiah, text, texts, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="laporan_evaluasi",
    name="Laporan Evaluasi Swakelola",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        day("period_start", "Awal masa evaluasi"),
        day("period_end", "Akhir masa evaluasi"),
        text("basis", "Laporan TPK yang dievaluasi"),
        text("schedule_plan", "Jadwal menurut rencana"),
        text("schedule_done", "Jadwal yang terjadi"),
        text("schedule_view", "Penilaian jadwal"),
        rupiah("cost_plan", "Biaya menurut rencana"),
        rupiah("cost_done", "Biaya yang terpakai"),
        text("cost_view", "Penilaian biaya"),
        volume("progress_plan", "Kemajuan menurut rencana (persen)"),
        volume("progress_done", "Kemajuan yang dicapai (persen)"),
        text("progress_view", "Penilaian kemajuan"),
        text("other", "Hal lain"),
        texts("corrections", "Perbaikan yang diminta dari TPK"),
        day("due_on", "Batas waktu perbaikan"),
        *PKA,
    ),
    signatories=("pka",),
    facts=("package", "period_end", "progress_done"),
    folder=Path(__file__).parent,
    editable=True,
)
