from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.hps.paper import PAPER


class TestHps(PaperKindChecks):
    kind = PAPER
