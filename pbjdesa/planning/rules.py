"""Budgets as plain numbers."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import rupiah, times


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
    if asked > balance.left:
        raise Refused(
            f"Sisa anggaran {name} tinggal {rupiah(balance.left)}. "
            f"Belanja ini butuh {rupiah(asked)}. Kurangi jumlah atau harganya."
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


NOT_BOUGHT = ("5.1", "5.2.2", "5.2.3", "5.4")
"""Accounts that are no procurement: pay, honoraria, travel, contingency (Permendagri 20/2018)."""


def is_bought(account_code: str) -> bool:
    """Whether money of this account is spent by buying from somebody."""
    return not any(
        account_code == prefix or account_code.startswith(f"{prefix}.") for prefix in NOT_BOUGHT
    )
