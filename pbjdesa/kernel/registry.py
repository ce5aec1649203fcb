"""Explicit registries: what people will keep adding (methods, papers, red flags) is listed once.

`config/registries.py` fills them at start; nothing registers itself by being imported.
"""

from collections.abc import Iterator
from typing import Generic, Protocol, TypeVar


class HasSlug(Protocol):
    @property
    def slug(self) -> str: ...


T = TypeVar("T", bound=HasSlug)


class Registry(Generic[T]):
    """Things of one kind by slug, in the order they were listed."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self._things: dict[str, T] = {}

    def register(self, *things: T) -> None:
        """List things; the same slug twice is a slip in config and fails at start."""
        for thing in things:
            if thing.slug in self._things:
                raise ValueError(f"{self.kind} {thing.slug} is registered twice")
            self._things[thing.slug] = thing

    def __getitem__(self, slug: str) -> T:
        return self._things[slug]

    def __contains__(self, slug: object) -> bool:
        return slug in self._things

    def __iter__(self) -> Iterator[T]:
        return iter(self._things.values())

    def __len__(self) -> int:
        return len(self._things)
