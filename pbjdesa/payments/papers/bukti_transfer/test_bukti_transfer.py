from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.bukti_transfer.paper import PAPER


class TestBuktiTransfer(PaperKindChecks):
    kind = PAPER
