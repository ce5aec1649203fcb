"""Laporan Penggunaan Sumber Daya: labour, material and tools of a period, planned and used.

Volume and cost of each beside the plan; the ketua TPK reports, the Kasi/Kaur verifies (LKPP model
set for swakelola, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

_RESOURCE = (
    text("name", "Sumber daya"),
    text("unit", "Satuan"),
    volume("plan_volume", "Rencana volume"),
    rupiah("plan_cost", "Rencana biaya"),
    volume("done_volume", "Realisasi volume"),
    rupiah("done_cost", "Realisasi biaya"),
    text("note", "Keterangan"),
)

PAPER = PaperKind(
    slug="laporan_sumber_daya",
    name="Laporan Penggunaan Sumber Daya",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        day("period_start", "Awal masa laporan"),
        day("period_end", "Akhir masa laporan"),
        table("workers", "Tenaga kerja", *_RESOURCE),
        rupiah("workers_plan", "Tenaga kerja: rencana biaya"),
        rupiah("workers_done", "Tenaga kerja: realisasi biaya"),
        table("materials", "Material", *_RESOURCE),
        rupiah("materials_plan", "Material: rencana biaya"),
        rupiah("materials_done", "Material: realisasi biaya"),
        table("tools", "Peralatan", *_RESOURCE),
        rupiah("tools_plan", "Peralatan: rencana biaya"),
        rupiah("tools_done", "Peralatan: realisasi biaya"),
        rupiah("plan_total", "Rencana biaya seluruhnya"),
        rupiah("done_total", "Realisasi biaya seluruhnya"),
        text("leader_name", "Nama ketua TPK"),
        *PKA,
    ),
    signatories=("leader", "pka"),
    facts=("package", "period_end", "plan_total", "done_total"),
    folder=Path(__file__).parent,
    issuer="tpk",
)
