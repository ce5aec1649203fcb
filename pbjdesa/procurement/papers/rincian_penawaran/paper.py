"""Rincian Harga Penawaran: the price of every item, enclosed with the offer.

The item table of Batang's list (mark B), with the sum in words. Prices hold the PPN; what the
supplier did not offer has a dash. It is the supplier's own paper.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PRICED_ITEM, SUPPLIER, number, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="rincian_penawaran",
    name="Rincian Harga Penawaran",
    stage="procurement",
    fields=(
        text("package", "Nama paket"),
        text("activity", "Nama kegiatan"),
        number("fiscal_year", "Tahun anggaran"),
        *SUPPLIER,
        table("items", "Barang atau jasa", *PRICED_ITEM),
        rupiah("total", "Harga penawaran"),
        text("note", "Catatan", required=False),
        text("offered_on", "Tempat dan tanggal penawaran"),
    ),
    signatories=("supplier",),
    facts=("package", "supplier_name", "total"),
    folder=Path(__file__).parent,
    issuer="supplier",
)
