from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.rencana_sumber_daya.paper import PAPER


class TestRencanaSumberDaya(PaperKindChecks):
    kind = PAPER
