from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import LETTERHEAD, PaperKindChecks, sample_of, text_of
from pbjdesa.payments.papers.kuitansi.paper import PAPER


class TestKuitansi(PaperKindChecks):
    kind = PAPER

    def printed(self, **changes):
        data = sample_of(PAPER) | changes
        return text_of(render_pdf(compose(PAPER, data, LETTERHEAD)))

    def test_receipt_says_the_gross_sum_and_a2_what_was_handed_over(self):
        receipt, a2 = self.printed().split("TANDA BUKTI PENGELUARAN")
        assert "# sebelas juta seratus ribu rupiah #" in receipt
        assert "Jumlah dibayarkan 9.850.000" in a2
        assert "sembilan juta delapan ratus lima puluh ribu rupiah" in a2

    def test_meterai_only_where_it_is_due(self):
        assert "Meterai\nRp10.000" in self.printed()
        assert "Meterai" not in self.printed(stamp_duty=0)

    def test_without_taxes_only_the_sums_are_printed(self):
        a2 = self.printed(deductions=[], total_deductions=0, net=11_100_000)
        assert "PPh" not in a2
        assert "Jumlah potongan 0" in a2
