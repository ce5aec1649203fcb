"""Budgets as plain numbers."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah, times
from pbjdesa.kernel.words import say


@dataclass(frozen=True)
class Balance:
    """Where an activity or a line stands, in rupiah (A048)."""

    ceiling: int
    committed: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        """What may still be promised; below zero only when a later budget change cut it."""
        return self.ceiling - self.committed

    @property
    def used_percent(self) -> int:
        """Committed share of the ceiling, 0…100, for the bar."""
        return min(100, self.committed * 100 // self.ceiling) if self.ceiling else 0


def refuse_overdraft(name: str, balance: Balance, asked: int) -> None:
    """R-05 (over_budget = block). Raises Refused when `asked` is more than what is left."""
    if balance.left < 0 < asked:
        raise Refused(
            say(
                "Anggaran {name} sudah terpakai melebihi pagunya. Belanja baru menunggu "
                "perubahan APBDes.",
                name=name,
            )
        )
    if asked > balance.left:
        raise Refused(
            say(
                "Sisa anggaran {name} tinggal {left}. Belanja ini butuh {asked}. Kurangi "
                "jumlah atau harganya.",
                name=name,
                left=rupiah(balance.left),
                asked=rupiah(asked),
            )
        )


def line_amount(volume: Decimal | None, unit_price: int | None, amount: int | None) -> int:
    """The amount of a typed line: volume × price, or the sum typed for a whole account."""
    if volume is not None and unit_price is not None:
        return times(volume, unit_price)
    if amount is None:
        raise Refused("Isi volume dan harga, atau jumlahnya.", field="amount")
    return amount


def total(amounts: Iterable[int]) -> int:
    """Sum of rupiah."""
    return sum(amounts)


def rest_of_totals(
    totals: Sequence[tuple[str, int]], items: Iterable[tuple[str, int]]
) -> list[int]:
    """What the items of one account leave of its totals; both are (fund source, rupiah).

    An item takes from totals of its own fund first, then from any other, so that rests and items
    together come to the totals, or to the items where these are more.
    """
    rests = [sum_of_total for _, sum_of_total in totals]
    taken: dict[str, int] = defaultdict(int)
    for fund, amount in items:
        taken[fund] += amount
    for own_only in (True, False):
        for at, (fund, _) in enumerate(totals):
            for wanted in [fund] if own_only else list(taken):
                part = min(rests[at], taken.get(wanted, 0))
                if part:
                    rests[at] -= part
                    taken[wanted] -= part
    return rests


class PartOfAccount(Protocol):
    """A budget line, seen as a part of its account. `total` is set on account totals only."""

    @property
    def account_code(self) -> str: ...
    @property
    def fund_sources(self) -> str: ...
    @property
    def total(self) -> int | None: ...
    @property
    def amount(self) -> int: ...


def settled(lines: Sequence[PartOfAccount]) -> list[int]:
    """The amounts that the lines of one activity should have, in their order.

    An account total counts what its items leave of it; every other line counts as it is.
    """
    amounts = [line.amount for line in lines]
    by_account: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        by_account[line.account_code].append(at)
    for places in by_account.values():
        sums = [(at, lines[at].total) for at in places]
        totals = [(lines[at].fund_sources, each) for at, each in sums if each is not None]
        items = [(lines[at].fund_sources, lines[at].amount) for at, each in sums if each is None]
        at_totals = [at for at, each in sums if each is not None]
        for at, rest in zip(at_totals, rest_of_totals(totals, items), strict=True):
            amounts[at] = rest
    return amounts


NOT_BOUGHT = ("5.1", "5.2.2", "5.2.3", "5.4")
"""Accounts that are no procurement: pay, honoraria, travel, contingency (Permendagri 20/2018)."""

_WORK_OF_OWN_HANDS = re.compile(r"5\.3\.[4-8]\.0[12](\..*)?")
"""Honoraria and wages inside building accounts: paid to people of the village, not to a shop."""


def is_bought(account_code: str) -> bool:
    """Whether money of this account is spent by buying from somebody."""
    if _WORK_OF_OWN_HANDS.fullmatch(account_code):
        return False
    return not any(
        account_code == prefix or account_code.startswith(f"{prefix}.") for prefix in NOT_BOUGHT
    )


ALIKE_FROM = 0.75
"""Share of the shorter name's words that both names must have: "Kertas HVS A4" is found for
"Kertas HVS A4 70 gram", but not for "Kertas manila"."""


def name_words(text: str) -> set[str]:
    """The words of a thing's name that tell it from others: two letters or more, or a digit."""
    return {word for word in re.findall(r"[^\W_]+", text.casefold()) if len(word) > 1}


def alike(one: str, other: str) -> bool:
    """Whether two names mean the same thing to buy, as far as their words tell."""
    first, second = name_words(one), name_words(other)
    shorter = min(len(first), len(second))
    return shorter > 0 and len(first & second) / shorter >= ALIKE_FROM
