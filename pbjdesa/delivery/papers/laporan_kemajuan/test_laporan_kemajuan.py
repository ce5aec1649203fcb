from pbjdesa.delivery.papers.laporan_kemajuan.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanKemajuan(PaperKindChecks):
    kind = PAPER
