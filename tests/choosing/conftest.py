"""One village for all tests of a file, and purchases at every point of their way."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from pbjdesa.kernel import clock
from pbjdesa.procurement.models import Purchase
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import list_sanction
from tests import chosen, scene
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import put_in_force
from tests.tenders import OPENING, TenderVillage, tender_village
from tests.world import hire, territory

LATER = OPENING + timedelta(days=3)
At = Callable[[str], Purchase]


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker) -> Iterator[TenderVillage]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        yield rich(tender_village(territory()))


def rich(place: TenderVillage) -> TenderVillage:
    """The same village with money for many purchases at once."""
    for line in place.lines:
        assert line.volume is not None
        line.volume, line.amount = line.volume * 20, line.amount * 20
        line.save()
    place.activity.ceiling *= 20
    place.activity.save()
    return place


@pytest.fixture
def at(place: TenderVillage) -> At:
    """A purchase brought to this state."""
    return lambda state: chosen.to_state(place, state)


@pytest.fixture
def later() -> Iterator[None]:
    """Some days after the opening."""
    with clock.frozen(LATER):
        yield


def under(purchase: Purchase, **values: object) -> Purchase:
    """The same purchase under rules that differ in these values ("." written as "__")."""
    rules = NATIONAL
    for address, value in values.items():
        rules = changed(rules, address.replace("__", "."), value)
    purchase.rule_set = put_in_force(rules)
    purchase.save()
    return purchase


@pytest.fixture
def punish(place: TenderVillage) -> Callable[[Supplier], None]:
    """The kabupaten shuts a supplier out from today on."""
    admin = hire(place.desa.kab, "admin_kabupaten", "Sri Hartati")

    def shut_out(supplier: Supplier) -> None:
        today = clock.today(place.desa.zone)
        list_sanction(
            by=admin,
            supplier=supplier,
            reason="Data palsu.",
            decree="Keputusan 7/2026",
            from_date=today,
            until_date=today + timedelta(days=90),
        )

    return shut_out
