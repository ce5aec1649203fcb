from pbjdesa.delivery.papers.foto_dokumentasi.paper import PAPER
from pbjdesa.documents.paper.testing import PaperKindChecks


class TestFotoDokumentasi(PaperKindChecks):
    kind = PAPER
