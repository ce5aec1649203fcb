"""Several people press the button of one request in the same moment. On PostgreSQL only."""

from collections import Counter
from datetime import timedelta

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Invitee, Offer, OfferLine, OfferLink, Purchase, Tender
from tests import tenders
from tests.hands import at_once
from tests.tenders import TenderVillage, content_of, tender_village
from tests.world import territory

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True), pytest.mark.slow]


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def ready() -> tuple[TenderVillage, Purchase]:
    """A request that is prepared, today: threads have no part in a clock that is held."""
    place = tender_village(territory())
    purchase = tenders.hps_draft(place)
    operations.hand_to_tpk(by=place.by("kasi"), purchase=purchase)
    tenders.prepare(place, purchase, closes_at=clock.now() + timedelta(days=1))
    return place, purchase


def sent() -> tuple[TenderVillage, Purchase, list[Invitee]]:
    place, purchase = ready()
    operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    return place, purchase, tenders.invitees(purchase)


def members(place: TenderVillage, number: int):
    return place.tpk()[number % 3]


def test_a_request_sent_by_three_members_at_once_is_sent_once() -> None:
    place, purchase = ready()
    answers = at_once(6, lambda n: operations.send_request(by=members(place, n), purchase=purchase))
    assert kinds(answers) == {"Tender": 1, "Conflict": 5}
    assert OfferLink.objects.count() == 3
    assert Document.objects.of(place.desa).filter(kind="permintaan_penawaran").count() == 3


def test_offers_opened_by_three_members_at_once_are_opened_once() -> None:
    place, purchase, asked = sent()
    content = content_of(purchase)
    for invitee in asked[:2]:
        operations.send_offer(
            by=None, invitee=invitee, content=content, entry=queries.new_entry(invitee)
        )
    past = clock.now() - timedelta(seconds=1)
    Tender.objects.of(place.desa).update(sent_at=past - timedelta(hours=1), closes_at=past)
    answers = at_once(6, lambda n: operations.open_offers(by=members(place, n), purchase=purchase))
    assert kinds(answers) == {"Tender": 1, "Conflict": 5}
    assert OfferLine.objects.of(place.desa).count() == 2 * 3
    assert Document.objects.of(place.desa).filter(kind="ba_pembukaan").count() == 1


def test_of_many_sendings_of_one_supplier_one_lives() -> None:
    _, purchase, asked = sent()
    content, entry = content_of(purchase), queries.new_entry(asked[0])

    def send(_: int) -> Offer:
        return operations.send_offer(by=None, invitee=asked[0], content=content, entry=entry)

    assert kinds(at_once(10, send)) == {"Offer": 10}
    offers = queries.offers_of(asked[0])
    assert [offer.version for offer in offers] == list(range(1, 11))
    assert [offer.version for offer in offers if offer.replaced_at is None] == [10]


def test_codes_guessed_at_once_are_counted_before_they_are_tried() -> None:
    _, _, asked = sent()
    right = queries.code_of(asked[0])
    false = [f"{letter}" * 6 for letter in "ABCDEFGHJKMNPQRSTVWXYZ2345678"]
    tries = [code for code in false if code != right]
    answers = at_once(len(tries), lambda n: operations.enter_code(invitee=asked[0], code=tries[n]))
    assert kinds(answers) == {"Refused": len(tries)}
    invitee = Invitee.objects.like(asked[0]).get(pk=asked[0].pk)
    assert invitee.code_failures == 5
    assert invitee.code_locked_until is not None
