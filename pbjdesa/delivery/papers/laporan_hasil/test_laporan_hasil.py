from pbjdesa.delivery.papers.laporan_hasil.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanHasil(PaperKindChecks):
    kind = PAPER
