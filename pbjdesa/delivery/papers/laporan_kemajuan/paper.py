"""Laporan Kemajuan: how far the work is on one day, what was planned by then, and what was paid.

The progress report that TPK or supplier gives to the PKA (LKPP model set, mark B), with photos. The
money paid stands beside the work done, so that anybody sees when it runs ahead.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PHOTOS,
    PKA,
    day,
    number,
    rupiah,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="laporan_kemajuan",
    name="Laporan Kemajuan Pekerjaan",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        text("executor", "Pelaksana pekerjaan"),
        text("order_kind", "Jenis surat dasar"),
        text("order_number", "Nomor surat dasar"),
        day("order_date", "Tanggal surat dasar"),
        number("sequence", "Laporan ke"),
        day("as_of", "Keadaan pada tanggal"),
        rupiah("value", "Nilai pekerjaan"),
        rupiah("paid", "Sudah dibayar"),
        volume("paid_share", "Sudah dibayar (persen)"),
        volume("plan_total", "Rencana kemajuan (persen)"),
        volume("done_total", "Kemajuan (persen)"),
        text("deviation", "Selisih dengan rencana"),
        table(
            "works",
            "Bagian pekerjaan",
            text("name", "Pekerjaan"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            volume("weight", "Bobot (persen)"),
            volume("plan", "Rencana (persen)"),
            volume("done", "Selesai (persen)"),
            text("note", "Keterangan"),
        ),
        text("obstacles", "Hambatan dan penyelesaiannya"),
        texts("follow_up", "Tindak lanjut"),
        *PHOTOS,
        text("reporter_name", "Nama pembuat laporan"),
        text("reporter_office", "Jabatan pembuat laporan"),
        *PKA,
    ),
    signatories=("reporter", "pka"),
    facts=("package", "as_of", "done_total"),
    folder=Path(__file__).parent,
    issuer="tpk",
    editable=True,
)
