from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.rincian_penawaran.paper import PAPER


class TestRincianPenawaran(PaperKindChecks):
    kind = PAPER
