from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.pernyataan_belanja.paper import PAPER


class TestPernyataanBelanja(PaperKindChecks):
    kind = PAPER
