from pbjdesa.contracts.papers.pemberitahuan_denda.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestPemberitahuanDenda(PaperKindChecks):
    kind = PAPER
