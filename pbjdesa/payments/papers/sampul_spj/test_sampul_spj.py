from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.payments.papers.sampul_spj.paper import PAPER


class TestSampulSpj(PaperKindChecks):
    kind = PAPER
