from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.kak_singkat.paper import PAPER


class TestKakSingkat(PaperKindChecks):
    kind = PAPER
