from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.tanda_bukti_pengeluaran.paper import PAPER


class TestTandaBuktiPengeluaran(PaperKindChecks):
    kind = PAPER
