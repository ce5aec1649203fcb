from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.invoice.paper import PAPER


class TestInvoice(PaperKindChecks):
    kind = PAPER
