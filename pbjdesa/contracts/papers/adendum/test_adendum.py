from pbjdesa.contracts.papers.adendum.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestAdendum(PaperKindChecks):
    kind = PAPER
