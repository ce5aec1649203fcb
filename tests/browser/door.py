"""A request for offers that suppliers answer on their phones: links and codes for the tests."""

from datetime import timedelta

from pbjdesa.kernel import clock
from pbjdesa.procurement import queries
from pbjdesa.territories.models import Desa, Kabupaten
from tests import tenders, world
from tests.browser.asking import days_ago
from tests.browser.villages import Place

DOOR = "Pintu Penyedia"
"""Name of the place among the facts; the village is one of another kecamatan."""
PHONES = 5
"""Suppliers who are asked, each for one test."""
GATES, JOURNEY, WITHOUT_SCRIPT, BY_KEYBOARD, CLOSED = range(PHONES)


def of_suppliers(kab: Kabupaten) -> Place:
    """Suppliers with link and code while offers are taken, and one whose time is over."""
    desa = Desa.objects.select_related("kab", "kecamatan").filter(kab=kab)
    desa = desa.exclude(kecamatan__name="Patean").order_by("code")[0]
    village = tenders.with_tpk(
        world.village(kab, desa.name, desa=desa, mark=" Pintu"), shops=PHONES
    )
    world.announced(village)
    place = Place(DOOR, desa.code, {}, village.activity.pk, [], village.supplier.pk)
    with days_ago(12):
        closing = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=3)
        open_one = tenders.request_sent(village, closes_at=closing)
        over = tenders.request_sent(village)
    for name, purchase in (("open", open_one), ("over", over)):
        for number, invitee in enumerate(tenders.invitees(purchase)):
            place.numbers[f"{name} link {number}"] = queries.link_of(invitee)
            place.numbers[f"{name} code {number}"] = queries.code_of(invitee)
    place.purchases = {"open": open_one.pk, "over": over.pk}
    return place
