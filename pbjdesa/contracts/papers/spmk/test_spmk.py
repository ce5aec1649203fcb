from pbjdesa.contracts.papers.spmk.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestSpmk(PaperKindChecks):
    kind = PAPER
