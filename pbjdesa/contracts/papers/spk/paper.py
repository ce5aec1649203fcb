"""Surat Perintah Kerja (SPK): the contract of the middle values, with its general terms.

Head with parties, package, the letters it rests on, value in words and duration; then the general
terms. The list of terms follows the LKPP model set (mark B); every sentence is our own, and every
number is the rule set's. Each exchanged copy is stamped where the rule set says so.
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import CONTRACT
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="spk",
    name="Surat Perintah Kerja",
    stage="contracts",
    fields=CONTRACT,
    signatories=("supplier", "village"),
    facts=("package", "supplier_name", "total", "due_on"),
    folder=Path(__file__).parent,
    publicity="always",
)
