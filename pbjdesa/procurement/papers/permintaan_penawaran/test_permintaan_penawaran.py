from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.permintaan_penawaran.paper import PAPER


class TestPermintaanPenawaran(PaperKindChecks):
    kind = PAPER
