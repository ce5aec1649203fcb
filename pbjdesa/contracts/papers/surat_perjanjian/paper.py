"""Surat Perjanjian: the contract of the large values, article by article.

Parties, scope, value and bank account, rights and duties, duration, payment, warranty, retention,
force majeure, penalties, disputes, copies: the contents of the LKPP model set (mark B) in our own
words, with the rule set's numbers.
"""

from pathlib import Path

from pbjdesa.contracts.papers.terms import CONTRACT
from pbjdesa.documents.paper.kinds import PaperKind

PAPER = PaperKind(
    slug="surat_perjanjian",
    name="Surat Perjanjian",
    stage="contracts",
    fields=CONTRACT,
    signatories=("supplier", "village"),
    facts=("package", "supplier_name", "total", "due_on"),
    folder=Path(__file__).parent,
    publicity="always",
)
