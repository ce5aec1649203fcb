from pbjdesa.delivery.papers.laporan_sumber_daya.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanSumberDaya(PaperKindChecks):
    kind = PAPER
