from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.nota_toko.paper import PAPER


class TestNotaToko(PaperKindChecks):
    kind = PAPER
