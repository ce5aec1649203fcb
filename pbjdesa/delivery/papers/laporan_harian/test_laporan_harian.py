from pbjdesa.delivery.papers.laporan_harian.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanHarian(PaperKindChecks):
    kind = PAPER
