from pbjdesa.delivery.papers.ba_pemeriksaan.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestBaPemeriksaan(PaperKindChecks):
    kind = PAPER
