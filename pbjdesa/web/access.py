"""Who may open which page, declared on the page itself.

A page that declares nothing opens for nobody.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponse

from pbjdesa.people.offices import OFFICES

View = TypeVar("View", bound=Callable[..., HttpResponse])

DECLARED = "access"


@dataclass(frozen=True)
class Access:
    """`offices` may open the page; `public` pages open for everybody, without a log-in."""

    offices: frozenset[str] = frozenset()
    public: bool = False

    def admits(self, offices: frozenset[str]) -> bool:
        """Whether somebody holding these offices may open the page."""
        return self.public or bool(self.offices & offices)


def open_to_all(view: View) -> View:
    """A public page."""
    setattr(view, DECLARED, Access(public=True))
    return view


def open_to(*offices: str) -> Callable[[View], View]:
    """A page for these offices only."""
    unknown = [slug for slug in offices if slug not in OFFICES]
    if unknown:
        raise ValueError(f"no such office: {unknown}")

    def declare(view: View) -> View:
        setattr(view, DECLARED, Access(offices=frozenset(offices)))
        return view

    return declare


def signed_in(view: View) -> View:
    """A page for everybody who is logged in."""
    return open_to(*(office.slug for office in OFFICES))(view)


def access_of(view: Any) -> Access | None:
    """What a view declares, or None."""
    return getattr(view, DECLARED, None)
