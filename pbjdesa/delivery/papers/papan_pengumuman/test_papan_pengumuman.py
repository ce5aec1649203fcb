from pbjdesa.delivery.papers.papan_pengumuman.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestPapanPengumuman(PaperKindChecks):
    kind = PAPER
