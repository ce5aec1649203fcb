"""The rounds in which suppliers were asked, as the page of a purchase tells them."""

from typing import Any

from django.urls import reverse

from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Invitee, Offer, Purchase, Tender
from pbjdesa.web.desa.steps.asking import closing_words, offers_by_invitee, standing


def rounds_of(purchase: Purchase) -> list[dict[str, Any]]:
    """Each round with its suppliers; prices only of those that were opened."""
    if not queries.asks_for_offers(purchase):
        return []
    return [_round(purchase, tender) for tender in queries.rounds_of(purchase) if tender.sent_at]


def _round(purchase: Purchase, tender: Tender) -> dict[str, Any]:
    offers = offers_by_invitee(tender)
    opened = tender.opened_at is not None
    return {
        "title": say("Undangan ke-{round}", round=tender.round),
        "closing": closing_words(tender),
        "failed": tender.get_failed_as_display() if tender.failed_as else "",
        "way": tender.get_failed_way_display() if tender.failed_way else "",
        "suppliers": [
            _supplier(one, offers.get(one.pk), opened) for one in queries.invitees_of(tender)
        ],
        "compare_url": reverse("comparison", args=[purchase.pk])
        if opened and not tender.failed_as
        else "",
    }


def _supplier(invitee: Invitee, offer: Offer | None, opened: bool) -> dict[str, str]:
    if not opened:
        status, kind = standing(invitee, offer)
    elif offer is None:
        status, kind = "Tidak menawar", ""
    elif offer.total is None:
        status, kind = "Belum diketik", "warn"
    else:
        status, kind = rupiah(offer.total), "wait"
    return {"name": invitee.supplier.name, "status": status, "kind": kind}
