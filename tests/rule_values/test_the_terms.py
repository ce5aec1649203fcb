"""What each method asks of people: said where a purchase is prepared, whichever method it needs."""

from collections.abc import Sequence

from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.terms import advance_refusal, method_terms
from pbjdesa.web.desa.summaries import method_box
from tests.rule_values.values import NATIONAL, changes, changes_each
from tests.rule_values.villages import under, village_under
from tests.world import draft


def each_method(field: str, to: object) -> dict[str, object]:
    """The same change in every method."""
    return {f"methods.{method}.{field}": to for method in KNOWN_METHODS}


def said(rules: RuleSet, address: str) -> Sequence[str]:
    """What people are told of the method that an address belongs to."""
    return method_terms(rules, address.split(".")[1])


@changes_each(each_method("run_by", ("sekdes",)))
def test_people_are_told_who_runs_it(address, before, after):
    assert "Dijalankan oleh Sekretaris Desa." not in said(before, address)
    assert "Dijalankan oleh Sekretaris Desa." in said(after, address)


@changes_each(each_method("invite_min", 4))
def test_people_are_told_how_many_to_ask(address, before, after):
    assert "Undang paling sedikit 4 penyedia." not in said(before, address)
    assert "Undang paling sedikit 4 penyedia." in said(after, address)


ASKS_FOUR = {f"bands[{at}].invite_min": 4 for at in (1, 2, 3)} | {
    "methods.swakelola.invite_min": 4,
    "methods.lelang.invite_min": 4,
}


@changes_each(each_method("invite_exact", True), within=ASKS_FOUR)
def test_people_are_told_when_no_more_may_be_asked(address, before, after):
    assert any(term.startswith("Undang paling sedikit") for term in said(before, address))
    assert any(term.startswith("Undang tepat") for term in said(after, address))


@changes_each(
    {
        f"methods.{method}.fewer_with_reason": not NATIONAL.methods[method].fewer_with_reason.value
        for method in KNOWN_METHODS
    },
    within=ASKS_FOUR,
)
def test_people_are_told_whether_a_reason_is_enough_to_ask_fewer(address, before, after):
    sentence = "Kurang dari itu tidak boleh."
    assert (sentence in said(before, address)) != (sentence in said(after, address))


@changes_each(each_method("valid_offers_min", 3))
def test_people_are_told_how_many_offers_must_be_valid(address, before, after):
    assert "Penawaran sah paling sedikit 3." not in said(before, address)
    assert "Penawaran sah paling sedikit 3." in said(after, address)


@changes_each(
    {
        f"methods.{method}.written_offers": not NATIONAL.methods[method].written_offers.value
        for method in KNOWN_METHODS
    }
)
def test_people_are_told_whether_offers_are_in_writing(address, before, after):
    sentence = "Penawarannya tertulis."
    assert (sentence in said(before, address)) != (sentence in said(after, address))


NEED = {"required": "optional", "optional": "required"}


@changes_each(
    {f"methods.{method}.hps": NEED[NATIONAL.methods[method].hps.value] for method in KNOWN_METHODS}
)
def test_people_are_told_whether_an_estimate_is_needed(address, before, after):
    sentence = "HPS wajib dibuat."
    assert (sentence in said(before, address)) != (sentence in said(after, address))


@changes_each(
    {
        f"methods.{method}.negotiation": NEED[NATIONAL.methods[method].negotiation.value]
        for method in KNOWN_METHODS
    }
)
def test_people_are_told_whether_the_price_is_negotiated(address, before, after):
    sentence = "Harganya dinegosiasi."
    assert (sentence in said(before, address)) != (sentence in said(after, address))


@changes_each(each_method("supplier_papers", ("rekening", "nib")))
def test_people_are_told_which_papers_the_supplier_brings(address, before, after):
    assert "Surat dari penyedia: nomor rekening, NIB." not in said(before, address)
    assert "Surat dari penyedia: nomor rekening, NIB." in said(after, address)


@changes_each({"timing.tender_announcement.days": 10, "timing.tender_announcement.kind": "working"})
def test_people_are_told_how_long_an_auction_is_announced(before, after):
    assert "Diumumkan paling singkat 7 hari kalender." in method_terms(before, "lelang")
    days = after.timing.tender_announcement
    words = "10 hari kalender" if days.days == 10 else "7 hari kerja"
    assert f"Diumumkan paling singkat {words}." in method_terms(after, "lelang")


@changes("payment.advance_methods", to=("pembelian_langsung",))
def test_which_methods_may_have_an_advance(before, after):
    assert advance_refusal(before, "swakelola", 1) is None
    assert "tidak boleh" in (advance_refusal(before, "pembelian_langsung", 1) or "")
    assert "tidak boleh" in (advance_refusal(after, "swakelola", 1) or "")
    assert "Boleh memakai panjar." in method_terms(after, "pembelian_langsung")


@changes("payment.advance_limit", to=5_000_000)
def test_how_large_an_advance_may_be(before, after):
    assert advance_refusal(before, "swakelola", 5_000_001) is None
    assert "Rp5.000.000" in (advance_refusal(after, "swakelola", 5_000_001) or "")
    assert "Boleh memakai panjar paling banyak Rp5.000.000." in method_terms(after, "swakelola")


@changes_each({"payment.advance_deadline.days": 5, "payment.advance_deadline.kind": "calendar"})
def test_how_soon_an_advance_is_accounted_for(before, after):
    assert "Panjar dipertanggungjawabkan dalam 10 hari kerja." in method_terms(before, "swakelola")
    words = "5 hari kerja" if after.payment.advance_deadline.days == 5 else "10 hari kalender"
    assert f"Panjar dipertanggungjawabkan dalam {words}." in method_terms(after, "swakelola")


@changes_each(
    {"suppliers.licence_goods": ("kertas",)}, within={"suppliers.licence_papers": ("npwp",)}
)
def test_goods_that_need_a_licence_are_named_by_the_rules(db, before, after):
    purchase = draft(village_under(before))
    sentence = "Surat dari penyedia: NPWP."
    assert sentence not in _box(under(before, purchase))
    assert sentence in _box(under(after, purchase))


@changes_each(
    {"suppliers.licence_papers": ("izin_usaha",)}, within={"suppliers.licence_goods": ("kertas",)}
)
def test_the_papers_of_a_licence_are_named_by_the_rules(db, before, after):
    purchase = draft(village_under(before))
    sentence = "Surat dari penyedia: izin usaha."
    assert sentence not in _box(under(before, purchase))
    assert sentence in _box(under(after, purchase))


@changes("suppliers.nib_above", to=500_000)
def test_who_sells_for_more_than_the_limit_shows_a_nib(db, before, after):
    purchase = draft(village_under(before))
    assert "Surat dari penyedia: NIB." not in _box(under(before, purchase))
    assert "Surat dari penyedia: NIB." in _box(under(after, purchase))


def _box(purchase):
    return (method_box(purchase) or {})["terms"]
