from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.kuitansi.paper import PAPER


class TestKuitansi(PaperKindChecks):
    kind = PAPER
