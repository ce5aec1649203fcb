"""The engine of moves, on small tables made for these tests."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.workflow import Move, find, open_moves, refusals, unreachable


@dataclass(frozen=True)
class Facts:
    paid: bool = False
    papers: int = 0


def is_paid(facts: Facts) -> str | None:
    return None if facts.paid else "Bayar dulu."


def has_papers(facts: Facts) -> str | None:
    return None if facts.papers else "Lengkapi dulu berkasnya."


def move(name: str, source: str, target: str, *guards, actor: str = "kasi") -> Move:
    return Move(name, frozenset({source}), target, frozenset({actor}), "", name, guards)


CLOSE = move("close", "open", "closed", is_paid, has_papers)


def test_every_reason_is_told_at_once_and_none_when_nothing_is_missing() -> None:
    assert refusals(CLOSE, "open", "kasi", Facts()) == ["Bayar dulu.", "Lengkapi dulu berkasnya."]
    assert refusals(CLOSE, "open", "kasi", Facts(paid=True)) == ["Lengkapi dulu berkasnya."]
    assert refusals(CLOSE, "open", "kasi", Facts(True, 1)) == []


def test_state_and_office_are_asked_before_the_facts() -> None:
    (late,) = refusals(CLOSE, "closed", "kasi", Facts())
    assert "sudah lewat" in late
    (other,) = refusals(CLOSE, "open", "camat", Facts())
    assert "bukan tugas jabatan" in other


def test_only_the_moves_of_this_state_and_these_offices_are_open() -> None:
    moves = [CLOSE, move("look", "open", "open", actor="camat"), move("reopen", "closed", "open")]
    assert [each.name for each in open_moves(moves, "open", {"kasi"})] == ["close"]
    assert [each.name for each in open_moves(moves, "open", {"kasi", "camat"})] == ["close", "look"]
    assert open_moves(moves, "open", set()) == []


def test_a_move_is_found_by_name_or_not_at_all() -> None:
    assert find([CLOSE], "close") is CLOSE
    with pytest.raises(KeyError):
        find([CLOSE], "open")


def test_a_state_that_nothing_leads_to_is_named() -> None:
    moves = [move("a", "draft", "ordered"), move("b", "lost", "paid")]
    assert unreachable(moves, "draft", {"draft", "ordered", "lost", "paid"}) == {"lost", "paid"}


STATES = "abcdef"


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from(STATES)), max_size=12))
def test_unreachable_is_what_no_walk_finds(edges: list[tuple[str, str]]) -> None:
    moves = [move(str(place), *edge) for place, edge in enumerate(edges)]
    walked = {"a"}
    for _ in STATES:
        walked |= {target for source, target in edges if source in walked}
    assert unreachable(moves, "a", set(STATES)) == set(STATES) - walked
