from pbjdesa.contracts.papers.surat_pesanan.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestSuratPesanan(PaperKindChecks):
    kind = PAPER
