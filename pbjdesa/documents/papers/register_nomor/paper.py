"""Buku Agenda: every letter number of a village and year, as the register has it (R-78).

The columns are those of the book of outgoing letters that a village office keeps (buku agenda;
tata naskah dinas), with what the letter was for.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, day, number, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="register_nomor",
    name="Buku Agenda Nomor Surat",
    stage="documents",
    fields=(
        number("year", "Tahun"),
        text("series", "Jenis surat"),
        number("count", "Banyaknya nomor"),
        table(
            "entries",
            "Nomor yang diberikan",
            text("letter_number", "Nomor surat"),
            day("dated", "Tanggal"),
            text("about", "Perihal"),
            text("recipient", "Tujuan atau paket", required=False),
            text("note", "Keterangan", required=False),
        ),
        texts("gaps", "Nomor yang belum dicatat", required=False),
        text("sekdes_name", "Nama sekretaris desa"),
        *KEPALA_DESA,
    ),
    signatories=("kepala_desa", "sekdes"),
    facts=("year", "series", "count"),
    folder=Path(__file__).parent,
)
