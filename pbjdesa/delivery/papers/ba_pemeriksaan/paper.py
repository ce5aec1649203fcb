"""Berita Acara Pemeriksaan: what came, how much of it, and whether it is good.

The TPK inspects where there is one, else the PKA; every inspector signs. Fields: the order it rests
on, progress, V or X for each item, photos (LKPP model set and Batang's list, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    DECREE,
    PACKAGE,
    PHOTOS,
    SUPPLIER,
    day,
    number,
    table,
    text,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="ba_pemeriksaan",
    name="Berita Acara Pemeriksaan",
    stage="delivery",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        text("order_kind", "Jenis surat dasar"),
        text("order_number", "Nomor surat dasar"),
        day("order_date", "Tanggal surat dasar"),
        *DECREE,
        text("place", "Tempat pemeriksaan"),
        table(
            "items",
            "Barang atau jasa",
            text("name", "Uraian"),
            text("unit", "Satuan"),
            volume("ordered", "Volume dipesan"),
            volume("received", "Volume diterima"),
            text("result", "Hasil (V baik, X tidak baik)"),
            text("note", "Keterangan"),
        ),
        volume("progress", "Kemajuan (persen)"),
        number("photo_count", "Banyak foto"),
        text("conclusion", "Kesimpulan"),
        *PHOTOS,
        table(
            "inspectors",
            "Pemeriksa",
            text("name", "Nama pemeriksa"),
            text("position", "Kedudukan pemeriksa"),
        ),
    ),
    signatories=("inspectors", "supplier"),
    facts=("package", "supplier_name", "progress"),
    folder=Path(__file__).parent,
    publicity="always",
)
