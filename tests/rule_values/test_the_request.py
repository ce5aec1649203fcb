"""Asking for offers: how many, from where, for how long, and who signs and runs it."""

import pytest

from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.queries import letterhead_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.offices import TPK
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import request_data
from pbjdesa.procurement.queries.terms import short_notice
from pbjdesa.procurement.rules import Facts, enough_are_invited, hps_is_known
from pbjdesa.regulations.ruleset import RuleSet
from tests import tenders
from tests.chosen import round_of
from tests.rule_values.papers import words_of
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import put_in_force, under
from tests.tenders import CLOSING, START, TenderVillage

PP = "methods.permintaan_penawaran"
pytestmark = pytest.mark.django_db


def facts_under(rules: RuleSet, place: TenderVillage, purchase: Purchase) -> Facts:
    purchase = under(rules, purchase)
    move = queries.move_named(purchase, "send_request")
    return queries.facts_of(purchase, move, place.by("tpk_ketua"))


@pytest.fixture
def ready(place: TenderVillage) -> Purchase:
    """Three suppliers and a schedule are chosen, nothing was sent."""
    return tenders.request_ready(place)


@changes_each({f"{PP}.invite_min": 4, "bands[2].invite_min": 4})
def test_three_suppliers_may_be_too_few_to_ask(place, ready, before, after):
    assert enough_are_invited(facts_under(before, place, ready)) is None
    assert "paling sedikit 4 penyedia" in (
        enough_are_invited(facts_under(after, place, ready)) or ""
    )


@changes(f"{PP}.invite_exact", to=True)
def test_three_suppliers_may_be_too_many_to_ask(place, ready, before, after):
    assert enough_are_invited(facts_under(before, place, ready)) is None
    assert "tepat 2 penyedia" in (enough_are_invited(facts_under(after, place, ready)) or "")


@changes(f"{PP}.fewer_with_reason", to=False)
def test_a_reason_helps_who_asks_one_only_where_the_rules_let_it(place, before, after):
    purchase = tenders.at_tpk(place)
    ketua, one = place.by("tpk_ketua"), place.shops[:1]
    with clock.frozen(START):
        operations.choose_invitees(
            by=ketua, purchase=under(before, purchase), suppliers=one, too_few_reason="one_able"
        )
        assert enough_are_invited(facts_under(before, place, purchase)) is None
        assert enough_are_invited(facts_under(after, place, purchase)) is not None
        with pytest.raises(Refused):
            operations.choose_invitees(
                by=ketua, purchase=under(after, purchase), suppliers=one, too_few_reason="one_able"
            )


@changes("timing.offers.days", to=8)
def test_a_week_may_be_too_short_for_an_offer(place, ready, before, after):
    with clock.frozen(START):
        assert short_notice(under(before, ready), CLOSING) == ""
        assert "Tutup paling cepat 14 Mei 2026" in short_notice(under(after, ready), CLOSING)


@changes("timing.offers.kind", to="working", within={"timing.offers.days": 7})
def test_a_week_of_working_days_is_longer_than_a_week(place, ready, before, after):
    with clock.frozen(START):
        assert short_notice(under(before, ready), CLOSING) == ""
        assert "Tutup paling cepat 15 Mei 2026" in short_notice(under(after, ready), CLOSING)


@changes("procedure.supplier_ladder", to=("kecamatan", "kabupaten"))
def test_the_first_area_and_those_after_it_are_as_the_rules_say(place, before, after):
    reached = []
    for rules in (before, after):
        put_in_force(rules)
        tender = round_of(tenders.at_tpk(place))
        reached.append((tender.reach, queries.wider_reach(under(rules, tender.purchase), tender)))
    assert reached == [("desa", "kecamatan"), ("kecamatan", "kabupaten")]


@changes("procedure.electronic", to="required")
def test_the_letter_offers_the_paper_way_only_where_it_may_be_used(place, ready, before, after):
    letters = [_letter(rules, ready) for rules in (before, after)]
    assert "Lewat surat: isi formulir" in letters[0]
    assert "Formulir Surat Penawaran" in letters[0]
    assert "Lewat surat" not in letters[1]
    assert "Formulir Surat Penawaran" not in letters[1]


@changes("signatories.request", to=("tpk", "kepala_desa"))
def test_the_kepala_desa_signs_the_letter_too_where_the_rules_say_so(place, ready, before, after):
    letters = [_letter(rules, ready) for rules in (before, after)]
    assert "Mengetahui,\nKepala Desa" not in letters[0]
    assert "Sutrisno Hadi" in letters[1]


@changes(f"{PP}.supplier_papers", to=("nib", "rekening"))
def test_the_letter_asks_for_the_papers_that_the_rules_name(place, ready, before, after):
    letters = [_letter(rules, ready) for rules in (before, after)]
    assert "Fotokopi KTP" in letters[0]
    assert "Fotokopi KTP" not in letters[1]
    assert "Fotokopi NIB\nFotokopi buku rekening" in letters[1]


def _letter(rules: RuleSet, purchase: Purchase) -> str:
    """The text of the letter to the first supplier."""
    tender = round_of(under(rules, purchase))
    data = request_data(tender, queries.invitees_of(tender)[0])
    kind = PAPERS["permintaan_penawaran"]
    return words_of(compose(kind, data, letterhead_of(purchase.desa, rules, "tpk")))


@changes(f"{PP}.hps", to="optional")
def test_the_tpk_may_be_asked_without_an_estimate(place, before, after):
    purchase = tenders.at_tpk(place)
    for item in queries.items_of(purchase):
        item.hps_unit_price = None
        item.save()
    assert hps_is_known(facts_under(before, place, purchase)) is not None
    assert hps_is_known(facts_under(after, place, purchase)) is None


@changes(f"{PP}.run_by", to=("tpk_ketua",))
def test_the_rules_name_who_sends_the_request(place, ready, before, after):
    move = queries.move_named(ready, "send_request")
    assert queries.actors_of(under(before, ready), move) == TPK
    assert queries.actors_of(under(after, ready), move) == {"tpk_ketua"}


@changes("oversight.camat_review_above", to=20_000_000)
def test_the_camat_looks_first_at_what_is_dear(place, before, after):
    states = []
    for rules in (before, after):
        put_in_force(rules)
        states.append(tenders.at_tpk(place).state)
    assert states == ["preparing", "camat_review"]
