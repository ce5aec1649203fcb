from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.persetujuan_penawaran.paper import PAPER


class TestPersetujuanPenawaran(PaperKindChecks):
    kind = PAPER
