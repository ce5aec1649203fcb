"""Notulen of a meeting of the TPK: agenda, what was said, what follows."""

from pathlib import Path

from pbjdesa.documents.paper.fields import HELD, KEPALA_DESA, PACKAGE, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="notulen_rapat",
    name="Notulen Rapat TPK",
    stage="procurement",
    fields=(
        *PACKAGE,
        *HELD,
        text("agenda", "Agenda"),
        text("background", "Latar belakang"),
        texts("discussion", "Pembahasan"),
        texts("follow_up", "Tindak lanjut"),
        text("ketua_name", "Nama Ketua TPK"),
        *KEPALA_DESA,
    ),
    signatories=(
        "tpk",
        "kepala_desa",
    ),
    facts=(
        "package",
        "held_on",
        "agenda",
    ),
    folder=Path(__file__).parent,
    issuer="tpk",
)
