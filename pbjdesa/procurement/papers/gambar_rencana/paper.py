"""The title sheet of the drawings of a construction: what is drawn, by whom, checked and approved
by whom.

The drawings themselves are photographed or scanned into the file behind this sheet.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import KEPALA_DESA, PACKAGE, PKA, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="gambar_rencana",
    name="Gambar Rencana",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("location", "Lokasi"),
        text("dimensions", "Ukuran pokok"),
        table(
            "sheets",
            "Daftar gambar",
            text("title", "Judul gambar"),
            text("scale", "Skala"),
            text("code", "Nomor lembar"),
        ),
        text("drawn_by", "Digambar oleh"),
        *PKA,
        *KEPALA_DESA,
    ),
    signatories=(
        "drawer",
        "pka",
        "kepala_desa",
    ),
    facts=(
        "package",
        "location",
    ),
    folder=Path(__file__).parent,
)
