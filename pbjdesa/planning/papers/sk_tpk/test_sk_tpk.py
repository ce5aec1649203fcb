from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.planning.papers.sk_tpk.paper import PAPER


class TestSkTpk(PaperKindChecks):
    kind = PAPER
