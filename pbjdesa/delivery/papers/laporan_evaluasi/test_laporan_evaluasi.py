from pbjdesa.delivery.papers.laporan_evaluasi.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestLaporanEvaluasi(PaperKindChecks):
    kind = PAPER
