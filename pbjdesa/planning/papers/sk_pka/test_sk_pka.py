from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.planning.papers.sk_pka.paper import PAPER


class TestSkPka(PaperKindChecks):
    kind = PAPER
