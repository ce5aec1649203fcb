"""Berita Acara Serah Terima, first: the penyedia hands over to the Kasi/Kaur as PKA.

Only after an inspection, and only when 100 % is there. Parties with their particulars, basis,
items, value, output, place and period (LKPP model set, mark B).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import (
    PACKAGE,
    PKA,
    SUPPLIER,
    day,
    rupiah,
    table,
    text,
    volume,
)
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="bast_penyedia",
    name="Berita Acara Serah Terima dari Penyedia",
    stage="delivery",
    fields=(
        *PACKAGE,
        *SUPPLIER,
        text("supplier_nik", "NIK penyedia", private=True),
        *PKA,
        text("pka_nik", "NIK PKA", private=True),
        text("pka_address", "Alamat PKA"),
        text("order_kind", "Jenis surat dasar"),
        text("order_number", "Nomor surat dasar"),
        day("order_date", "Tanggal surat dasar"),
        text("inspection_number", "Nomor berita acara pemeriksaan"),
        day("inspection_date", "Tanggal berita acara pemeriksaan"),
        text("output", "Keluaran"),
        text("location", "Lokasi"),
        day("period_start", "Awal pelaksanaan"),
        day("period_end", "Akhir pelaksanaan"),
        table(
            "items",
            "Barang atau jasa",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("amount", "Nilai"),
            text("note", "Keterangan"),
        ),
        rupiah("total", "Jumlah nilai"),
    ),
    signatories=("supplier", "pka"),
    facts=("package", "supplier_name", "total", "period_end"),
    folder=Path(__file__).parent,
    publicity="always",
)
