from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.documents.papers.register_nomor.paper import PAPER


class TestRegisterNomor(PaperKindChecks):
    kind = PAPER
