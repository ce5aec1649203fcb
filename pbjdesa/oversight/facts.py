"""What red flags look at: plain values, gathered once for many purchases."""

from dataclasses import dataclass
from datetime import datetime

UNBOUND = frozenset({"draft", "cancelled"})
"""States in which nobody is bound yet, or no longer: such purchases are not added up."""


@dataclass(frozen=True)
class PurchaseFacts:
    """One purchase as the flags see it. Rupiah, PPN included; None: has not happened yet.

    `method_limit` is the largest value that the purchase's own method may carry (None: no limit).
    `window` are the values of all other purchases that the rules add up with this one (R-18), and
    `window_words` says which those are.
    """

    state: str
    value: int
    method_label: str = ""
    method_limit: int | None = None
    window: tuple[int, ...] = ()
    window_words: str = ""
    verified_at: datetime | None = None
    approved_at: datetime | None = None
