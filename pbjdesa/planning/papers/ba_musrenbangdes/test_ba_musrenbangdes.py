from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.planning.papers.ba_musrenbangdes.paper import PAPER


class TestBaMusrenbangdes(PaperKindChecks):
    kind = PAPER
