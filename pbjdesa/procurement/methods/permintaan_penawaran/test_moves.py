"""The table of asking for offers: whole, lawful, with a way out of everything that goes wrong.

Walks through it, with random rules and random people, are in tests/test_tender_walks.py.
"""

from dataclasses import replace

import pytest

from pbjdesa.kernel.workflow import Move, refusals, unreachable
from pbjdesa.people.offices import CAMAT, KAUR_KEUANGAN, KEPALA_DESA, PKA, SEKDES, TPK
from pbjdesa.procurement.methods.permintaan_penawaran.method import METHOD, MOVES, STATES
from pbjdesa.procurement.rules import Facts, TenderFacts
from pbjdesa.procurement.stages import BOUND
from pbjdesa.procurement.testing import MethodChecks

CODES = {state.code for state in STATES}
FINAL = {state.code for state in STATES if state.final}
START = STATES[0].code
KADES = {KEPALA_DESA.slug}


class TestTable(MethodChecks):
    method = METHOD


def by_name(name: str) -> Move:
    return next(move for move in MOVES if move.name == name)


def without(*names: str) -> list[Move]:
    return [move for move in MOVES if move.name not in names]


def test_what_decides_about_money_asks_for_the_pin() -> None:
    assert {move.name for move in MOVES if move.pin} == {
        "approve_review",
        "open_offers",
        "award",
        "sign_contract",
        "inspect_goods",
        "accept_goods",
        "receive_goods",
        "accept_handover",
        "approve_request",
        "pay",
        "cancel_request",
        "cancel_order",
    }


@pytest.mark.parametrize(
    ("name", "offices"),
    [
        ("hand_to_tpk", PKA),
        ("ask_camat", PKA),
        ("approve_review", {CAMAT.slug}),
        ("send_request", TPK),
        ("open_offers", TPK),
        ("record_evaluation", TPK),
        ("record_negotiation", TPK),
        ("award", TPK | PKA | KADES),
        ("sign_contract", TPK | PKA | KADES),
        ("inspect_goods", TPK),
        ("accept_goods", PKA),
        ("verify_request", {SEKDES.slug}),
        ("approve_request", KADES),
        ("pay", {KAUR_KEUANGAN.slug}),
        ("cancel_request", PKA),
        ("cancel_order", PKA),
    ],
)
def test_each_step_belongs_to_the_offices_that_a_rule_set_may_name(
    name: str, offices: set[str]
) -> None:
    assert by_name(name).actor == frozenset(offices)


@pytest.mark.parametrize("gone", ["open_offers", "record_evaluation", "award", "sign_contract"])
def test_without_one_of_these_nobody_is_paid(gone: str) -> None:
    assert "paid" in unreachable(without(gone), START, CODES)


def test_without_the_camat_nobody_is_asked_where_the_value_asks_for_the_camat() -> None:
    moves = [move for move in MOVES if move.applies(Facts(camat_reviews=True))]
    moves.remove(by_name("approve_review"))
    assert "preparing" in unreachable(moves, START, CODES)


@pytest.mark.parametrize("tpk", [True, False])
def test_goods_are_inspected_by_whom_the_rule_set_names(tpk: bool) -> None:
    outline = Facts(tpk_inspects=tpk)
    ways = {move.name for move in MOVES if "ordered" in move.source and move.applies(outline)}
    assert ways == ({"inspect_goods"} if tpk else {"receive_goods"}) | {"cancel_order"}


def test_a_contract_can_be_cancelled_until_somebody_was_paid() -> None:
    assert by_name("cancel_order").source == BOUND
    before = CODES - BOUND - FINAL - {"draft", "paid"}
    assert by_name("cancel_request").source == before


@pytest.mark.parametrize("name", ["repeat_request", "widen_request", "ask_one_directly"])
def test_another_round_follows_only_a_round_that_failed(name: str) -> None:
    move = by_name(name)
    failed = TenderFacts(
        failure="no_offer",
        ways=("repeat", "widen", "direct"),
        repeats_left=1,
        wider_area_left=True,
    )
    ready = Facts(note="Tidak ada penawaran.", tender=failed)
    assert move.source == {"opened", "evaluated"}
    assert move.target == "preparing"
    assert refusals(move, "opened", "tpk_ketua", ready) == []
    going_on = replace(ready, tender=replace(failed, failure="", ways=()))
    assert refusals(move, "opened", "tpk_ketua", going_on)


def test_the_method_says_what_the_outside_calls_it() -> None:
    assert METHOD.ocds == "limited"
    assert METHOD.state("camat_review").waits_for == "Camat"
