"""When things happened in the demo: a story told in 300 days of "the year so far".

Whatever the date of today, the story fits between New Year and now: in January its days are short.
"""

from datetime import datetime, timedelta

from pbjdesa.kernel import clock

STORY_DAYS = 300
_ZONE = "WIB"
_LONG_ENOUGH = timedelta(days=60)
"""From here on things happen on working days, in office hours."""


class StoryCalendar:
    """Turns days of the story into instants between New Year and now, never going back."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        local = clock.in_zone(now, _ZONE)
        self._opening = local.replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
        self._span = local - self._opening
        self._last = self._opening

    @property
    def year(self) -> int:
        """The year of the demo: this one."""
        return self._opening.year

    @property
    def is_short(self) -> bool:
        """Whether the year is so young that days of the story last minutes."""
        return self._span <= _LONG_ENOUGH

    @property
    def now(self) -> datetime:
        """The moment in which the demo is loaded."""
        return self._now

    def peek(self, day: float) -> datetime:
        """The instant of a day of the story, whatever happened before."""
        raw = self._opening + self._span * (min(day, STORY_DAYS) / STORY_DAYS)
        return raw if self.is_short else _in_office_hours(raw)

    def at(self, day: float) -> datetime:
        """The instant of a day of the story, after everything that was asked for before."""
        return self.soon(max(self.peek(day) - self._last, timedelta(seconds=45)))

    def past(self, moment: datetime) -> datetime:
        """The last instant, or this moment where it is later: in the first hours of a year a
        closing time may lie a few minutes ahead of the clock."""
        self._last = max(self._last, moment)
        return self._last

    def soon(self, after: timedelta) -> datetime:
        """An instant shortly after the last one."""
        self._last = max(self._last, min(self._last + after, self._now))
        return self._last


def _in_office_hours(local: datetime) -> datetime:
    """The same day between eight and three; a weekend becomes the Friday before."""
    day = local - timedelta(days=max(0, local.weekday() - 4))
    passed = (local.hour * 60 + local.minute) / (24 * 60)
    return day.replace(hour=8, minute=0) + timedelta(hours=7 * passed)
