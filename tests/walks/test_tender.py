"""No walk through asking for offers reaches an award or a payment without what the law asks.

Random rule sets, random people in random hats, offers and failures at random. The full run takes
20,000 walks (PBJDESA_EFFORT=full); what is checked is worked out again from the record of each
walk, so that a guard that says yes to everything is found.
"""

import os
import time
from collections import Counter
from random import Random

import pytest

from pbjdesa.kernel.workflow import Move
from pbjdesa.procurement import rules
from pbjdesa.procurement.methods.permintaan_penawaran.method import METHOD, MOVES, STATES
from pbjdesa.procurement.rules import tender as tender_rules
from pbjdesa.regulations.loader import load_rulesets
from pbjdesa.regulations.rules import KNOWN_METHODS
from tests.walks.law import any_law
from tests.walks.tender import FINAL, HPS, PEOPLE, Walk

WALKS = {"full": 20_000, "quick": 100}.get(os.environ.get("PBJDESA_EFFORT", ""), 1_500)
SEED, STEPS = 20_261_124, 150
SHIPPED = next(iter(load_rulesets(methods=KNOWN_METHODS))).duties[METHOD.slug]
CODES = {state.code for state in STATES}
CHECKS = ("request_payment", "verify_request", "approve_request", "pay")


def wander(chance: Random, steps: int = STEPS) -> Walk:
    """People try what comes to their minds: mostly forward, mostly in a hat that fits."""
    walk = Walk(any_law(chance, SHIPPED), chance)
    for _ in range(steps):
        if walk.state in FINAL:
            break
        if chance.random() < 0.4:
            walk.life_goes_on()
        move = pick(walk, chance)
        hats = sorted(walk.law.actors(move) if chance.random() < 0.9 else move.actor)
        if hats and walk.attempt(move, person(walk, move, chance), chance.choice(hats), "perbaiki"):
            check(walk)
    return walk


def pick(walk: Walk, chance: Random) -> Move:
    """A step of this state, or now and then any step at all."""
    here = [move for move in MOVES if walk.state in move.source]
    forward = [move for move in here if move.forward]
    if chance.random() < 0.05:
        return chance.choice(MOVES)
    if forward and chance.random() < 0.9:
        return chance.choice(forward)
    return chance.choice(here)


def person(walk: Walk, move: Move, chance: Random) -> str:
    """Mostly somebody who may, so that walks get far; the rest tries its luck."""
    if move.duty and chance.random() < 0.75:
        free = [one for one in PEOPLE if walk.free(move.duty, one)]
        return chance.choice(free or list(PEOPLE))
    return chance.choice(PEOPLE)


# --- What the law asks, worked out again from the record ----------------------------------------


def check(walk: Walk) -> None:
    """After every step: duties apart, rounds within the rules, award and payment complete."""
    duties_are_apart(walk)
    rounds_follow_the_rules(walk)
    last = walk.steps[-1].name
    if last == "award":
        award_is_lawful(walk)
    if last == "pay":
        payment_is_lawful(walk)


def duties_are_apart(walk: Walk) -> None:
    newest = walk.steps[-1]
    own = {step.duty for step in walk.steps if step.person == newest.person and step.duty}
    received = {step.person for step in walk.steps if step.duty == "receive"}
    seen = {duty for duty, who in walk.witnesses if who == newest.person}
    for one in own - {newest.duty} if newest.duty else ():
        kind = walk.law.matrix.between(one, newest.duty)
        assert kind != "X", (newest, one)
        if kind == "W":
            both = "receive" in (one, newest.duty) and len(received) > 1
            assert both or {one, newest.duty} & seen or newest.duty in seen, (newest, one)


def rounds_follow_the_rules(walk: Walk) -> None:
    ways = Counter(way for _, way in walk.failures)
    assert ways["repeat"] <= walk.law.repeats_max
    assert walk.rounds[-1].reach < walk.law.rungs if walk.rounds else True
    for cause, way in walk.failures:
        assert way in walk.law.ways[cause]
    assert len(walk.rounds) <= 1 + len(walk.failures) + returns(walk)


def returns(walk: Walk) -> int:
    return sum(step.name == "hand_to_tpk" or step.name == "approve_review" for step in walk.steps)


