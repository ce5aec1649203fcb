from pbjdesa.contracts.papers.nota_pesanan.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestNotaPesanan(PaperKindChecks):
    kind = PAPER
