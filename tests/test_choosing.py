"""From the opening of the offers to the contract, with everything that may go wrong between."""

from collections.abc import Iterator

import pytest

from pbjdesa.contracts.queries import contract_of
from pbjdesa.procurement import queries
from tests import chosen, scene, tenders
from tests.tenders import TenderVillage
from tests.world import territory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker) -> Iterator[TenderVillage]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        yield tenders.tender_village(territory())


def test_two_offers_become_one_contract_and_a_closed_file(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "closed")
    contract = contract_of(purchase)
    award = queries.award_of(purchase)
    assert contract is not None
    assert award is not None
    assert contract.kind == "spk"
    assert contract.value == award.value == purchase.value
    assert contract.supplier == award.supplier == place.shops[1]
