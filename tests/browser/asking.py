"""The village in which suppliers are asked for offers: a purchase at every point of the way."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from pbjdesa.kernel import clock
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Kabupaten
from pbjdesa.transparency.rules import package_number
from tests import chosen, tenders, world
from tests.browser import keeping
from tests.browser.villages import Place
from tests.tenders import TenderVillage

ASKING = "Sidodadi"
"""Asks suppliers for offers: looked at, and the village of the journey with offers."""
PURCHASES = 18


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """The stories of tenders.py begin so many days before today instead of in May 2026."""
    names = ("START", "CLOSING", "OPENING")
    kept = {name: getattr(tenders, name) for name in names}
    start = clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(days=days)
    moved = start - kept["START"]
    try:
        for module in (tenders, chosen):
            for name in names:
                if hasattr(module, name):
                    setattr(module, name, kept[name] + moved)
        yield
    finally:
        for module in (tenders, chosen):
            for name in names:
                if hasattr(module, name):
                    setattr(module, name, kept[name])


def of_every_point(kab: Kabupaten) -> Place:
    """One purchase at each point that has a page of its own."""
    village = tenders.with_tpk(
        world.village(kab, ASKING, logins=True), logins=True, purchases=PURCHASES
    )
    world.announced(village)
    offices = [*world.PEOPLE, *tenders.TPK_SEATS]
    place = Place(
        ASKING,
        village.desa.code,
        {office: f"{ASKING.lower()}-{office}" for office in offices},
        village.activity.pk,
        [line.pk for line in village.lines],
        village.supplier.pk,
    )
    with days_ago(10):
        for name, make in POINTS.items():
            purchase = make(village)
            place.purchases[name] = purchase.pk
            place.numbers[name] = package_number(purchase.year, purchase.sequence)
    for name, ids in _parts(place).items():
        place.purchases[name] = ids
    keeping.rows_of(village, place)
    return place


def _still_open(village: TenderVillage) -> Purchase:
    """Asked a while ago, one has offered, and there is time left."""
    closing = clock.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=4)
    purchase = tenders.request_sent(village, closes_at=closing)
    tenders.send(tenders.invitees(purchase)[0], tenders.content_of(purchase))
    return purchase


def _with_an_envelope(village: TenderVillage) -> Purchase:
    """Two offers by link and one on paper, all opened."""
    purchase = tenders.offers_sent(village, (95, 90), missing=2)
    with clock.frozen(tenders.START + timedelta(days=1)):
        envelope = tenders.invitees(purchase)[2]
        operations.take_envelope(by=village.by("tpk_ketua"), invitee=envelope)
    return tenders.opened(village, purchase)


POINTS: dict[str, Callable[[TenderVillage], Purchase]] = {
    "hps draft": tenders.hps_draft,
    "preparing": tenders.at_tpk,
    "ready": tenders.request_ready,
    "inviting": _still_open,
    "closed": tenders.offers_sent,
    "opened": _with_an_envelope,
    "no offer": lambda village: tenders.opened(village, tenders.request_sent(village)),
    "evaluated": chosen.evaluated,
    "negotiated": chosen.negotiated,
    "one offer": lambda village: chosen.negotiated(village, (95,)),
    "awarded": chosen.awarded,
    "ordered": lambda village: chosen.to_state(village, "ordered"),
    "inspected": lambda village: chosen.to_state(village, "inspected"),
    "handed over": lambda village: chosen.to_state(village, "handed_over"),
    "like the kades": keeping.like_the_kades,
}


def _parts(place: Place) -> dict[str, int]:
    """Rows within those purchases that have a page."""
    opened = Purchase.objects.get(kab_id=_kab(place), pk=place.purchases["opened"])
    inviting = Purchase.objects.get(kab_id=_kab(place), pk=place.purchases["inviting"])
    offers = chosen.offers_of(opened)
    first, second = tenders.invitees(inviting)[:2]
    return {
        "invitee who offered": first.pk,
        "invitee": second.pk,
        "offer": offers[0].pk,
        "envelope": offers[2].pk,
    }


def _kab(place: Place) -> int:
    return Kabupaten.objects.get(code=place.code[:5]).pk
