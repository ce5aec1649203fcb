from pbjdesa.delivery.papers.daftar_upah.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestDaftarUpah(PaperKindChecks):
    kind = PAPER
