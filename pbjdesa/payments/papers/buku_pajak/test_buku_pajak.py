from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.buku_pajak.paper import PAPER


class TestBukuPajak(PaperKindChecks):
    kind = PAPER
