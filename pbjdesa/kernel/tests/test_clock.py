"""One clock, three zones, and dates in the words of papers."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel import clock

instants = st.integers(0, 4_000_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))


@given(instants)
def test_the_three_zones_are_one_hour_apart(instant: datetime) -> None:
    walls = [clock.in_zone(instant, zone).replace(tzinfo=None) for zone in ("WIB", "WITA", "WIT")]
    assert walls[1] - walls[0] == walls[2] - walls[1] == timedelta(hours=1)
    assert all(clock.in_zone(instant, zone) == instant for zone in clock.ZONES)


def test_the_day_begins_at_midnight_of_the_village() -> None:
    with clock.frozen(datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC)):
        assert clock.today("WIB") == date(2026, 11, 23)
        assert clock.today("WITA") == date(2026, 11, 24)
    with clock.frozen(datetime(2026, 11, 23, 17, tzinfo=UTC)):
        assert clock.today("WIB") == date(2026, 11, 24)


def test_frozen_time_ends_with_its_block_and_belongs_to_its_thread() -> None:
    past = datetime(2024, 1, 1, tzinfo=UTC)
    seen: list[datetime] = []
    with clock.frozen(past):
        assert clock.now() == past
        other = threading.Thread(target=lambda: seen.append(clock.now()))
        other.start()
        other.join()
    assert seen[0] > past
    assert clock.now() > past


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"), clock.frozen(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


def test_dates_are_written_as_papers_write_them() -> None:
    day = date(2026, 11, 24)
    assert clock.long_date(day) == "Selasa, 24 November 2026"
    assert clock.plain_date(day) == "24 November 2026"
    assert clock.short_date(day) == "24 Nov 2026"
    instant = datetime(2026, 11, 24, 3, 5, tzinfo=UTC)
    assert clock.time_of_day(instant) == "10.05 WIB"
    assert clock.time_of_day(instant, "WIT") == "12.05 WIT"


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_seven_days_in_a_row_have_seven_names(day: date) -> None:
    names = [clock.long_date(day + timedelta(days=step)).split(",")[0] for step in range(7)]
    assert set(names) == set(clock.DAYS)
    assert names[0] == clock.DAYS[day.weekday()]
