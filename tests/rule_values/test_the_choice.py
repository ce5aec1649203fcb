"""Judging, negotiating, choosing, and what follows when nothing comes of a round."""

from datetime import timedelta

import pytest

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import award_data, result_data
from pbjdesa.procurement.rules import enough_offers_are_valid, negotiation_is_done
from pbjdesa.regulations.ruleset import RuleSet
from tests import chosen, tenders
from tests.chosen import offers_of, round_of
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import under
from tests.tenders import OPENING, TenderVillage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PP = "methods.permintaan_penawaran"
LATER = OPENING + timedelta(hours=1)
NOTE = "Tidak ada yang cocok."


def verdicts(rules: RuleSet, purchase: Purchase) -> list[str]:
    """How each offer stands under these rules."""
    view = queries.selection.round_view(round_of(under(rules, purchase)))
    return [candidate.verdict for candidate in view.candidates]


@changes("evaluation.order", to=("administrasi", "harga"))
def test_a_stage_that_the_rules_leave_out_is_not_judged(place, before, after):
    found = []
    for rules in (before, after):
        purchase = under(rules, tenders.offers_opened(place))
        with clock.frozen(LATER):
            chosen.assess(place, purchase, {0: "teknis"})
        found.append(verdicts_now(purchase))
    assert found == [["failed", "passed"], ["passed", "passed"]]


@changes_each(
    {
        "evaluation.administrative_items": ("Ada materai",),
        "evaluation.technical_items": ("Ada contoh barang",),
    }
)
def test_an_offer_is_judged_by_what_the_rules_name(place, before, after):
    purchase = tenders.offers_opened(place)
    with clock.frozen(LATER):
        chosen.assess(place, under(before, purchase))
    assert verdicts(before, purchase) == ["passed", "passed"]
    assert verdicts(after, purchase) == ["", ""]


@changes("evaluation.over_hps", to="fail")
def test_offers_above_the_estimate_fail_or_are_negotiated(place, before, after):
    assert _judged(place, before, 120) == ["passed", "passed"]
    assert _judged(place, after, 120) == ["failed", "failed"]


@changes("evaluation.tolerance_percent", to=20, within={"evaluation.over_hps": "fail"})
def test_offers_little_above_the_estimate_may_pass(place, before, after):
    assert _judged(place, before, 110) == ["failed", "failed"]
    assert _judged(place, after, 110) == ["passed", "passed"]


def _judged(place: TenderVillage, rules: RuleSet, share: int) -> list[str]:
    """How two offers at this share of the HPS come out."""
    purchase = under(rules, tenders.offers_opened(place, (share, share)))
    with clock.frozen(LATER):
        chosen.assess(place, purchase)
    return verdicts_now(purchase)


def verdicts_now(purchase: Purchase) -> list[str]:
    view = queries.selection.round_view(round_of(purchase))
    return [candidate.verdict for candidate in view.candidates]


@changes(f"{PP}.valid_offers_min", to=3)
def test_two_valid_offers_may_be_too_few(place, before, after):
    purchase = tenders.offers_opened(place)
    with clock.frozen(LATER):
        chosen.assess(place, under(before, purchase))
        answers = []
        for rules in (before, after):
            row = under(rules, purchase)
            move = queries.move_named(row, "record_evaluation")
            facts = queries.facts_of(row, move, place.by("tpk_ketua"))
            answers.append(enough_offers_are_valid(facts))
    assert answers[0] is None
    assert "paling sedikit 3" in (answers[1] or "")


@changes(f"{PP}.negotiation", to="optional")
def test_an_award_may_do_without_negotiation(place, before, after):
    purchase = chosen.evaluated(place)
    answers = []
    for rules in (before, after):
        row = under(rules, purchase)
        move = queries.move_named(row, "award")
        facts = queries.facts_of(row, move, place.by("tpk_ketua"))
        answers.append(negotiation_is_done(facts))
    assert answers == ["Catat dulu hasil negosiasinya.", None]


@changes_each(
    {
        "negotiation.held_by": ("tpk_ketua",),
        "signatories.award": "kepala_desa",
        "signatories.contract": "tpk_ketua",
    }
)
def test_the_rules_name_who_talks_chooses_and_signs(place, address, before, after):
    purchase = chosen.evaluated(place)
    step = {
        "negotiation.held_by": ("record_negotiation", TPK, {"tpk_ketua"}),
        "signatories.award": ("award", {"tpk_ketua"}, {"kepala_desa"}),
        "signatories.contract": ("sign_contract", PKA, {"tpk_ketua"}),
    }
    name, usual, other = step[address]
    move = queries.move_named(purchase, name)
    assert queries.actors_of(under(before, purchase), move) == usual
    assert queries.actors_of(under(after, purchase), move) == other