def award_is_lawful(walk: Walk) -> None:
    law, now, award = walk.law, walk.round, walk.steps[-1]
    names = [step.name for step in walk.steps if step.round == len(walk.rounds)]
    judged = len(names) - 1 - names[::-1].index("record_evaluation")
    assert names.index("send_request") < names.index("open_offers") < judged
    assert "return_evaluation" not in names[judged:]
    assert now.closed
    assert now.opened
    if law.camat:
        reviews = [step.name for step in walk.steps if step.name in {"ask_camat", "approve_review"}]
        assert reviews[-1] == "approve_review"
    assert now.direct or now.invited >= law.invite_min or now.too_few_reason
    winner = next(one for one in now.candidates if one.offer == walk.winner)
    assert winner.verdict == "passed"
    assert not winner.withdrawn
    assert not winner.sanctioned
    assert 0 < walk.value <= min(winner.total, HPS)
    assert now.valid >= law.valid_min
    if law.negotiation:
        assert winner.talks == "agreed"
        assert now.agreed[winner.offer] == walk.value
    reason_where_needed(walk, award.reasons)


def reason_where_needed(walk: Walk, given: bool) -> None:
    winner = next(one for one in walk.round.candidates if one.offer == walk.winner)
    others = [one for one in walk.round.candidates if one is not winner and one.verdict == "passed"]
    there = [one for one in others if not one.withdrawn]
    cheaper = [one for one in others if one.total < winner.total]
    for one in cheaper:
        assert one.withdrawn or one.sanctioned or one.talks == "failed"
    tied = [one for one in there if one.total == winner.total and not one.sanctioned]
    if (not there and len(walk.round.candidates) > 1) or cheaper or tied:
        assert given


def payment_is_lawful(walk: Walk) -> None:
    at = max(n for n, step in enumerate(walk.steps) if step.name == "award")
    after = walk.steps[at + 1 :]
    names = [step.name for step in after]
    inspection = ("inspect_goods", "accept_goods") if walk.law.tpk_inspects else ("receive_goods",)
    wanted = ("sign_contract", *inspection, "accept_handover", *CHECKS)
    places = [len(names) - 1 - names[::-1].index(name) for name in wanted]
    assert places == sorted(places)
    if walk.law.matrix == SHIPPED:
        hands = [after[place].person for place in places if names[place] in CHECKS]
        assert len(set(hands)) == len(CHECKS)


# --- The walks ----------------------------------------------------------------------------------


def test_no_walk_is_awarded_or_paid_without_what_the_law_asks() -> None:
    chance, reached, taken = Random(SEED), Counter[str](), Counter[str]()
    began, failures = time.monotonic(), Counter[tuple[str, str]]()
    for _ in range(WALKS):
        walk = wander(chance)
        reached.update(set(walk.states))
        taken.update(step.name for step in walk.steps)
        failures.update(walk.failures)
    report(began, reached, failures)
    assert reached["awarded"] >= WALKS // 20
    assert reached["paid"] >= WALKS // 100
    if WALKS >= 1_000:
        assert set(reached) == CODES
        assert set(taken) >= {move.name for move in MOVES}
        assert {way for _, way in failures} == {"repeat", "widen", "direct"}
        assert {cause for cause, _ in failures} == {
            "no_offer",
            "none_valid",
            "over_hps",
            "no_agreement",
        }


def report(began: float, reached: Counter[str], failures: Counter[tuple[str, str]]) -> None:
    """What the full run writes into the figures; shown with -s."""
    seconds = time.monotonic() - began
    paid, awarded = reached["paid"], reached["awarded"]
    print(f"\n{WALKS} walks in {seconds:.0f} s: {awarded} awarded, {paid} paid, {dict(failures)}")


def test_final_states_are_left_by_nobody() -> None:
    chance = Random(SEED)
    for _ in range(20):
        walk = wander(chance)
        for code in FINAL:
            walk.state = code
            for move in MOVES:
                for hat in move.actor:
                    assert not walk.attempt(move, chance.choice(PEOPLE), hat)


# --- Faults planted, to see that they are found -------------------------------------------------


def walks_until_found(count: int = 600) -> None:
    chance = Random(SEED)
    for _ in range(count):
        wander(chance)


FAULTY = {
    "duties": rules.nobody_clashes,
    "negotiation": tender_rules.negotiation_is_done,
    "reasons": tender_rules.reasons_are_given,
    "hours": tender_rules.offers_are_closed,
    "invitations": tender_rules.enough_are_invited,
    "ways": tender_rules.rules_allow_repeat,
    "valid": tender_rules.enough_offers_are_valid,
}


@pytest.mark.slow
@pytest.mark.parametrize("fault", FAULTY)
def test_a_guard_that_lets_everything_pass_is_found(
    fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = FAULTY[fault]
    for move in MOVES:
        kept = tuple(guard for guard in move.guards if guard is not faulty)
        if kept != move.guards:
            monkeypatch.setitem(vars(move), "guards", kept)
    with pytest.raises(AssertionError):
        walks_until_found()
