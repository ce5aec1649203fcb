from pbjdesa.contracts.papers.pemutusan_perjanjian.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestPemutusanPerjanjian(PaperKindChecks):
    kind = PAPER
