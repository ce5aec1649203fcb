from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.penetapan_pemenang.paper import PAPER


class TestPenetapanPemenang(PaperKindChecks):
    kind = PAPER
