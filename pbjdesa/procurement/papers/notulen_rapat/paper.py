"""Notulen of a meeting of the TPK: agenda, what was said, what follows; who was there signs
the list on its second part.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import HELD, KEPALA_DESA, PACKAGE, long_text, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="notulen_rapat",
    name="Notulen Rapat TPK",
    stage="procurement",
    fields=(
        *PACKAGE,
        *HELD,
        text("agenda", "Agenda"),
        long_text("background", "Latar belakang"),
        texts("discussion", "Pembahasan"),
        texts("follow_up", "Tindak lanjut"),
        text("ketua_name", "Nama Ketua TPK"),
        *KEPALA_DESA,
        table("present", "Yang hadir", text("name", "Nama"), text("position", "Jabatan")),
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
    editable=True,
)
