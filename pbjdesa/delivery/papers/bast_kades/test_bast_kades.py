from pbjdesa.delivery.papers.bast_kades.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestBastKades(PaperKindChecks):
    kind = PAPER
