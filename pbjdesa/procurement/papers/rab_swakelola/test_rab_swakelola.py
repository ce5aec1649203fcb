from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.rab_swakelola.paper import PAPER


class TestRabSwakelola(PaperKindChecks):
    kind = PAPER
