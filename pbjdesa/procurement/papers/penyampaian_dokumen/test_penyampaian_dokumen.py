from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.penyampaian_dokumen.paper import PAPER


class TestPenyampaianDokumen(PaperKindChecks):
    kind = PAPER
