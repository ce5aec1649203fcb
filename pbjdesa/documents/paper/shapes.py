"""Read plain data (JSON, TOML) into frozen dataclasses, strictly."""

import dataclasses
import functools
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, Literal


@dataclasses.dataclass(frozen=True)
class Shape:
    """`variants` are the classes that a member `type` chooses from; `leaves` read other types."""

    variants: Mapping[str, type]
    leaves: Mapping[Any, Callable[[Any], Any]]

    def read(self, kind: Any, value: Any) -> Any:
        """`value` as `kind`. Raises TypeError, KeyError or ValueError for what does not fit.

        No member may be surplus or of another type, and none that has no default may be missing.
        """
        if kind in self.leaves:
            return self.leaves[kind](value)
        origin = typing.get_origin(kind)
        if origin is types.UnionType:
            rest = dict(value)
            return self.read(self.variants[rest.pop("type")], rest)
        if origin is tuple:
            if not isinstance(value, list):
                raise TypeError(f"a list is wanted, not {type(value).__name__}")
            return tuple(self.read(typing.get_args(kind)[0], item) for item in value)
        if origin is Literal:
            if value not in typing.get_args(kind):
                raise ValueError(f"{value!r} is none of {typing.get_args(kind)}")
            return value
        if dataclasses.is_dataclass(kind):
            return self._read_members(kind, value)
        if type(value) is not kind:
            raise TypeError(f"{kind.__name__} is wanted, not {type(value).__name__}")
        return value

    def _read_members(self, kind: Any, value: Any) -> Any:
        if not isinstance(value, dict):
            raise TypeError(f"members are wanted, not {type(value).__name__}")
        hints = _hints(kind)
        return kind(**{name: self.read(hints[name], member) for name, member in value.items()})


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
