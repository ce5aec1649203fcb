from pbjdesa.delivery.papers.permohonan_pemeriksaan.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestPermohonanPemeriksaan(PaperKindChecks):
    kind = PAPER
