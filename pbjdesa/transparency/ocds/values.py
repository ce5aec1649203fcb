"""How single values are written in OCDS: money, times, numbers, and nothing that is blank."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from pbjdesa.kernel.clock import ZONES, in_zone

Json = dict[str, Any]


def money(amount: int | None) -> Json | None:
    """A Value in rupiah."""
    return None if amount is None else {"amount": amount, "currency": "IDR"}


def number(volume: Decimal) -> int | float:
    """A quantity as a JSON number."""
    return int(volume) if volume == volume.to_integral_value() else float(volume)


def instant(when: datetime | None, zone: str) -> str | None:
    """An instant with the offset of the village's zone, to the millisecond."""
    return None if when is None else in_zone(when, zone).isoformat(timespec="milliseconds")


def start_of(day: date | None, zone: str) -> str | None:
    """The first moment of a day: OCDS has no dates without time."""
    return None if day is None else datetime.combine(day, time(), ZONES[zone]).isoformat()


def end_of(day: date | None, zone: str) -> str | None:
    """The last second of a day."""
    if day is None:
        return None
    return datetime.combine(day, time(23, 59, 59), ZONES[zone]).isoformat()


def tidy(value: Any) -> Any:
    """The same value without what is blank: None, empty text, empty lists and objects.

    OCDS asks to leave out what is not known instead of writing an empty field.
    """
    if isinstance(value, dict):
        pairs = ((key, tidy(member)) for key, member in value.items())
        return {key: member for key, member in pairs if not _blank(member)}
    if isinstance(value, list):
        return [member for member in map(tidy, value) if not _blank(member)]
    return value.strip() if isinstance(value, str) else value


def _blank(value: Any) -> bool:
    return value is None or value in ("", [], {})
