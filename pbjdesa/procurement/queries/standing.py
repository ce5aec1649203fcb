"""Where the present round of offers stands, as the plain facts that guards look at."""

from collections.abc import Sequence
from typing import Any

from pbjdesa.kernel import clock
from pbjdesa.people.queries import by_ids, tpk_problems_of
from pbjdesa.procurement.models import Offer, Purchase, Tender
from pbjdesa.procurement.queries.purchases import rules_for
from pbjdesa.procurement.queries.selection import choosing_facts
from pbjdesa.procurement.queries.tenders import (
    asks_for_offers,
    invitees_of,
    living_offers,
    tender_of,
)
from pbjdesa.procurement.queries.terms import (
    invite_min,
    method_rules,
    not_to_be_asked,
    short_notice,
)
from pbjdesa.procurement.queries.warnings import kept_out, open_warning_sentences
from pbjdesa.procurement.rules import TenderFacts
from pbjdesa.procurement.states import OfferChannel


def tender_facts(purchase: Purchase) -> TenderFacts:
    """What the guards need to know of the present round; nothing where nobody is asked."""
    if not asks_for_offers(purchase):
        return _of_the_shop(purchase)
    known: dict[str, Any] = {"tpk_problems": _tpk_problems(purchase)}
    tender = tender_of(purchase)
    if tender is None:
        return TenderFacts(**known)
    known |= _of_the_request(purchase, tender)
    if tender.opened_at is not None:
        known |= _of_the_opening(living_offers(tender)) | choosing_facts(purchase, tender)
    return TenderFacts(**known)


def _of_the_shop(purchase: Purchase) -> TenderFacts:
    """What speaks against the one shop of a purchase that asks nobody for offers."""
    if purchase.supplier is None:
        return TenderFacts()
    return TenderFacts(
        sanctioned=kept_out(purchase, purchase.supplier),
        open_warnings=open_warning_sentences(purchase, [purchase.supplier]),
    )


def _tpk_problems(purchase: Purchase) -> tuple[str, ...]:
    """R-08 … R-10: what is wrong with this activity's TPK today. Whoever started the purchase runs
    it as PKA, and so has no seat in its TPK where the rules say so."""
    desa = purchase.desa
    starter = by_ids(desa.kab, [purchase.started_by_id]).get(purchase.started_by_id)
    return tuple(
        tpk_problems_of(
            desa,
            rules_for(purchase),
            clock.today(desa.zone),
            purchase.activity.code,
            starter.person.key if starter else "",
        )
    )


def _of_the_request(purchase: Purchase, tender: Tender) -> dict[str, Any]:
    invitees, rules = invitees_of(tender), method_rules(purchase)
    suppliers = [invitee.supplier for invitee in invitees]
    waiting = tender.sent_at is None
    closes_at = tender.closes_at
    return {
        "invited": len(invitees),
        "invite_min": invite_min(purchase, tender),
        "invite_exact": tender.direct or rules.invite_exact.value,
        "too_few_reason": tender.too_few_reason if rules.fewer_with_reason.value else "",
        "schedule_known": closes_at is not None and bool(tender.place),
        "short_notice": short_notice(purchase, closes_at) if waiting and closes_at else "",
        "sanctioned": tuple(not_to_be_asked(purchase, suppliers)) if waiting else (),
        "open_warnings": open_warning_sentences(purchase, suppliers),
        "closed": closes_at is not None and closes_at <= clock.now(),
        "opened": tender.opened_at is not None,
    }


def _of_the_opening(offers: Sequence[Offer]) -> dict[str, Any]:
    return {
        "offers": len(offers),
        "paper_unfinished": sum(
            offer.channel == OfferChannel.PAPER and offer.confirmed_by_id is None
            for offer in offers
        ),
    }
