from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.pengumuman_hasil.paper import PAPER


class TestPengumumanHasil(PaperKindChecks):
    kind = PAPER
