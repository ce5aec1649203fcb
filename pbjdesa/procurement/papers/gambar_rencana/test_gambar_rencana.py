from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.gambar_rencana.paper import PAPER


class TestGambarRencana(PaperKindChecks):
    kind = PAPER
