from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.ba_pembukaan.paper import PAPER


class TestBaPembukaan(PaperKindChecks):
    kind = PAPER
