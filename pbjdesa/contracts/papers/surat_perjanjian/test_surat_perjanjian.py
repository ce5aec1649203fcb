from pbjdesa.contracts.papers.surat_perjanjian.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestSuratPerjanjian(PaperKindChecks):
    kind = PAPER
