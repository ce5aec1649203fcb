from pbjdesa.delivery.papers.laporan_mingguan.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanMingguan(PaperKindChecks):
    kind = PAPER
