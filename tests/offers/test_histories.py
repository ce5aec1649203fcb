"""Whatever suppliers do around the hour, what is opened is the last living offer of each (A008)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, OfferLine, Purchase
from tests import scene, tenders
from tests.tenders import CLOSING, START, TenderVillage
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SUPPLIERS = 3
EARLIEST = START + timedelta(hours=1)


@dataclass(frozen=True)
class Act:
    """One supplier does something, so many seconds before (or after) the hour."""

    supplier: int
    what: str
    before: int
    price: int = 0


ACTS = st.builds(
    Act,
    supplier=st.integers(0, SUPPLIERS - 1),
    what=st.sampled_from(("send", "send", "send", "withdraw", "save", "envelope", "new_code")),
    before=st.one_of(st.integers(-2, 3), st.integers(-3_600, 3_600)),
    price=st.integers(1, 10**9),
)


@pytest.fixture(scope="module")
def asked(
    django_db_setup: None, django_db_blocker
) -> Iterator[tuple[TenderVillage, Purchase, list[Invitee]]]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        place = tenders.tender_village(territory(), shops=SUPPLIERS)
        purchase = tenders.request_sent(place)
        yield place, purchase, tenders.invitees(purchase)


def do(place: TenderVillage, purchase: Purchase, invitee: Invitee, act: Act) -> None:
    invitee.refresh_from_db()
    entry = queries.new_entry(invitee)
    items = queries.items_of(purchase)
    content = operations.OfferContent({item.pk: act.price for item in items}, 7, 30, True)
    sending = {"by": None, "invitee": invitee, "entry": entry}
    if act.what == "send":
        operations.send_offer(**sending, content=content)
    elif act.what == "save":
        operations.save_offer_draft(**sending, content=content)
    elif act.what == "withdraw":
        operations.withdraw_offer(**sending, note="Salah.")
    elif act.what == "envelope":
        operations.take_envelope(by=place.by("tpk_ketua"), invitee=invitee)
    else:
        operations.new_code(by=place.by("tpk_ketua"), invitee=invitee)


def answer(place: TenderVillage, purchase: Purchase, invitee: Invitee, act: Act) -> str:
    """Does it at its time; what was said against it, or ""."""
    with clock.frozen(CLOSING - timedelta(seconds=act.before)):
        try:
            do(place, purchase, invitee, act)
        except Conflict:
            return "nothing to take back"
        except Refused as refused:
            return str(refused)
    return ""


@given(history=st.lists(ACTS, max_size=12))
def test_what_is_opened_is_what_was_last_received_in_time(asked, history: list[Act]) -> None:
    place, purchase, invitees = asked
    wanted: dict[int, int | None] = {}
    with transaction.atomic():
        for act in sorted(history, key=lambda each: -each.before):
            invitee = invitees[act.supplier]
            said = answer(place, purchase, invitee, act)
            if act.what == "new_code":
                assert said == ""
            elif act.before <= 0:
                assert "sebelum pukul 10.00.00 WIB" in said
            elif act.what == "withdraw":
                assert (said == "") == (invitee.pk in wanted)
                wanted.pop(invitee.pk, None)
            else:
                assert said == ""
                if act.what != "save":
                    wanted[invitee.pk] = act.price if act.what == "send" else None
        with clock.frozen(CLOSING + timedelta(hours=2)):
            operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
        assert opened(purchase) == wanted
        transaction.set_rollback(True)


def opened(purchase: Purchase) -> dict[int, int | None]:
    """By supplier: the one price of an opened offer, None for an envelope not yet typed."""
    tender = queries.tender_of(purchase)
    assert tender is not None
    lines = OfferLine.objects.like(purchase).values_list("offer_id", "unit_price").distinct()
    prices = dict(lines)
    assert len(prices) == len(lines)
    return {offer.invitee_id: prices.get(offer.pk) for offer in queries.living_offers(tender)}
