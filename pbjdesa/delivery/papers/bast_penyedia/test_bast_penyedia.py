from pbjdesa.delivery.papers.bast_penyedia.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestBastPenyedia(PaperKindChecks):
    kind = PAPER
