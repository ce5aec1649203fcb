from pbjdesa.contracts.papers.surat_teguran.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestSuratTeguran(PaperKindChecks):
    kind = PAPER
