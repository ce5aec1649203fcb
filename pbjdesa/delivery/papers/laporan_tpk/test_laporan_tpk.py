from pbjdesa.delivery.papers.laporan_tpk.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanTpk(PaperKindChecks):
    kind = PAPER
