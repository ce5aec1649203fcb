"""Berita Acara Hasil Evaluasi Penawaran: administrasi, then teknis, then harga (R-22 … R-24).

Whoever fails one stage is not looked at in the next. Prices are ranked from the lowest, with their
share of the HPS; every item's prices stand beside each other, three suppliers to a table (LKPP
model set, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    HELD,
    PACKAGE,
    TPK,
    number,
    rupiah,
    table,
    text,
    texts,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="ba_evaluasi",
    name="Berita Acara Hasil Evaluasi Penawaran",
    stage="procurement",
    fields=(
        *PACKAGE,
        *HELD,
        text("scope", "Lingkup pekerjaan"),
        text("location", "Tempat penyerahan"),
        number("round", "Undangan ke"),
        text("decree", "SK TPK", required=False),
        rupiah("hps_total", "Nilai total HPS"),
        table(
            "administrative",
            "Evaluasi administrasi",
            text("name", "Nama penyedia"),
            text("criterion", "Yang diperiksa"),
            text("result", "Hasil"),
            text("note", "Keterangan"),
        ),
        table(
            "technical",
            "Evaluasi teknis",
            text("name", "Nama penyedia"),
            text("criterion", "Yang diperiksa"),
            text("result", "Hasil"),
            text("note", "Keterangan"),
        ),
        table(
            "prices",
            "Evaluasi harga",
            text("rank", "Urutan"),
            text("name", "Nama penyedia"),
            rupiah("total", "Harga penawaran"),
            volume("hps_share", "Persen dari HPS"),
            text("result", "Hasil"),
            text("note", "Keterangan"),
        ),
        table(
            "offers",
            "Penawaran",
            text("name", "Nama penyedia"),
            text("address", "Alamat penyedia"),
            rupiah("total", "Harga penawaran"),
        ),
        table(
            "items",
            "Perbandingan harga",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("hps_unit_price", "HPS per satuan"),
            texts("unit_prices", "Harga satuan penawaran"),
        ),
        text("conclusion", "Kesimpulan"),
        *TPK,
    ),
    signatories=("tpk",),
    facts=("package", "round", "hps_total", "conclusion"),
    folder=Path(__file__).parent,
    publicity="choice",
    issuer="tpk",
    workbook=True,
)
