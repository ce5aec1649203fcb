from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.planning.papers.kutipan_rkp.paper import PAPER


class TestKutipanRkp(PaperKindChecks):
    kind = PAPER
