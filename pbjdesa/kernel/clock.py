"""Time, read in one place so that tests and rules can hold it still.

Instants are aware UTC datetimes. Dates are calendar dates in one of Indonesia's three zones;
no time is ever shown without its zone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

ZONES = {
    "WIB": timezone(timedelta(hours=7), "WIB"),
    "WITA": timezone(timedelta(hours=8), "WITA"),
    "WIT": timezone(timedelta(hours=9), "WIT"),
}
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)

_frozen: ContextVar[datetime | None] = ContextVar("frozen", default=None)


def now() -> datetime:
    """This instant in UTC."""
    return _frozen.get() or datetime.now(UTC)


def is_frozen() -> bool:
    """Whether somebody holds the clock."""
    return _frozen.get() is not None


def today(zone: str = "WIB") -> date:
    """The calendar date of this instant in `zone`."""
    return in_zone(now(), zone).date()


def in_zone(instant: datetime, zone: str = "WIB") -> datetime:
    """The same instant on the wall clock of `zone`."""
    return instant.astimezone(ZONES[zone])


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Hold the clock at `at` (aware): for tests, and for writing demo history."""
    if at.tzinfo is None:
        raise ValueError("frozen() needs an aware datetime")
    token = _frozen.set(at.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)


def plain_date(day: date) -> str:
    """24 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """Selasa, 24 November 2026."""
    return f"{DAYS[day.weekday()]}, {plain_date(day)}"


def short_date(day: date) -> str:
    """24 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def time_of_day(instant: datetime, zone: str = "WIB") -> str:
    """10.05 WIB."""
    return f"{in_zone(instant, zone):%H.%M} {zone}"


def exact_time(instant: datetime, zone: str = "WIB") -> str:
    """10.05.07 WIB: where a second decides."""
    return f"{in_zone(instant, zone):%H.%M.%S} {zone}"
