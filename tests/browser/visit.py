"""One page of the product to look at: who opens it, and with what."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from tests.browser.villages import WALK


@dataclass(frozen=True)
class Visit:
    """One page to look at. `who` is "" for somebody without a log-in."""

    name: str
    who: str = ""
    args: tuple[Any, ...] = ()
    query: str = ""
    status: int = 200
    village: str = WALK
    full: bool = field(default=False)
    """A list filled to the brim."""

    def address(self) -> str:
        """Where it is."""
        return reverse(self.name, args=self.args) + self.query

    def __str__(self) -> str:
        return f"{self.who or 'anybody'} {self.address()}"
