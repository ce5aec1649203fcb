from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.bukti_pajak.paper import PAPER


class TestBuktiPajak(PaperKindChecks):
    kind = PAPER
