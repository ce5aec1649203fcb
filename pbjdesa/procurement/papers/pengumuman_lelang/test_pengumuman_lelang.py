from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.pengumuman_lelang.paper import PAPER


class TestPengumumanLelang(PaperKindChecks):
    kind = PAPER
