"""Workflow as a table: moves, who may make them, and everything that still stands in the way.

The table draws the buttons, the help, the diagrams and the access tests, so nothing can be allowed
in one place and forbidden in another.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

Guard = Callable[[Any], str | None]
"""Looks at plain facts; answers None, or the Indonesian sentence that says what is missing."""


def always(_: Any) -> bool:
    """The move belongs to every procedure of its method."""
    return True


@dataclass(frozen=True)
class Move:
    """One allowed step of a procedure.

    `duty` is the key of the rule set's duties matrix (who may not be the same person);
    `papers` are the slugs of the papers that this step writes; `pin` asks for the PIN again.
    """

    name: str
    source: frozenset[str]
    target: str
    actor: frozenset[str]
    duty: str
    label: str
    guards: tuple[Guard, ...] = ()
    papers: tuple[str, ...] = ()
    article: str = ""
    pin: bool = False
    forward: bool = True
    """False for steps back or out (return, cancel): never somebody's next task."""
    applies: Callable[[Any], bool] = always
    """Whether the rule set wants this step at all, from facts that cost no query."""
    signatory: str = ""
    """The rule (group.field) that names the acting office; it narrows `actor`. Of a chain the place
    is named too (signatories.spp_chain.2): that office acts, whoever the table names."""


@dataclass(frozen=True)
class State:
    """One state of a procedure, with the word that people read and the tone of its chip.

    The tone only repeats the word: "" over and out, "good" done, "warn" to do, "bad" to mend,
    "wait" under way.
    """

    code: str
    label: str
    waits_for: str = ""
    final: bool = False
    chip: str = "wait"


def find(moves: Iterable[Move], name: str) -> Move:
    """The move with this name. Raises KeyError."""
    for move in moves:
        if move.name == name:
            return move
    raise KeyError(name)


def open_moves(moves: Iterable[Move], state: str, offices: Collection[str]) -> list[Move]:
    """The moves that somebody holding `offices` may try from `state`, guards aside."""
    return [move for move in moves if state in move.source and move.actor & set(offices)]


def refusals(
    move: Move, state: str, office: str, facts: Any, actors: Collection[str] | None = None
) -> list[str]:
    """Every reason why the move cannot be made now, as sentences; empty when it can.

    `actors` are the offices that the rule set names, where it narrows those of the table.
    """
    if state not in move.source:
        return ["Langkah ini sudah lewat atau belum waktunya. Buka lagi halaman belanja ini."]
    if not move.applies(facts):
        return ["Aturan kabupaten tidak memakai langkah ini. Buka lagi halaman belanja ini."]
    if office not in (move.actor if actors is None else actors):
        return ["Langkah ini bukan tugas jabatan Anda."]
    return [reason for guard in move.guards if (reason := guard(facts))]


def unreachable(moves: Collection[Move], start: str, states: Collection[str]) -> set[str]:
    """States that no chain of moves leads to; a table that holds has none."""
    seen, frontier = {start}, {start}
    while frontier:
        frontier = {m.target for m in moves if m.source & frontier} - seen
        seen |= frontier
    return set(states) - seen
