"""Daftar Upah (HOK): what every worker of a swakelola earned, each signing for the money.

Days of work (hari orang kerja), wage a day, what is withheld, what is paid (regional sets, mark B).
The whole table is private: names, NIK and wages are printed for the file, and never kept in clear.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, PKA, day, rupiah, text, volume
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind

PAPER = PaperKind(
    slug="daftar_upah",
    name="Daftar Upah",
    stage="delivery",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        day("period_start", "Awal masa kerja"),
        day("period_end", "Akhir masa kerja"),
        Field(
            "workers",
            "Pekerja",
            FieldKind.TABLE,
            private=True,
            columns=(
                text("name", "Nama"),
                text("nik", "NIK"),
                text("job", "Keahlian"),
                volume("days", "Hari orang kerja (HOK)"),
                rupiah("wage", "Upah sehari"),
                rupiah("amount", "Jumlah upah"),
                rupiah("tax", "Potongan PPh 21"),
                rupiah("net", "Diterima"),
            ),
        ),
        volume("days_total", "Jumlah HOK"),
        rupiah("total", "Jumlah upah"),
        rupiah("tax_total", "Jumlah potongan PPh 21"),
        rupiah("net_total", "Jumlah yang dibayarkan"),
        text("leader_name", "Nama ketua TPK"),
        text("treasurer_name", "Nama Kaur Keuangan"),
        *PKA,
    ),
    signatories=("leader", "pka", "treasurer"),
    facts=("package", "period_end", "days_total", "total"),
    folder=Path(__file__).parent,
    issuer="tpk",
)
