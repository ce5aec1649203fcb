"""Tables (TOML or JSON) into typed dataclasses and back, driven by the type hints.

A new group of rules is a new dataclass: reading, checking, inheriting, pinning and describing
follow from its hints. Every slip is collected as an Indonesian sentence that names file and key.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pbjdesa.kernel.words import say
from pbjdesa.regulations.grounds import Grounded, Says, Value

Hint = Any
Plain = Any
"""What a TOML or JSON reader gives: dict, list, str, int, bool, date, None."""


@cache
def hints_of(cls: type) -> dict[str, Hint]:
    """Field name → type hint, without the label."""
    return {name: bare(hint) for name, hint in get_type_hints(cls, include_extras=True).items()}


@cache
def says_of(cls: type) -> dict[str, Says]:
    """Field name → how it is named to people, for the fields that are shown."""
    found = {}
    for name, hint in get_type_hints(cls, include_extras=True).items():
        for extra in get_args(hint)[1:] if origin_of(hint) is Annotated else ():
            if isinstance(extra, Says):
                found[name] = extra
    return found


def origin_of(hint: Hint) -> Any:
    """What a hint is built from: tuple for `tuple[int, ...]`, None for a plain type."""
    return get_origin(hint)


def bare(hint: Hint) -> Hint:
    """The hint without its Annotated label."""
    return get_args(hint)[0] if origin_of(hint) is Annotated else hint


def class_of(hint: Hint) -> type | None:
    """The dataclass a hint stands for (Value[int] → Value), if it is one."""
    cls = origin_of(hint) or hint
    return cls if isinstance(cls, type) and is_dataclass(cls) else None


def is_leaf(hint: Hint) -> bool:
    """True for what carries a ground of its own and is replaced as a whole."""
    cls = class_of(hint)
    return cls is not None and issubclass(cls, Grounded)


def optional(hint: Hint) -> Hint | None:
    """X for `X | None`, else None."""
    if origin_of(hint) in (Union, types.UnionType):
        inner = [arg for arg in get_args(hint) if arg is not type(None)]
        return inner[0] if len(inner) == 1 else None
    return None


def parse_fraction(text: str) -> Fraction:
    """An exact rate: "1,5%", "1.5%", "11/12", "2". ValueError when it is none of them."""
    if text.endswith("%"):
        return Fraction(text[:-1].strip().replace(",", ".")) / 100
    return Fraction(text)


def fraction_words(rate: Fraction) -> str:
    """An exact rate for people: 1,5% where a percentage is exact, else 11/12."""
    percent = rate * 100
    rest = percent.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return str(rate)
    return f"{Decimal(percent.numerator) / percent.denominator:f}%".replace(".", ",")


class Reader:
    """Reads one file's tables into dataclasses and remembers every slip in `problems`.

    While `problems` is not empty what was read must be thrown away. With `json=True` dates are
    ISO strings, as `to_plain` writes them.
    """

    def __init__(self, file: str, *, json: bool = False) -> None:
        self.file = file
        self.json = json
        self.problems: list[str] = []

    def say(self, key: str, sentence: str) -> None:
        self.problems.append(f"{self.file}: kunci {key} {sentence}")

    def read(self, hint: Hint, raw: Plain, key: str) -> Any:
        """The typed form of `raw`, or None after noting why not."""
        inner = optional(hint)
        if inner is not None:
            return None if raw is None else self.read(inner, raw, key)
        if class_of(hint):
            return self._read_dataclass(hint, raw, key)
        origin = origin_of(hint)
        if origin is tuple:
            return self._read_rows(get_args(hint)[0], raw, key)
        if origin is Mapping:
            return self._read_mapping(hint, raw, key)
        if origin is Literal:
            return self._read_choice(get_args(hint), raw, key)
        return self._read_scalar(hint, raw, key)

    def _read_dataclass(self, hint: Hint, raw: Plain, key: str) -> Any:
        cls = class_of(hint)
        assert cls is not None  # noqa: S101  (read() has just asked)
        if not isinstance(raw, dict):
            self.say(key, "harus berupa tabel, contoh { value = …, article = “…”, mark = “C” }.")
            return None
        hints = hints_of(cls)
        if issubclass(cls, Value):
            hints = {**hints, "value": get_args(hint)[0]}
        self._refuse_unknown(raw, hints, key)
        given: dict[str, Any] = {}
        for field in fields(cls):
            where = f"{key}.{field.name}" if key else field.name
            if raw.get(field.name) is not None:
                given[field.name] = self.read(hints[field.name], raw[field.name], where)
            elif field.default is MISSING and field.default_factory is MISSING:
                given[field.name] = None
                if optional(hints[field.name]) is None:
                    self.say(where, "belum diisi.")
        return cls(**given)

    def _refuse_unknown(self, raw: dict[str, Plain], known: Mapping[str, Hint], key: str) -> None:
        for name in raw:
            if name not in known:
                near = get_close_matches(name, known, n=1)
                advice = (
                    say("Mungkin maksudnya {near}.", near=near[0]) if near else "Hapus kunci ini."
                )
                self.say(f"{key}.{name}" if key else name, f"tidak dikenal. {advice}")

    def _read_rows(self, inner: Hint, raw: Plain, key: str) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self.say(key, "harus berupa daftar, contoh [“…”, “…”].")
            return ()
        return tuple(self.read(inner, row, f"{key}[{at}]") for at, row in enumerate(raw, 1))

    def _read_mapping(self, hint: Hint, raw: Plain, key: str) -> dict[str, Any]:
        if not isinstance(raw, dict):
            self.say(key, "harus berupa tabel.")
            return {}
        names, inner = get_args(hint)
        if origin_of(names) is Literal:
            self._refuse_unknown(raw, dict.fromkeys(get_args(names)), key)
        return {name: self.read(inner, row, f"{key}.{name}") for name, row in raw.items()}

    def _read_choice(self, choices: tuple[Any, ...], raw: Plain, key: str) -> Any:
        if isinstance(raw, str) and raw in choices:
            return raw
        self.say(key, say("harus salah satu dari: {names}.", names=", ".join(choices)))
        return None

    def _read_scalar(self, hint: Hint, raw: Plain, key: str) -> Any:
        read, example = _SCALARS[hint]
        if hint is date and self.json:
            read = _date_from_text
        try:
            return read(raw)
        except (ValueError, TypeError, ZeroDivisionError):
            self.say(key, say("harus {example}.", example=example))
            return None


def _exactly(kind: type) -> Callable[[Plain], Any]:
    def read(raw: Plain) -> Any:
        if type(raw) is not kind:
            raise TypeError
        return raw

    return read


def _date_from_text(raw: Plain) -> date:
    return date.fromisoformat(raw)


def _fraction(raw: Plain) -> Fraction:
    if not isinstance(raw, str):
        raise TypeError
    return parse_fraction(raw)


_SCALARS: dict[Hint, tuple[Callable[[Plain], Any], str]] = {
    bool: (_exactly(bool), "true atau false"),
    int: (_exactly(int), "bilangan bulat, contoh 10_000_000"),
    str: (_exactly(str), "teks dalam tanda kutip"),
    date: (_exactly(date), "tanggal, contoh 2023-01-31"),
    Fraction: (_fraction, "teks berisi persen atau pecahan, contoh “1,5%” atau “11/12”"),
}


def to_plain(thing: Any) -> Plain:
    """Plain JSON values that `Reader(json=True)` reads back to an equal thing."""
    if is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: to_plain(getattr(thing, field.name)) for field in fields(thing)}
    if isinstance(thing, Mapping):
        return {name: to_plain(inner) for name, inner in thing.items()}
    if isinstance(thing, tuple):
        return [to_plain(inner) for inner in thing]
    if isinstance(thing, date) and not isinstance(thing, datetime):
        return thing.isoformat()
    if isinstance(thing, Fraction):
        return str(thing)
    return thing


def grounds_in(thing: Any, key: str = "") -> Iterator[tuple[str, Grounded]]:
    """Every value and row under `thing` with its dotted key, in the order of the file."""
    if isinstance(thing, Grounded):
        yield key, thing
    elif is_dataclass(thing) and not isinstance(thing, type):
        for field in fields(thing):
            yield from grounds_in(getattr(thing, field.name), _dotted(key, field.name))
    elif isinstance(thing, Mapping):
        for name, inner in thing.items():
            yield from grounds_in(inner, _dotted(key, name))
    elif isinstance(thing, tuple):
        for at, inner in enumerate(thing, 1):
            yield from grounds_in(inner, f"{key}[{at}]")


def _dotted(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
