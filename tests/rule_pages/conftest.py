"""Kendal on one day, and its admin at a browser."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.test import Client

from pbjdesa.kernel import clock
from pbjdesa.territories.models import Kabupaten
from tests.clients import client_for
from tests.world import YEAR, hire, territory


@pytest.fixture(autouse=True)
def _clock() -> Iterator[None]:
    with clock.frozen(datetime(YEAR, 11, 24, 3, tzinfo=UTC)):
        yield


@pytest.fixture
def kab() -> Kabupaten:
    return territory()


@pytest.fixture
def admin(kab: Kabupaten) -> Client:
    hire(kab, "admin_kabupaten", "Sari Utami", username="sari")
    return client_for("sari")
