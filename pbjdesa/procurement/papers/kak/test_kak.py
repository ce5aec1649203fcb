from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.kak.paper import PAPER


class TestKak(PaperKindChecks):
    kind = PAPER
