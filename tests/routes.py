"""The program's addresses, as the resolver knows them, with what each one declares."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RegexPattern, RoutePattern

from pbjdesa.web.access import Access, access_of


@dataclass(frozen=True)
class Route:
    """One address. `arguments` are the names of the values it takes."""

    name: str | None
    pattern: str
    view: Any
    arguments: tuple[str, ...] = field(default=())

    @property
    def access(self) -> Access | None:
        """What the view declares."""
        return access_of(self.view)

    def __str__(self) -> str:
        return self.name or self.pattern


def routes() -> list[Route]:
    """Every address, in the order in which they are tried."""
    return list(_walk(get_resolver().url_patterns, "", ()))


def _walk(patterns: list[Any], before: str, taken: tuple[str, ...]) -> Iterator[Route]:
    for entry in patterns:
        arguments = (*taken, *_names(entry.pattern))
        if isinstance(entry, URLResolver):
            yield from _walk(entry.url_patterns, before + str(entry.pattern), arguments)
        elif isinstance(entry, URLPattern):
            yield Route(entry.name, before + str(entry.pattern), entry.callback, arguments)


def _names(pattern: RoutePattern | RegexPattern) -> tuple[str, ...]:
    return tuple(pattern.regex.groupindex)
