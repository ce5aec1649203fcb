"""Daftar Hadir: who was there, each with a line to sign on (A011)."""

from pathlib import Path

from pbjdesa.documents.paper.fields import HELD, SIGNERS, table, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="daftar_hadir",
    name="Daftar Hadir",
    stage="procurement",
    fields=(
        text("event", "Acara"),
        text("package", "Nama paket"),
        text("activity", "Nama kegiatan"),
        *HELD,
        table(
            "present",
            "Yang hadir",
            text("name", "Nama"),
            text("position", "Jabatan atau kedudukan"),
        ),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("event", "package", "held_on"),
    folder=Path(__file__).parent,
    issuer="tpk",
)
