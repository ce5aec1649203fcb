from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.planning.papers.pengumuman_rencana.paper import PAPER


class TestPengumumanRencana(PaperKindChecks):
    kind = PAPER
