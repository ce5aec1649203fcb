from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.planning.papers.dpa.paper import PAPER


class TestDpa(PaperKindChecks):
    kind = PAPER
