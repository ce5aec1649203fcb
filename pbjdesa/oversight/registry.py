"""Red flags: reasons to look, never a verdict. One file each in `redflags/`, listed in config."""

from collections.abc import Callable
from dataclasses import dataclass

from pbjdesa.kernel.registry import Registry
from pbjdesa.oversight.facts import PurchaseFacts


@dataclass(frozen=True)
class RedFlag:
    """One flag. `sees` answers None, or the sentence with the numbers that it saw.

    `looks_for` is what the flag means in plain words, `ground` the rule it rests on, `innocent` the
    harmless reasons that a reader must think of first.
    """

    slug: str
    title: str
    looks_for: str
    ground: str
    innocent: tuple[str, ...]
    sees: Callable[[PurchaseFacts], str | None]


REDFLAGS: Registry[RedFlag] = Registry("red flag")


@dataclass(frozen=True)
class Raised:
    """A flag that saw something."""

    flag: RedFlag
    sentence: str


def raised(facts: PurchaseFacts) -> tuple[Raised, ...]:
    """Every flag that sees something in these facts."""
    return tuple(
        Raised(flag, sentence) for flag in REDFLAGS if (sentence := flag.sees(facts)) is not None
    )
