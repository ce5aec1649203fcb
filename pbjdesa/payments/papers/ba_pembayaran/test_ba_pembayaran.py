from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.ba_pembayaran.paper import PAPER


class TestBaPembayaran(PaperKindChecks):
    kind = PAPER
