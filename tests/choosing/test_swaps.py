"""Officials are replaced midway: a Plt or Plh brings along what they did in this purchase."""

from datetime import timedelta

import pytest
from django.db import transaction

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.operations import appoint, end_appointment, register_person
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import DutyDone, Purchase
from tests import chosen, tenders
from tests.choosing.conftest import LATER
from tests.tenders import OPENING, TenderVillage

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NEXT = {
    "preparing": ("send_request", "tpk_ketua"),
    "inviting": ("open_offers", "tpk_ketua"),
    "opened": ("record_evaluation", "tpk_sekretaris"),
    "evaluated": ("record_negotiation", "tpk_ketua"),
    "negotiated": ("award", "tpk_ketua"),
    "awarded": ("sign_contract", "kasi"),
    "ordered": ("inspect_goods", "tpk_anggota"),
    "inspected": ("accept_goods", "kasi"),
    "handed_over": ("request_payment", "kasi"),
    "requested": ("verify_request", "sekdes"),
    "verified": ("approve_request", "kepala_desa"),
    "approved": ("pay", "kaur_keuangan"),
}
"""state → the next step, and whose it is."""


def acting(place: TenderVillage, person: Person, office: str) -> Appointment:
    """The office passes into other hands, with the group of the TPK that it stands for."""
    taken = appoint(
        by=None,
        person=person,
        office=office,
        from_date=clock.today() - timedelta(days=1),
        desa=place.desa,
        acting="Plt",
    )
    taken.element = place.by(office).element
    taken.save()
    return taken


def leaves(place: TenderVillage, office: str) -> None:
    """Whoever holds the office holds it no longer."""
    held = Appointment.objects.of(place.desa).get(pk=place.by(office).pk)
    end_appointment(by=None, appointment=held, until_date=clock.today() - timedelta(days=1))


def persons(place: TenderVillage) -> dict[str, Person]:
    return {each.person.key: each.person for each in place.officials.values()}


def relation(purchase: Purchase, duty: str, earlier: str) -> str:
    matrix = queries.rules_for(purchase).duties[purchase.method]
    return matrix.between(earlier, duty)


def witnessed(purchase: Purchase, *duties: str) -> bool:
    """Two people received the goods: each of them stood by the other."""
    received = {key for duty, key in done_so_far(purchase) if duty == "receive"}
    return "receive" in duties and len(received) > 1


def done_so_far(purchase: Purchase) -> list[tuple[str, str]]:
    rows = DutyDone.objects.like(purchase).filter(purchase=purchase)
    return list(rows.values_list("duty", "person_key"))


@pytest.mark.parametrize("state", sorted(NEXT.keys() - {"inspected"}))
def test_whoever_did_a_duty_that_clashes_cannot_take_the_next_step_in_another_office(
    place: TenderVillage, state: str
) -> None:
    """Every person who took part so far puts on the hat of the next step and tries it. (Taking over
    what somebody else inspected is left out: the inspector is the witness.)"""
    says = {"X": "harus orang lain", "W": "perlu saksi"}
    purchase = chosen.to_state(place, state)
    name, office = NEXT[state]
    move = queries.move_named(purchase, name)
    people, tried = persons(place), set()
    when = OPENING if state == "inviting" else LATER
    with clock.frozen(tenders.START if state == "preparing" else when):
        for earlier, key in done_so_far(purchase):
            kind = relation(purchase, move.duty, earlier)
            if key not in people or kind == "-":
                continue
            if kind == "W" and witnessed(purchase, earlier, move.duty):
                continue
            tried.add(earlier)
            by = acting(place, people[key], office)
            with pytest.raises(Refused, match=says[kind]), transaction.atomic():
                take(place, purchase, name, by)
    assert tried, "somebody must have been able to try"


def take(place: TenderVillage, purchase: Purchase, name: str, by: Appointment) -> None:
    """The next step, by whoever holds the office now."""
    stand_in = TenderVillage(**vars(place))
    stand_in.officials = {**place.officials, by.office: by}
    chosen.NEXT_STEPS[name](stand_in, purchase)


@pytest.mark.parametrize("state", NEXT)
def test_a_fresh_acting_official_goes_on_where_the_other_one_stopped(
    place: TenderVillage, state: str
) -> None:
    purchase = chosen.to_state(place, state)
    name, office = NEXT[state]
    when = {"preparing": tenders.START + timedelta(minutes=20), "inviting": OPENING}
    with clock.frozen(when.get(state, LATER)):
        fresh = register_person(by=None, kab=place.desa.kab, name="Wartono", desa=place.desa)
        leaves(place, office)
        by = acting(place, fresh, office)
        take(place, purchase, name, by)
    purchase.refresh_from_db()
    assert purchase.state != state
    assert (queries.move_named(purchase, name).duty, fresh.key) in done_so_far(purchase)


def test_whoever_was_replaced_keeps_what_they_did(place: TenderVillage) -> None:
    """The former ketua is a plain member now: choosing still bars them from checking."""
    purchase = chosen.to_state(place, "requested")
    former = place.by("tpk_ketua")
    with clock.frozen(LATER):
        end_appointment(by=None, appointment=former, until_date=clock.today() - timedelta(days=1))
        with pytest.raises(Refused, match="sudah memilih"):
            take(place, purchase, "verify_request", acting(place, former.person, "sekdes"))
