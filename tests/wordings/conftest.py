"""A village whose kabupaten has an admin, on one day."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from tests.clients import client_for
from tests.world import YEAR, Village, hire, territory, village


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.frozen(datetime(YEAR, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def place(db: None) -> Village:
    return village(territory())


@pytest.fixture
def sari(place: Village) -> Appointment:
    return hire(place.desa.kab, "admin_kabupaten", "Sari Utami", username="sari")


@pytest.fixture
def admin(sari: Appointment) -> Client:
    return client_for("sari")
