"""Permohonan Pemeriksaan: the supplier says that all is done, and asks to inspect it.

The supplier's own letter to the PKA, before the inspection (LKPP model set; on Batang's list
"penyerahan hasil", mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, SUPPLIER, day, table, text, texts, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="permohonan_pemeriksaan",
    name="Permohonan Pemeriksaan",
    stage="delivery",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        *PKA,
        text("order_kind", "Jenis surat dasar"),
        text("order_number", "Nomor surat dasar"),
        day("order_date", "Tanggal surat dasar"),
        text("place", "Tempat pemeriksaan"),
        day("done_on", "Tanggal selesai"),
        day("wanted_on", "Tanggal pemeriksaan yang diminta"),
        volume("progress", "Kemajuan (persen)"),
        table(
            "items",
            "Barang atau jasa",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            text("note", "Keterangan"),
        ),
        texts("attachments", "Lampiran"),
    ),
    signatories=("supplier",),
    facts=("package", "supplier_name", "progress"),
    folder=Path(__file__).parent,
    issuer="supplier",
)
