from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.surat_penawaran.paper import PAPER


class TestSuratPenawaran(PaperKindChecks):
    kind = PAPER
