from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.analisa_harga.paper import PAPER


class TestAnalisaHarga(PaperKindChecks):
    kind = PAPER