@changes("negotiation.must_fall", to=True)
def test_the_price_must_fall_only_where_the_rules_want_it(place, before, after):
    for rules in (after, before):
        purchase = under(rules, chosen.evaluated(place))
        with clock.frozen(LATER + timedelta(hours=1)):
            if rules is after:
                with pytest.raises(Refused, match="meminta harga turun"):
                    chosen.negotiate(place, purchase, cut=0)
            else:
                assert chosen.negotiate(place, purchase, cut=0).agreed


@changes("negotiation.partners", to="best")
def test_after_the_cheapest_the_next_is_asked_only_where_the_rules_let_it(place, before, after):
    purchase = chosen.evaluated(place)
    with clock.frozen(LATER + timedelta(hours=1)):
        chosen.negotiate(place, under(before, purchase), agreed=False)
    assert len(queries.partners_of(round_of(under(before, purchase)))) == 1
    assert queries.partners_of(round_of(under(after, purchase))) == []


@changes("signatories.award", to="kepala_desa")
def test_the_letter_of_award_is_signed_by_whom_the_rules_name(place, before, after):
    award = queries.award_of(chosen.awarded(place))
    names = []
    for rules in (before, after):
        award.tender.purchase = under(rules, award.tender.purchase)
        names.append([row["name"] for row in award_data(award)["signers"]])
    assert names == [["Purwanto"], ["Sutrisno Hadi"]]


@changes("signatories.result_announcement", to=("kepala_desa",))
def test_the_result_is_announced_by_whom_the_rules_name(place, before, after):
    award = queries.award_of(chosen.awarded(place))
    names = []
    for rules in (before, after):
        award.tender.purchase = under(rules, award.tender.purchase)
        names.append([row["name"] for row in result_data(award)["signers"]])
    assert names == [["Purwanto"], ["Sutrisno Hadi"]]


@changes_each(
    {f"failure.{cause}": ("cancel",) for cause in ("no_offer", "none_valid", "no_agreement")}
)
def test_the_rules_say_what_follows_a_round_that_came_to_nothing(place, address, before, after):
    purchase, day = _failed(place, address.split(".")[1])
    _may_repeat(place, before, after, purchase, day)


@changes("failure.over_hps", to=("cancel",), within={"evaluation.over_hps": "fail"})
def test_the_rules_say_what_follows_when_all_ask_too_much(place, before, after):
    purchase = under(before, tenders.offers_opened(place, (120, 130)))
    with clock.frozen(LATER):
        chosen.assess(place, purchase)
        assert queries.failure_of(purchase) == "over_hps"
    _may_repeat(place, before, after, purchase, LATER)


def _may_repeat(place, before, after, purchase, day):
    ketua = place.by("tpk_ketua")
    with clock.frozen(day + timedelta(hours=3)):
        with pytest.raises(Refused, match="tidak membolehkan cara ini"):
            operations.repeat_request(by=ketua, purchase=under(after, purchase), note=NOTE)
        tender = operations.repeat_request(by=ketua, purchase=under(before, purchase), note=NOTE)
    assert tender.round == 2


def _failed(place: TenderVillage, cause: str):
    """A round that came to nothing for this cause, and when it did."""
    if cause == "no_offer":
        return tenders.offers_opened(place, ()), LATER
    if cause == "none_valid":
        purchase = tenders.offers_opened(place)
        with clock.frozen(LATER):
            chosen.assess(place, purchase, {0: "teknis", 1: "administrasi"})
    else:
        purchase = chosen.evaluated(place)
        with clock.frozen(LATER + timedelta(hours=1)):
            for _ in offers_of(purchase):
                chosen.negotiate(place, purchase, agreed=False)
    purchase.refresh_from_db()
    assert queries.failure_of(purchase) == cause
    return purchase, LATER


@changes("failure.repeats_max", to=0)
def test_suppliers_are_asked_again_as_often_as_the_rules_say(place, before, after):
    purchase, ketua = tenders.offers_opened(place, ()), place.by("tpk_ketua")
    with clock.frozen(LATER):
        with pytest.raises(Refused, match="sebanyak yang boleh"):
            operations.repeat_request(by=ketua, purchase=under(after, purchase), note=NOTE)
        operations.repeat_request(by=ketua, purchase=under(before, purchase), note=NOTE)
