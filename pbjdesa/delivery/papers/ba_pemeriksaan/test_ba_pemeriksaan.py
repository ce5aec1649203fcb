import pytest

from pbjdesa.delivery.papers.ba_pemeriksaan.paper import PAPER
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.model import Signatures
from pbjdesa.documents.paper.testing import LETTERHEAD, PaperKindChecks, sample_of


class TestBaPemeriksaan(PaperKindChecks):
    kind = PAPER

    @pytest.mark.parametrize("count", [1, 3])
    def test_every_inspector_signs_beside_the_supplier(self, count):
        data = sample_of(PAPER)
        data["inspectors"] = data["inspectors"][:count]
        blocks = compose(PAPER, data, LETTERHEAD).blocks
        (signatures,) = (block for block in blocks if isinstance(block, Signatures))
        assert [place.name for place in signatures.blocks] == [
            "Bambang Wiyono",
            *[one["name"] for one in data["inspectors"]],
        ]
