from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.tanda_terima_penawaran.paper import PAPER


class TestTandaTerimaPenawaran(PaperKindChecks):
    kind = PAPER
