from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.jadwal_pelaksanaan.paper import PAPER


class TestJadwalPelaksanaan(PaperKindChecks):
    kind = PAPER
