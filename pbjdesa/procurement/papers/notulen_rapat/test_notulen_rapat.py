from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.notulen_rapat.paper import PAPER


class TestNotulenRapat(PaperKindChecks):
    kind = PAPER
