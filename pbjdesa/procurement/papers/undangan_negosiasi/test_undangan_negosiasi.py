from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.undangan_negosiasi.paper import PAPER


class TestUndanganNegosiasi(PaperKindChecks):
    kind = PAPER
