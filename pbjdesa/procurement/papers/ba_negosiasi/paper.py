"""Berita Acara Hasil Negosiasi: the talk with one supplier about prices, item by item (R-25, A011).

Every item before and after, both sums, and both parties' signatures (LKPP model set and Batang's
list, mark B). Who was there is on the attendance list.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    DECREE,
    HELD,
    PACKAGE,
    SUPPLIER,
    TPK,
    rupiah,
    table,
    text,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="ba_negosiasi",
    name="Berita Acara Hasil Negosiasi",
    stage="procurement",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        *HELD,
        *DECREE,
        rupiah("hps_total", "Nilai total HPS"),
        table(
            "items",
            "Barang atau jasa",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("before_price", "Harga satuan semula"),
            rupiah("before_amount", "Jumlah semula"),
            rupiah("after_price", "Harga satuan hasil negosiasi"),
            rupiah("after_amount", "Jumlah hasil negosiasi"),
        ),
        rupiah("before_total", "Harga penawaran"),
        rupiah("after_total", "Harga hasil negosiasi"),
        text("outcome", "Hasil"),
        text("note", "Catatan", required=False),
        *TPK,
    ),
    signatories=("tpk", "supplier"),
    facts=("package", "supplier_name", "before_total", "after_total"),
    folder=Path(__file__).parent,
    publicity="choice",
    issuer="tpk",
)
