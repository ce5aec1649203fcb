"""Bands, evidence, and the value that decides: the way of a purchase, and its papers."""

from pbjdesa.procurement.queries import choice_for, deciding_value, items_of
from pbjdesa.regulations import rules as decide
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import under, village_under
from tests.world import draft

TEN_MILLION = 10_000_000


def method(rules: RuleSet, value: int, category: str = "barang") -> str:
    return decide.method_for(rules, value, category).method


@changes_each(
    {
        "bands[1].upper": 5_000_000,
        "bands[1].upper_inclusive": False,
        "bands[1].method": "lelang",
    }
)
def test_ten_million_leaves_the_direct_purchase_where_the_first_band_says_so(before, after):
    assert method(before, TEN_MILLION) == "pembelian_langsung"
    assert _first_fit(after, TEN_MILLION) != "pembelian_langsung"


def _first_fit(rules: RuleSet, value: int) -> str:
    """As `method`, for bands that a check would refuse because they leave a gap."""
    return next((band.method for band in rules.bands if band.contains(value)), "")


@changes_each({"bands[2].upper": 20_000_000, "bands[2].method": "lelang"})
def test_a_hundred_million_needs_no_longer_the_request_for_offers(before, after):
    assert method(before, 100_000_000) == "permintaan_penawaran"
    assert _first_fit(after, 100_000_000) != "permintaan_penawaran"


@changes_each({"bands[3].lower": 300_000_000, "bands[3].method": "permintaan_penawaran"})
def test_a_quarter_of_a_billion_needs_no_longer_the_auction(before, after):
    assert method(before, 250_000_000) == "lelang"
    assert _first_fit(after, 250_000_000) != "lelang"


@changes("bands[3].lower_inclusive", to=True, within={"bands[2].upper_inclusive": False})
def test_the_edge_of_the_auction_belongs_to_it_where_the_rules_say_so(before, after):
    assert _first_fit(before, 200_000_000) == ""
    assert _first_fit(after, 200_000_000) == "lelang"


@changes("bands[1].categories", to=("barang", "jasa"))
def test_a_band_may_leave_out_construction(before, after):
    assert method(before, 1_000_000, "konstruksi") == "pembelian_langsung"
    fitting = [band.method for band in after.bands if "konstruksi" in band.categories]
    assert fitting == ["permintaan_penawaran", "lelang"]


@changes("bands[2].invite_min", to=3)
def test_a_band_may_ask_for_more_suppliers_than_its_method(before, after):
    assert decide.invite_min_for(before, "permintaan_penawaran", 50_000_000) == 2
    assert decide.invite_min_for(after, "permintaan_penawaran", 50_000_000) == 3


@changes("bands[2].written_offers", to=False)
def test_a_band_may_do_without_offers_in_writing(before, after):
    assert decide.written_offers_for(before, "permintaan_penawaran", 50_000_000)
    assert not decide.written_offers_for(after, "permintaan_penawaran", 50_000_000)


@changes_each({"evidence[1].upper": 5_000_000, "evidence[1].forms": ("spk", "kuitansi")})
def test_seven_million_may_need_more_than_an_order_letter(before, after):
    assert _forms(before, 7_000_000) == ("surat_pesanan", "nota", "kuitansi")
    assert _forms(after, 7_000_000) != ("surat_pesanan", "nota", "kuitansi")


@changes("evidence[1].upper_inclusive", to=False)
def test_the_edge_of_a_kind_of_evidence_is_as_the_rules_say(before, after):
    assert _forms(before, TEN_MILLION) == ("surat_pesanan", "nota", "kuitansi")
    assert _forms(after, TEN_MILLION) == ()


@changes_each({"evidence[2].lower": 50_000_000, "evidence[2].forms": ("surat_perjanjian",)})
def test_twenty_million_may_need_another_agreement_than_the_spk(before, after):
    assert _forms(before, 20_000_000) == ("spk", "kuitansi")
    assert _forms(after, 20_000_000) != ("spk", "kuitansi")


@changes_each({"evidence[3].lower": 250_000_000, "evidence[3].forms": ("spk",)})
def test_a_large_deal_may_do_without_the_full_contract(before, after):
    assert _forms(before, 240_000_000) == ("surat_perjanjian", "kuitansi")
    assert _forms(after, 240_000_000) != ("surat_perjanjian", "kuitansi")


@changes("evidence[3].lower_inclusive", to=True, within={"evidence[2].upper_inclusive": False})
def test_the_edge_of_the_full_contract_is_as_the_rules_say(before, after):
    assert _forms(before, 200_000_000) == ()
    assert _forms(after, 200_000_000) == ("surat_perjanjian", "kuitansi")


def _forms(rules: RuleSet, value: int) -> tuple[str, ...]:
    """As `evidence_for`, for bands that a check would refuse because they leave a gap."""
    return next((band.forms for band in rules.evidence if band.contains(value)), ())


@changes("procedure.value_basis", to="negotiated")
def test_the_agreed_price_decides_the_method_instead_of_the_estimate(db, before, after):
    purchase = draft(village_under(before), volume="2", price=5_500_000, line=1)
    items = items_of(purchase)
    items[0].amount, items[0].unit_price = TEN_MILLION, 5_000_000
    assert deciding_value(purchase, items) == 11_000_000
    assert choice_for(purchase, 11_000_000).method == "permintaan_penawaran"
    later = under(after, purchase)
    assert choice_for(later, deciding_value(later, items)).method == "pembelian_langsung"
