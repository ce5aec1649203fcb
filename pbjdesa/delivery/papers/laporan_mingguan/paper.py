"""Laporan Mingguan: how far each part of the work came in one week, against the plan.

Weights in per cent of the whole; labour in days (HOK). The contents that the general terms of an
SPK ask of weekly reports, and the weekly report of a regional swakelola set (mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PHOTOS,
    PKA,
    day,
    number,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="laporan_mingguan",
    name="Laporan Mingguan",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        text("executor", "Pelaksana pekerjaan"),
        number("week", "Minggu ke"),
        day("period_start", "Awal minggu"),
        day("period_end", "Akhir minggu"),
        table(
            "works",
            "Bagian pekerjaan",
            text("name", "Pekerjaan"),
            volume("weight", "Bobot (persen)"),
            volume("plan", "Rencana sampai minggu ini (persen)"),
            volume("before", "Selesai minggu lalu (persen)"),
            volume("week_done", "Selesai minggu ini (persen)"),
            volume("done", "Selesai seluruhnya (persen)"),
        ),
        volume("plan_total", "Rencana seluruhnya (persen)"),
        volume("done_total", "Selesai seluruhnya (persen)"),
        text("deviation", "Selisih dengan rencana"),
        table(
            "workers",
            "Tenaga kerja",
            text("job", "Keahlian"),
            volume("days", "Hari orang kerja (HOK)"),
        ),
        table(
            "materials",
            "Bahan",
            text("name", "Bahan"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
        ),
        text("tools", "Peralatan"),
        text("obstacles", "Hambatan dan penyelesaiannya"),
        texts("next_week", "Rencana minggu depan"),
        *PHOTOS,
        text("reporter_name", "Nama pembuat laporan"),
        text("reporter_office", "Jabatan pembuat laporan"),
        *PKA,
    ),
    signatories=("reporter", "pka"),
    facts=("package", "week", "done_total"),
    folder=Path(__file__).parent,
    issuer="tpk",
    editable=True,
)
