from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.survei_harga.paper import PAPER


class TestSurveiHarga(PaperKindChecks):
    kind = PAPER
