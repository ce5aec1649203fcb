from pbjdesa.delivery.papers.daftar_hadir_pekerja.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestDaftarHadirPekerja(PaperKindChecks):
    kind = PAPER
