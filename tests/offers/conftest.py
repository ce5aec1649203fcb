"""One village for all tests of a file; what a test changes is gone after it."""

from collections.abc import Iterator

import pytest

from tests import scene
from tests.tenders import TenderVillage, tender_village
from tests.world import territory


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker) -> Iterator[TenderVillage]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        yield tender_village(territory())
