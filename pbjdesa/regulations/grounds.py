"""What every rule carries: its article, how well it is known, and who confirmed it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from pbjdesa.kernel.clock import plain_date

T = TypeVar("T")

Mark = Literal["A", "B", "C"]
MARK_WORDS: dict[Mark, str] = {
    "A": "dibaca di naskah resmi",
    "B": "dibaca di sumber lain",
    "C": "kebiasaan umum, belum ada sumbernya",
}


@dataclass(frozen=True)
class Says:
    """How a field is named to people: label (Indonesian), unit of a number, order of a list."""

    label: str
    unit: Literal[
        "",
        "rupiah",
        "hari",
        "bulan",
        "orang",
        "penyedia",
        "persen",
        "per seribu",
        "kali",
        "angka",
    ] = ""
    ordered: bool = False


@dataclass(frozen=True, kw_only=True)
class Grounded:
    """The ground on which a value or a row stands.

    `article` is empty while nobody has read it: it is never invented. `law` names the instrument
    when it is not the one of the file itself. `origin` is the key of the file that gave the value
    and is set by the loader. A value is confirmed when a named person did so on a day; the loader
    takes the confirmation off whatever one instrument inherits from another.
    """

    article: str
    mark: Mark
    law: str = ""
    note: str = ""
    confirmed_by: str = ""
    confirmed_on: date | None = None
    origin: str = ""

    @property
    def confirmed(self) -> bool:
        return bool(self.confirmed_by) and self.confirmed_on is not None

    @property
    def label(self) -> str:
        """Belum dikonfirmasi, or by whom and when."""
        if self.confirmed_on is None or not self.confirmed_by:
            return "belum dikonfirmasi"
        return f"dikonfirmasi oleh {self.confirmed_by} pada {plain_date(self.confirmed_on)}"

    @property
    def citation(self) -> str:
        """The instrument and article as far as they are known."""
        if self.law and self.article:
            return f"{self.law} {self.article}"
        return self.article or ", ".join(filter(None, (self.law, "pasal belum diketahui")))


@dataclass(frozen=True, kw_only=True)
class Value(Grounded, Generic[T]):
    """One number, word or list of a regulation, with its ground."""

    value: T


def unknown(value: T) -> Value[T]:
    """What holds while no file says anything: nothing, or the mildest reading; mark C."""
    return Value(value=value, article="", mark="C")


def weakest(grounds: Iterable[Grounded]) -> Mark:
    """The mark of a conclusion: never better than the worst value it rests on."""
    return max(ground.mark for ground in grounds)
