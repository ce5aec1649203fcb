"""A log-in on a shared phone ends by itself: after fifteen idle minutes, or a working day."""

from datetime import UTC, datetime, timedelta

import pytest

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.operations import close_account
from pbjdesa.territories.models import Kabupaten
from tests.clients import client_for
from tests.world import territory, village

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


def is_in(browser) -> bool:
    """Whether the browser is still logged in: the list of purchases opens."""
    return browser.get("/desa/belanja/").status_code == 200


@pytest.fixture
def browser():
    village(territory(), logins=True)
    with clock.frozen(MORNING):
        return client_for("pagersari-kasi")


def test_an_idle_phone_is_locked_after_a_quarter_of_an_hour(browser) -> None:
    with clock.frozen(MORNING + timedelta(minutes=14)):
        assert is_in(browser)
    with clock.frozen(MORNING + timedelta(minutes=30)):
        assert not is_in(browser)


def test_a_busy_phone_is_locked_after_a_working_day(browser) -> None:
    for minutes in range(0, 8 * 60 + 1, 10):
        with clock.frozen(MORNING + timedelta(minutes=minutes)):
            assert is_in(browser)
    with clock.frozen(MORNING + timedelta(hours=8, minutes=5)):
        assert not is_in(browser)


def test_a_closed_account_is_out_with_its_next_request(browser) -> None:
    with clock.frozen(MORNING):
        assert is_in(browser)
        kab = Kabupaten.objects.get()
        kasi = Appointment.objects.of(kab).get(office="kasi")
        close_account(by=None, person=Person.objects.of(kab).get(pk=kasi.person_id))
        assert not is_in(browser)
