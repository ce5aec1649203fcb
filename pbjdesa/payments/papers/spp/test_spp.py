from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.spp.paper import PAPER


class TestSpp(PaperKindChecks):
    kind = PAPER
