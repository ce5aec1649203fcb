from pbjdesa.delivery.papers.bast_tpk.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestBastTpk(PaperKindChecks):
    kind = PAPER
