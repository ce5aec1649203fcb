"""Talking about prices with the best offer, and the minutes of it (R-25, R-26, A011)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.money import rupiah, times
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import holders
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import (
    Attendance,
    Negotiation,
    NegotiationLine,
    Offer,
    OfferLine,
    Purchase,
    PurchaseItem,
    Tender,
)
from pbjdesa.procurement.operations.evaluating import hold_opened, living_offer_in
from pbjdesa.procurement.operations.moving import advance, publish, take_duty
from pbjdesa.procurement.states import Duty
from pbjdesa.territories.tenancy import same_home

MOVE = "record_negotiation"


@dataclass(frozen=True)
class _Talked:
    """One item: rupiah per unit before and after."""

    item: PurchaseItem
    before: int
    after: int


@operation
def record_negotiation(
    *,
    by: Appointment,
    purchase: Purchase,
    offer: Offer,
    prices: Mapping[int, int],
    held_at: datetime,
    place: str,
    present: Sequence[tuple[str, str]],
    agreed: bool,
    note: str = "",
) -> Negotiation:
    """Write down a negotiation: prices per unit by item, who was there (name, position), and
    whether it came to an agreement. Without one the next supplier in the ranking is open.

    Raises Refused for a supplier whose turn it is not, for a price above offer or HPS, and for an
    attendance list without the supplier or without the TPK.
    """
    purchase, tender = hold_opened(by, purchase, MOVE, "evaluated")
    offer = living_offer_in(tender, offer)
    _check_turn(tender, offer)
    _check_meeting(purchase, tender, held_at, place)
    people = _present(purchase, present)
    if not agreed and not note.strip():
        raise Refused("Tulis mengapa belum sepakat.", field="note")
    talked = _talked(purchase, offer, prices, agreed)
    purchase = _take_step(by, purchase, talked, agreed)
    negotiation = Negotiation(
        **same_home(tender),
        tender=tender,
        offer=offer,
        order=len(queries.negotiations_of(tender)) + 1,
        held_at=held_at,
        place=place.strip()[:200],
        agreed=agreed,
        total_before=_total(talked, after=False),
        total_after=_total(talked, after=True),
        note=note.strip()[:500],
    )
    negotiation.save()
    _write_rows(negotiation, talked, people)
    _write_papers(by, purchase, negotiation)
    record(negotiation, by=by, data={"agreed": agreed, "total": negotiation.total_after})
    publish(purchase=purchase, move_name=MOVE, by=by)
    return negotiation


def _check_turn(tender: Tender, offer: Offer) -> None:
    if offer.pk not in {one.pk for one in queries.partners_of(tender)}:
        raise Refused("Belum giliran penyedia ini. Negosiasi dulu dengan penawar terendah.")


def _check_meeting(purchase: Purchase, tender: Tender, held_at: datetime, place: str) -> None:
    if held_at > clock.now():
        raise Refused("Waktu negosiasi belum tiba. Periksa waktunya.", field="held_at")
    opened = clock.in_zone(tender.opened_at or held_at, purchase.desa.zone).date()
    if clock.in_zone(held_at, purchase.desa.zone).date() < opened:
        raise Refused("Negosiasi tidak bisa sebelum penawaran dibuka.", field="held_at")
    if not place.strip():
        raise Refused("Isi tempat negosiasi, contoh: Kantor Desa.", field="place")


def _present(purchase: Purchase, present: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The attendance list without empty rows. Both sides must be on it (A011)."""
    people = [
        (name.strip()[:120], position.strip()[:120])
        for name, position in present
        if name.strip() or position.strip()
    ]
    if any(not name or not position for name, position in people):
        raise Refused("Isi nama dan jabatan setiap orang yang hadir.", field="present")
    offices = queries.actors_of(purchase, queries.move_named(purchase, MOVE))
    today = clock.today(purchase.desa.zone)
    ours = {
        each.person.name.casefold()
        for office in sorted(offices)
        for each in holders(purchase.desa, office, today)
    }
    there = {name.casefold() for name, _ in people}
    if not there & ours:
        raise Refused("Tulis juga anggota TPK yang hadir.", field="present")
    if not there - ours:
        raise Refused("Tulis juga wakil penyedia yang hadir.", field="present")
    return people


def _talked(
    purchase: Purchase, offer: Offer, prices: Mapping[int, int], agreed: bool
) -> list[_Talked]:
    """Every item before and after. Without agreement an empty price means that none was named."""
    lines = OfferLine.objects.like(offer).filter(offer=offer)
    offered = dict(lines.values_list("item_id", "unit_price"))
    talked = []
    for item in queries.items_of(purchase):
        before = offered.get(item.pk) or 0
        after = prices.get(item.pk, None if agreed else before)
        if after is None or after <= 0:
            raise Refused(
                say("Isi harga {description}.", description=item.description),
                field=f"price_{item.pk}",
            )
        if agreed:
            _check_price(item, before, after)
        talked.append(_Talked(item, before, after))
    return talked


def _check_price(item: PurchaseItem, before: int, after: int) -> None:
    """R-26: neither above the offer nor above the HPS, line by line."""
    for limit, template in (
        (before, "Harga {description} tidak boleh di atas penawaran {limit}."),
        (item.hps_unit_price or 0, "Harga {description} tidak boleh di atas HPS {limit}."),
    ):
        if after > limit:
            raise Refused(
                say(template, description=item.description, limit=rupiah(limit)),
                field=f"price_{item.pk}",
            )


def _total(talked: Sequence[_Talked], *, after: bool) -> int:
    return sum(times(one.item.volume, one.after if after else one.before) for one in talked)


def _take_step(
    by: Appointment, purchase: Purchase, talked: Sequence[_Talked], agreed: bool
) -> Purchase:
    """With an agreement the purchase goes on; without one it stays, and the duty is remembered."""
    if not agreed:
        take_duty(purchase, Duty.SELECT, by)
        return purchase
    facts = replace(
        queries.tender_facts(purchase),
        agreed=True,
        agreed_total=_total(talked, after=True),
        offered_total=_total(talked, after=False),
        price_must_fall=queries.rules_for(purchase).negotiation.must_fall.value,
    )
    return advance(by=by, purchase=purchase, move_name=MOVE, known={"tender": facts})


def _write_rows(
    negotiation: Negotiation, talked: Sequence[_Talked], people: Sequence[tuple[str, str]]
) -> None:
    shard, home = negotiation.kab.shard, same_home(negotiation)
    NegotiationLine.objects.bulk_create(
        NegotiationLine(
            id=new_id(shard),
            **home,
            negotiation=negotiation,
            item=one.item,
            before=one.before,
            after=one.after,
        )
        for one in talked
    )
    Attendance.objects.bulk_create(
        Attendance(
            id=new_id(shard),
            **home,
            negotiation=negotiation,
            order=order,
            name=name,
            position=position,
        )
        for order, (name, position) in enumerate(people, 1)
    )


def _write_papers(by: Appointment, purchase: Purchase, negotiation: Negotiation) -> None:
    """The attendance list, and the minutes that it belongs to."""
    papers = {
        "daftar_hadir": paperwork.attendance_data(negotiation),
        "ba_negosiasi": paperwork.negotiation_data(negotiation),
    }
    for kind, data in papers.items():
        negotiation.document = issue_paper(
            by=by,
            dossier=purchase.dossier,
            kind=kind,
            variant=str(negotiation.pk),
            data=data,
            rules=queries.rules_for(purchase),
            dated=clock.today(purchase.desa.zone),
        )
    negotiation.save()
