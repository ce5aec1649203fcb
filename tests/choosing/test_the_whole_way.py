"""Two offers become one contract and a closed file."""

import pytest

from pbjdesa.contracts.queries import contract_of
from pbjdesa.planning.queries import balance_of
from pbjdesa.procurement import queries
from tests import chosen
from tests.tenders import TenderVillage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_two_offers_become_one_contract_and_a_closed_file(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "closed")
    contract, award = contract_of(purchase), queries.award_of(purchase)
    assert contract is not None
    assert award is not None
    assert contract.kind == "spk"
    assert contract.value == award.value == purchase.value
    assert contract.supplier == award.supplier == place.shops[1]
    assert (contract.due_on - contract.signed_on).days == 10
    balance = balance_of(place.activity)
    assert balance.committed == balance.paid == purchase.value
    assert set(chosen.papers(purchase)) >= {
        "ba_pembukaan",
        "ba_evaluasi",
        "daftar_hadir",
        "ba_negosiasi",
        "penetapan_pemenang",
        "spk",
        "ba_pemeriksaan",
        "bast_penyedia",
        "bast_kades",
        "spp",
        "kuitansi",
    }


@pytest.mark.slow
@pytest.mark.parametrize("state", chosen.STATES)
def test_there_is_a_story_for_every_state_from_the_request_on(
    place: TenderVillage, state: str
) -> None:
    assert chosen.to_state(place, state).state == state
