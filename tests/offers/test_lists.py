"""Lists of a round cost a fixed number of queries, however many suppliers were asked."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pbjdesa.kernel import clock
from pbjdesa.kernel.ids import new_id
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase, Tender
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.tenancy import same_home
from tests import tenders
from tests.tenders import CLOSING, START, TenderVillage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SENT = START + timedelta(days=1)


def grow(purchase: Purchase, tender: Tender, like: Supplier, count: int) -> None:
    """So many suppliers more, each with a living and a replaced offer."""
    shard = purchase.kab.shard
    shops = []
    for number in range(count):
        fields = {f.attname: getattr(like, f.attname) for f in like._meta.concrete_fields}
        shops.append(
            Supplier(**{**fields, "id": new_id(shard), "name": f"Toko {number}", "nib": ""})
        )
    Supplier.objects.bulk_create(shops)
    asked = [
        Invitee(id=new_id(shard), **same_home(tender), tender=tender, supplier=shop, order=9)
        for shop in shops
    ]
    Invitee.objects.bulk_create(asked)
    Offer.objects.bulk_create(
        Offer(
            id=new_id(shard),
            **same_home(tender),
            invitee=invitee,
            channel=OfferChannel.LINK,
            version=version,
            received_at=SENT,
            replaced_at=SENT if version == 1 else None,
        )
        for invitee in asked
        for version in (1, 2)
    )


def cost(look: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        look()
    return len(asked)


def costs(purchase: Purchase, tender: Tender) -> list[int]:
    """Queries of each list, with the suppliers' names read."""
    suppliers = [row.supplier for row in queries.invitees_of(tender)]
    return [
        cost(lambda: [row.supplier.name for row in queries.invitees_of(tender)]),
        cost(lambda: [row.invitee.supplier.name for row in queries.living_offers(tender)]),
        cost(lambda: queries.not_to_be_asked(purchase, suppliers)),
    ]


def test_one_three_and_a_thousand_suppliers_cost_the_same(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    tender = queries.tender_of(purchase)
    assert tender is not None
    shop = place.shops[0]
    with clock.frozen(CLOSING - timedelta(hours=1)):
        found, facts = [costs(purchase, tender)], []
        for count in (3, 24, 970):
            grow(purchase, tender, shop, count)
            found.append(costs(purchase, tender))
            if count < 970:  # every two suppliers of a request are compared: no list for pages
                facts.append(cost(lambda: queries.tender_facts(purchase)))
        assert len(queries.invitees_of(tender)) == 1_000
        assert len(queries.living_offers(tender)) == 997
    assert found == [[1, 1, 3]] * 4
    assert facts[0] == facts[1]
