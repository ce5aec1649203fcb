"""Pakta integritas of the village's own people in one purchase: no KKN, no hidden interest, report
breaches.
"""

from pathlib import Path

from pbjdesa.documents.paper.fields import PACKAGE, SIGNERS, text
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="pakta_integritas",
    name="Pakta Integritas",
    stage="procurement",
    fields=(
        *PACKAGE,
        text("place", "Tempat"),
        *SIGNERS,
    ),
    signatories=("signers",),
    facts=("package",),
    folder=Path(__file__).parent,
)
