from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.isian_penyedia.paper import PAPER


class TestIsianPenyedia(PaperKindChecks):
    kind = PAPER
