"""DPA with the RAB of one activity, as it stands in Siskeudes: code, description, volume, price,
sum.

Signed by the PKA, verified by the sekdes, approved by the kades (Permendagri 20/2018).
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, PKA, number, rupiah, table, text, volume
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="dpa",
    name="DPA dan RAB Kegiatan",
    stage="planning",
    fields=(
        number("fiscal_year", "Tahun anggaran"),
        text("bidang", "Bidang"),
        text("sub_bidang", "Sub bidang"),
        text("activity", "Nama kegiatan"),
        text("timing", "Waktu pelaksanaan"),
        text("output", "Keluaran"),
        table(
            "lines",
            "Rincian",
            text("account_code", "Kode rekening"),
            text("description", "Uraian"),
            text("source_of_funds", "Sumber dana"),
            volume("volume", "Volume"),
            text("unit", "Satuan"),
            rupiah("unit_price", "Harga satuan"),
            rupiah("amount", "Jumlah"),
        ),
        rupiah("total", "Jumlah"),
        *PKA,
        text("sekdes_name", "Nama sekretaris desa"),
        *KEPALA_DESA,
    ),
    signatories=(
        "kepala_desa",
        "sekdes",
        "pka",
    ),
    facts=(
        "activity",
        "fiscal_year",
        "total",
    ),
    folder=Path(__file__).parent,
    publicity="always",
    workbook=True,
)
