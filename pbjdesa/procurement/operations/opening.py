"""Opening: after the closing time, all offers at once, under the lock that senders wait for.

This is the one place where a sent offer is unsealed.
"""

import base64
import json

from cryptography.exceptions import InvalidTag

from pbjdesa.documents.operations import attach_photo, issue_paper
from pbjdesa.kernel import clock, deadline
from pbjdesa.kernel.audit import digest
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.money import times
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import unseal
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Offer, OfferLine, OfferPhoto, Purchase, Tender
from pbjdesa.procurement.operations.asking import hold_round
from pbjdesa.procurement.operations.moving import advance, publish, remember_bidder
from pbjdesa.procurement.rules.offers import OfferContent, read_back
from pbjdesa.procurement.states import OfferChannel
from pbjdesa.territories.tenancy import same_home

OFFER_PHOTO = "penawaran"
"""The kind of attachment that a photo of an opened offer becomes."""


@operation
def open_offers(*, by: Appointment, purchase: Purchase) -> Tender:
    """Open every offer that was received in time, none before the closing time (R-20, R-21, A009).

    A round without any offer is opened too: then its minutes say so. Envelopes are opened now and
    typed by two people afterwards.
    """
    tender = hold_round(purchase)
    purchase = advance(by=by, purchase=purchase, move_name="open_offers")
    now = deadline.instant()
    if tender.closes_at is None or now < tender.closes_at:
        raise Refused("Waktu penawaran belum habis. Tunggu sampai ditutup.")
    tender.opened_at, tender.opened_by_id = now, by.pk
    tender.save()
    offers = queries.living_offers(tender)
    for offer in offers:
        offer.opened_at = now
        if offer.channel == OfferChannel.LINK:
            _unseal(by, purchase, offer)
        else:
            offer.save()
        record(offer, by=by, verb="procurement.unseal_offer", data={"hash": offer.sha256})
        remember_bidder(purchase, offer.invitee.supplier)
    record(tender, by=by, data={"offers": len(offers), "opened_at": now.isoformat()})
    _write_minutes(by, purchase, tender)
    publish(purchase=purchase, move_name="open_offers", by=by)
    return tender


def _write_minutes(by: Appointment, purchase: Purchase, tender: Tender) -> None:
    issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="ba_pembukaan",
        variant=str(tender.round),
        data=paperwork.opening_data(tender),
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
    )


def _unseal(by: Appointment, purchase: Purchase, offer: Offer) -> None:
    try:
        written = json.loads(unseal(f"offer:{offer.pk}", offer.sealed))
    except InvalidTag:
        written = None
    if written is None or digest(written) != offer.sha256:
        raise Refused(
            say(
                "Penawaran {name} rusak dan tidak bisa dibuka. Hubungi pengelola sistem.",
                name=offer.invitee.supplier.name,
            )
        )
    write_lines(purchase, offer, read_back(written))
    for photo in OfferPhoto.objects.like(offer).filter(offer=offer).order_by("pk"):
        content = base64.b64decode(unseal(f"offer-photo:{offer.pk}", photo.sealed))
        photo.attachment = attach_photo(
            by=by,
            dossier=purchase.dossier,
            kind=OFFER_PHOTO,
            photo=content,
            caption=offer.invitee.supplier.name,
        )
        photo.save()


def write_lines(purchase: Purchase, offer: Offer, content: OfferContent) -> None:
    """Write an opened offer in clear: its terms, and a price for each item that is asked for."""
    lines = []
    for item in queries.items_of(purchase):
        price = content.prices.get(item.pk)
        lines.append(
            OfferLine(
                id=new_id(purchase.kab.shard),
                **same_home(offer),
                offer=offer,
                item=item,
                unit_price=price,
                amount=times(item.volume, price) if price is not None else 0,
            )
        )
    OfferLine.objects.bulk_create(lines)
    offer.total = sum(line.amount for line in lines)
    offer.work_days, offer.valid_days = content.work_days or None, content.valid_days or None
    offer.statement_given, offer.papers = content.statement, list(content.papers)
    offer.save()
