from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.ba_negosiasi.paper import PAPER


class TestBaNegosiasi(PaperKindChecks):
    kind = PAPER
