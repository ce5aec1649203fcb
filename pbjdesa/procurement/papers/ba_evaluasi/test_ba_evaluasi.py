from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.ba_evaluasi.paper import PAPER


class TestBaEvaluasi(PaperKindChecks):
    kind = PAPER
