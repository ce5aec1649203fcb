from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.spesifikasi.paper import PAPER


class TestSpesifikasi(PaperKindChecks):
    kind = PAPER
