from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.daftar_hadir.paper import PAPER


class TestDaftarHadir(PaperKindChecks):
    kind = PAPER
