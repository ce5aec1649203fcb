"""The table of the small purchase: whole, lawful, and without a way round anybody."""

import os
from collections import defaultdict
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.workflow import Move, refusals, unreachable
from pbjdesa.people.offices import KAUR_KEUANGAN, KEPALA_DESA, PKA, SEKDES
from pbjdesa.procurement import rules
from pbjdesa.procurement.methods.pembelian_langsung.method import METHOD, MOVES, STATES
from pbjdesa.procurement.rules import Facts
from pbjdesa.procurement.states import Duty
from pbjdesa.procurement.testing import MethodChecks
from pbjdesa.regulations.loader import load_rulesets
from pbjdesa.regulations.rules import KNOWN_METHODS, duty_conflicts

WALKS = {"full": 10_000, "quick": 60}.get(os.environ.get("PBJDESA_EFFORT", ""), 300)
CODES = {state.code for state in STATES}
FINAL = {state.code for state in STATES if state.final}
START = STATES[0].code
MATRICES = {
    rule_set.key: rule_set.duties[METHOD.slug] for rule_set in load_rulesets(methods=KNOWN_METHODS)
}


class TestTable(MethodChecks):
    method = METHOD


def by_name(name: str) -> Move:
    return next(move for move in MOVES if move.name == name)


def test_money_and_goods_ask_for_the_pin() -> None:
    assert {move.name for move in MOVES if move.pin} == {
        "receive_goods",
        "accept_handover",
        "approve_request",
        "pay",
        "cancel_order",
    }


@pytest.mark.parametrize(
    ("name", "offices"),
    [
        ("send_order", PKA),
        ("receive_goods", PKA),
        ("accept_handover", {KEPALA_DESA.slug}),
        ("request_payment", PKA),
        ("verify_request", {SEKDES.slug}),
        ("approve_request", {KEPALA_DESA.slug}),
        ("pay", {KAUR_KEUANGAN.slug}),
        ("close", {KAUR_KEUANGAN.slug}),
    ],
)
def test_each_step_belongs_to_the_office_that_the_law_names(name: str, offices: set[str]) -> None:
    assert by_name(name).actor == frozenset(offices)


@pytest.mark.parametrize(
    "station", ["ordered", "received", "handed_over", "requested", "verified", "approved"]
)
def test_no_way_to_payment_goes_round_a_station(station: str) -> None:
    without = [move for move in MOVES if move.target != station]
    assert "paid" in unreachable(without, START, CODES)


@pytest.mark.parametrize("gone", ["accept_handover", "verify_request", "approve_request"])
def test_without_one_of_the_three_nobody_is_paid(gone: str) -> None:
    rest = [move for move in MOVES if move.name != gone]
    assert "paid" in unreachable(rest, START, CODES)


PEOPLE = "abcdef"
HATS = (*sorted(PKA), SEKDES.slug, KEPALA_DESA.slug, KAUR_KEUANGAN.slug)
READY = {
    "plan_announced": True,
    "items": (rules.ItemFacts("semen", Decimal(1), 1, 1, 1),),
    "activity_left": 1,
    "supplier_chosen": True,
    "due_date_known": True,
    "receipt_kept": True,
    "inspected_good": True,
    "taxes_proved": True,
    "note": "kurang satu",
}


class Walk:
    """One purchase in the hands of people who wear any hat they like."""

    def __init__(self, matrix_key: str) -> None:
        self.matrix = MATRICES[matrix_key]
        self.state = START
        self.done: dict[str, set[str]] = defaultdict(set)
        self.last: dict[str, str] = {}

    def facts(self, move: Move, person: str) -> Facts:
        found = duty_conflicts(self.matrix, self.done, move.duty, person) if move.duty else []
        words = {str(duty): str(duty) for duty in Duty}
        return Facts(
            **READY,  # type: ignore[arg-type]
            clashes=rules.clash_sentences(found, words),
            handed_over="accept_handover" in self.last,
        )

    def attempt(self, person: str, hat: str, move: Move) -> None:
        if refusals(move, self.state, hat, self.facts(move, person)):
            return
        self.state = move.target
        self.last[move.name] = person
        if move.duty:
            self.done[move.duty].add(person)


def wander(walk: Walk, chance: Random, steps: int) -> bool:
    """Random people in random hats try random moves of the state; whether anybody was paid."""
    for _ in range(steps):
        moves = [move for move in MOVES if walk.state in move.source]
        if not moves:
            break
        move = chance.choice(moves)
        # A purchase can be cancelled at every step; walks that always were would prove little.
        if not move.forward and chance.random() < 0.95:
            continue
        hat = chance.choice(sorted(move.actor))
        walk.attempt(chance.choice(PEOPLE), hat, move)
        if walk.state == "paid":
            assert_lawful(walk)
    return "pay" in walk.last


def assert_lawful(walk: Walk) -> None:
    assert "accept_handover" in walk.last
    hands = [
        walk.last[name] for name in ("request_payment", "verify_request", "approve_request", "pay")
    ]
    assert len(set(hands)) == 4
    assert walk.last["send_order"] not in hands[1:]
    assert walk.last["receive_goods"] not in hands[1:]


@given(st.sampled_from(sorted(MATRICES)), st.randoms(use_true_random=False))
def test_no_walk_pays_without_handover_check_and_approval_by_different_people(
    matrix: str, chance: Random
) -> None:
    wander(Walk(matrix), chance, 80)


@pytest.mark.parametrize("matrix", sorted(MATRICES))
def test_many_walks_do_reach_the_payment(matrix: str) -> None:
    """The property above would hold for a table in which nothing moves. The full run takes 10,000
    walks under every matrix."""
    chance = Random(20_261_124)
    paid = sum(wander(Walk(matrix), chance, 80) for _ in range(WALKS))
    assert paid >= WALKS // 30


def test_four_people_can_bring_a_purchase_to_its_end() -> None:
    walk = Walk(next(iter(MATRICES)))
    for person, hat, name in (
        ("a", "kasi", "send_order"),
        ("a", "kasi", "receive_goods"),
        ("b", "kepala_desa", "accept_handover"),
        ("a", "kasi", "request_payment"),
        ("c", "sekdes", "verify_request"),
        ("b", "kepala_desa", "approve_request"),
        ("d", "kaur_keuangan", "pay"),
        ("d", "kaur_keuangan", "close"),
    ):
        walk.attempt(person, hat, by_name(name))
    assert walk.state == "closed"


def test_three_people_cannot() -> None:
    walk = Walk(next(iter(MATRICES)))
    for person, hat, name in (
        ("a", "kasi", "send_order"),
        ("a", "kasi", "receive_goods"),
        ("b", "kepala_desa", "accept_handover"),
        ("a", "kasi", "request_payment"),
        ("b", "sekdes", "verify_request"),
        ("b", "kepala_desa", "approve_request"),
    ):
        walk.attempt(person, hat, by_name(name))
    assert walk.state == "verified"
