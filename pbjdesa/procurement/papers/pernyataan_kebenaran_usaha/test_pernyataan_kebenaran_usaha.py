from pbjdesa.documents.paper.testing import PaperKindChecks
from pbjdesa.procurement.papers.pernyataan_kebenaran_usaha.paper import PAPER


class TestPernyataanKebenaranUsaha(PaperKindChecks):
    kind = PAPER
