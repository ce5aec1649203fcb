"""Which line of a file is which line that is here already: names first, then figures.

One activity at a time. A pair that is missed costs little: the budget still adds up to the file,
only the history of the line is cut. So doubtful pairs are left apart.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from pbjdesa.planning.siskeudes.codes import normal_text
from pbjdesa.planning.states import Level

ALIKE = 0.6
"""Names that share this much are the same thing in other words."""
ALIKE_WITH_AMOUNT = 0.3
"""Less will do where the amount is the same to the rupiah."""
MOST_COMPARED = 250_000
"""Pairs of names compared inside one account; beyond that only equal names and figures count."""


@dataclass(frozen=True)
class Face:
    """What makes a line recognisable."""

    level: str
    key: str
    account_code: str
    description: str
    fund_sources: str
    volume: Decimal | None
    unit_price: int | None
    amount: int

    @cached_property
    def name(self) -> str:
        """The description without case, marks and double blanks."""
        return normal_text(self.description)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pieces of three letters of its words: insensitive to order, kind to spelling."""
        words = (f" {word} " for word in self.name.split())
        return frozenset(word[at : at + 3] for word in words for at in range(len(word) - 2))


Question = Callable[[Face], Hashable | None]


def _by_key_and_name(face: Face) -> Hashable:
    return face.level, face.key, face.name


def _by_content(face: Face) -> Hashable:
    figures = face.volume, face.unit_price, face.amount
    return face.level, face.account_code, face.name, face.fund_sources, figures


def _by_name(face: Face) -> Hashable | None:
    return (face.account_code, face.name) if face.level == Level.ITEM and face.name else None


def _by_name_elsewhere(face: Face) -> Hashable | None:
    return (face.name, face.amount) if face.level == Level.ITEM and face.name else None


def _by_figures(face: Face) -> Hashable | None:
    if face.level != Level.ITEM or face.volume is None or face.unit_price is None:
        return None
    return face.account_code, face.volume, face.unit_price, face.amount


def _total_by_fund(face: Face) -> Hashable | None:
    return (face.account_code, face.fund_sources) if face.level == Level.ACCOUNT else None


def _total(face: Face) -> Hashable | None:
    return face.account_code if face.level == Level.ACCOUNT else None


_FIRST: tuple[Question, ...] = (_by_key_and_name, _by_content, _by_name, _by_name_elsewhere)
_LAST: tuple[Question, ...] = (_by_figures, _total_by_fund, _total)


def pair(stored: Sequence[Face], wanted: Sequence[Face]) -> dict[int, int]:
    """Index of each wanted line that is here already, to the index of that stored line."""
    open_stored, open_wanted = dict(enumerate(stored)), dict(enumerate(wanted))
    pairs: dict[int, int] = {}

    def take(found: Iterable[tuple[int, int]]) -> None:
        for there, here in found:
            pairs[there] = here
            del open_wanted[there], open_stored[here]

    for question in _FIRST:
        take(_same_answer(open_stored, open_wanted, question))
    take(_alike(open_stored, open_wanted))
    for question in _LAST:
        take(_same_answer(open_stored, open_wanted, question))
    # A sum that was typed without volume may be the one item that the file spells out.
    sums = {at: face for at, face in open_stored.items() if face.level == Level.ACCOUNT}
    items = {at: face for at, face in open_wanted.items() if face.level == Level.ITEM}
    take(_same_answer(sums, items, lambda face: (face.account_code, face.name)))
    return pairs


def _same_answer(
    stored: dict[int, Face], wanted: dict[int, Face], question: Question
) -> list[tuple[int, int]]:
    waiting: dict[Hashable, list[int]] = defaultdict(list)
    for here, face in stored.items():
        answer = question(face)
        if answer is not None:
            waiting[answer].append(here)
    found = []
    for there, face in wanted.items():
        answer = question(face)
        if answer is not None and waiting.get(answer):
            found.append((there, waiting[answer].pop(0)))
    return found


def _alike(stored: dict[int, Face], wanted: dict[int, Face]) -> list[tuple[int, int]]:
    """Items of one account whose names are close, the closest pairs first."""
    scored: list[tuple[float, int, int]] = []
    for account in {face.account_code for face in wanted.values()}:
        here = [at for at, face in stored.items() if _is_item(face, account)]
        there = [at for at, face in wanted.items() if _is_item(face, account)]
        if len(here) * len(there) <= MOST_COMPARED:
            scored += [
                (score, new, old)
                for new in there
                for old in here
                if (score := _score(stored[old], wanted[new])) > 0
            ]
    scored.sort(key=lambda each: (-each[0], each[1], each[2]))
    found: list[tuple[int, int]] = []
    used_new: set[int] = set()
    used_old: set[int] = set()
    for _, new, old in scored:
        if new not in used_new and old not in used_old:
            used_new.add(new)
            used_old.add(old)
            found.append((new, old))
    return found


def _is_item(face: Face, account: str) -> bool:
    return face.level == Level.ITEM and face.account_code == account


def _score(old: Face, new: Face) -> float:
    """How surely these are one thing; 0 when they are not."""
    alike = likeness(old, new)
    same_amount = old.amount == new.amount
    if alike < (ALIKE_WITH_AMOUNT if same_amount else ALIKE):
        return 0.0
    figures = (
        same_amount,
        old.volume is not None and old.volume == new.volume,
        old.unit_price is not None and old.unit_price == new.unit_price,
        old.key == new.key,
    )
    return alike + sum(figures) / 4


def likeness(one: Face, other: Face) -> float:
    """Share of letter pieces in common, from 0 to 1 (Dice)."""
    both = len(one.grams) + len(other.grams)
    return 2 * len(one.grams & other.grams) / both if both else 0.0
