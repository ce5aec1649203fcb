"""One village that asks for offers, for all tests of a file that want it."""

from collections.abc import Iterator

import pytest

from tests import scene
from tests.choosing.conftest import rich
from tests.rule_values.values import NATIONAL
from tests.rule_values.villages import put_in_force
from tests.tenders import TenderVillage, tender_village
from tests.world import territory


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker) -> Iterator[TenderVillage]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        kab = territory()
        put_in_force(NATIONAL)
        yield rich(tender_village(kab))
