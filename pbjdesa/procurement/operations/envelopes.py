"""Offers on paper: an envelope before the closing, typed by two people after the opening."""

import json

from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import seal, unseal
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase
from pbjdesa.procurement.operations.asking import check_tpk
from pbjdesa.procurement.operations.moving import take_duty
from pbjdesa.procurement.operations.offering import hold_open_round, new_offer, trace
from pbjdesa.procurement.operations.opening import write_lines
from pbjdesa.procurement.rules.offers import (
    OfferContent,
    differences,
    read_back,
    slips,
    written_down,
)
from pbjdesa.procurement.states import Duty, OfferChannel


@operation
def take_envelope(*, by: Appointment, invitee: Invitee) -> Offer:
    """Take in a closed envelope before the closing time, and write its receipt to be printed."""
    _, now = hold_open_round(invitee)
    purchase = queries.purchase_asked(invitee)
    check_tpk(by, purchase)
    take_duty(purchase, Duty.SELECT, by)
    offer = new_offer(invitee.lock(), OfferChannel.PAPER, now)
    offer.taken_by_id = by.pk
    trace(offer, by)
    issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="tanda_terima_penawaran",
        variant=str(invitee.supplier_id),
        data=paperwork.receipt_data(offer),
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
    )
    return offer


@operation
def type_paper_offer(*, by: Appointment, offer: Offer, content: OfferContent) -> Offer:
    """Type what an opened letter says, however little that is. The first typing stays sealed; a
    second person types it too, and only where both agree the offer counts. Refused with the lines
    that differ.
    """
    offer = offer.lock()
    purchase = queries.purchase_asked(offer.invitee)
    _check_may_type(by, purchase, offer)
    items = {item.pk: item.description for item in queries.items_of(purchase)}
    for slip in slips(content, items, letter=True):
        raise Refused(slip.sentence, field=slip.field)
    if offer.typed_by_id is None or _same_person(by, offer.typed_by_id):
        written = written_down(content, salt="")
        offer.typed_sealed = seal(f"offer-typed:{offer.pk}", json.dumps(written))
        offer.typed_by_id = by.pk
        offer.save()
        record(offer, by=by, data={"typed": 1})
        return offer
    first = read_back(json.loads(unseal(f"offer-typed:{offer.pk}", offer.typed_sealed)))
    if slips_found := list(differences(first, content, items)):
        raise Refused(*(slip.sentence for slip in slips_found), field=slips_found[0].field)
    offer.confirmed_by_id = by.pk
    write_lines(purchase, offer, content)
    record(offer, by=by, data={"typed": 2})
    return offer


def _check_may_type(by: Appointment, purchase: Purchase, offer: Offer) -> None:
    check_tpk(by, purchase)
    if offer.channel != OfferChannel.PAPER or offer.opened_at is None:
        raise Refused("Amplop ini belum dibuka. Buka dulu penawarannya.")
    if purchase.state != "opened" or offer.confirmed_by_id is not None:
        raise Conflict("Penawaran ini sudah diketik dua orang. Buka lagi halamannya.")
    take_duty(purchase, Duty.SELECT, by)


def _same_person(by: Appointment, appointment_id: int) -> bool:
    first = by_ids(by.kab, [appointment_id])[appointment_id]
    return bool(first.person.key == by.person.key)
