"""The regime of Perka LKPP 13/2013 fits without code: other limits, and more suppliers by value."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.rules import KNOWN_METHODS
from tests import tenders
from tests.rule_values.villages import put_in_force
from tests.tenders import START, TenderVillage
from tests.world import announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

EARLIER = load_ruleset("nasional/perka_lkpp_13_2013", methods=KNOWN_METHODS)
Story = Callable[[int], tuple[TenderVillage, Purchase]]


@pytest.fixture
def draft_of(monkeypatch: pytest.MonkeyPatch) -> Story:
    """A draft worth so many times the Rp24.200.000 of the story, under the earlier regime."""

    def draft(times: int) -> tuple[TenderVillage, Purchase]:
        kab = territory()
        put_in_force(EARLIER)
        dear = tuple((*row[:4], row[4] * min(times, 3)) for row in tenders.WANTED)
        much = tuple((*row[:2], row[2] * max(times // 3, 1), *row[3:]) for row in dear)
        with clock.frozen(START):
            monkeypatch.setattr(tenders, "WANTED", dear)
            place = announced(tenders.with_tpk(village(kab), purchases=4))
            monkeypatch.setattr(tenders, "WANTED", much)
            return place, tenders.hps_draft(place)

    return draft


def ask_one(place: TenderVillage, purchase: Purchase) -> None:
    """The TPK asks a single supplier, and gives no reason for not asking more."""
    with clock.frozen(START):
        operations.hand_to_tpk(by=place.by("kasi"), purchase=purchase)
    purchase.refresh_from_db()
    ketua = place.by("tpk_ketua")
    with clock.frozen(START + timedelta(minutes=10)):
        operations.choose_invitees(by=ketua, purchase=purchase, suppliers=place.shops[:1])
        operations.set_schedule(
            by=ketua,
            purchase=purchase,
            closes_at=tenders.CLOSING,
            place="Kantor Desa",
            work_days=14,
        )
        operations.send_request(by=ketua, purchase=purchase)
    purchase.refresh_from_db()


def test_up_to_fifty_million_is_bought_directly(draft_of: Story) -> None:
    _, purchase = draft_of(2)
    assert purchase.hps == 48_400_000
    assert queries.method_of(purchase).slug == "pembelian_langsung"


def test_above_fifty_million_one_supplier_offers_in_writing(draft_of: Story) -> None:
    place, purchase = draft_of(3)
    assert purchase.hps == 72_600_000
    assert queries.method_of(purchase).slug == "permintaan_penawaran"
    ask_one(place, purchase)
    assert purchase.state == "inviting"


def test_above_two_hundred_million_one_supplier_is_too_few(draft_of: Story) -> None:
    place, purchase = draft_of(9)
    assert purchase.hps == 217_800_000
    assert queries.method_of(purchase).slug == "permintaan_penawaran"
    with pytest.raises(Refused, match="Undang paling sedikit 2 penyedia"):
        ask_one(place, purchase)
