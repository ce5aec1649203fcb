from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.pakta_integritas.paper import PAPER


class TestPaktaIntegritas(PaperKindChecks):
    kind = PAPER
