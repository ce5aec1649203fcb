from pbjdesa.contracts.papers.spk.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestSpk(PaperKindChecks):
    kind = PAPER
