"""One working call of each operation on the register of letter numbers (see calls.py)."""

from collections.abc import Callable
from typing import Protocol

from pbjdesa.documents.models import NumberEntry
from pbjdesa.documents.numbering import (
    OTHER_LETTERS,
    Letter,
    cancel_number,
    note_number,
    take_number,
)
from pbjdesa.kernel import clock
from tests.world import Village


class Stage(Protocol):
    """Where the verbs are tried."""

    place: Village


def letter(place: Village, about: str = "Undangan rapat", series: str = OTHER_LETTERS) -> Letter:
    """A letter of today that was typed elsewhere."""
    return Letter(series, clock.today(place.desa.zone), about, "Ketua RT 03")


def taken(
    place: Village, about: str = "Undangan rapat", series: str = OTHER_LETTERS
) -> NumberEntry:
    """The next number of a series, for the sekdes."""
    return take_number(by=place.by("sekdes"), desa=place.desa, letter=letter(place, about, series))


def noted(
    place: Village, number: str, about: str = "Undangan rapat", series: str = OTHER_LETTERS
) -> NumberEntry:
    """A number that was given by hand before, written down by the sekdes."""
    return note_number(
        by=place.by("sekdes"),
        desa=place.desa,
        letter=letter(place, about, series),
        number=number,
    )


def of_numbers() -> dict[str, Callable[[Stage], object]]:
    """One working call of each, by name."""
    return {
        "documents.take_number": lambda stage: taken(stage.place),
        "documents.note_number": lambda stage: noted(stage.place, "140/lain/2026"),
        "documents.cancel_number": lambda stage: cancel_number(
            by=stage.place.by("sekdes"), entry=taken(stage.place), reason="Surat batal dikirim."
        ),
    }
