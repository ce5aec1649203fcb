"""Looking at rounds of offers: who was asked, and what came. Nothing here opens an offer."""

from pbjdesa.documents.models import Dossier
from pbjdesa.kernel.audit import digest
from pbjdesa.procurement.models import Assessment, Invitee, Offer, Purchase, Tender
from pbjdesa.procurement.queries.purchases import method_of, purchases
from pbjdesa.procurement.states import Reach
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.rules.places import HERE, NEAR, Spot, rung
from pbjdesa.territories.models import Desa


def asks_for_offers(purchase: Purchase) -> bool:
    """Whether suppliers are asked in this purchase's method: its prices then come from offers."""
    return any(move.name == "send_request" for move in method_of(purchase).moves)


def tender_of(purchase: Purchase) -> Tender | None:
    """The present (last) round; None before the purchase came to the TPK."""
    return Tender.objects.like(purchase).filter(purchase=purchase).order_by("-round").first()


def rounds_of(purchase: Purchase) -> list[Tender]:
    """Every round, the first one first; one query."""
    return list(Tender.objects.like(purchase).filter(purchase=purchase).order_by("round"))


def purchase_asked(invitee: Invitee) -> Purchase:
    """The purchase for which a supplier was asked, with what its pages show; one query."""
    tender = Tender.objects.like(invitee).filter(pk=invitee.tender_id)
    return purchases().like(invitee).get(pk__in=tender.values("purchase_id"))  # type: ignore[attr-defined,no-any-return]


def zone_of(tender: Tender) -> str:
    """The zone in which the times of a round are said."""
    return tender.desa.zone


def invitees_of(tender: Tender) -> list[Invitee]:
    """Who is asked in a round, in order, with the suppliers; one query."""
    return list(
        Invitee.objects.like(tender)
        .filter(tender=tender, removed_at__isnull=True)
        .select_related("supplier", "letter")
        .order_by("order", "pk")
    )


def invitees_stamp(tender: Tender) -> str:
    """A mark of who is chosen and why so few: a form carries it, so that of two members who change
    the choice at once the second is told."""
    chosen = [invitee.supplier_id for invitee in invitees_of(tender)]
    return digest([chosen, tender.too_few_reason])[:_STAMP]


def schedule_stamp(tender: Tender) -> str:
    """The same for the schedule."""
    days = (tender.closes_at, tender.evaluation_on, tender.negotiation_on, tender.award_on)
    said = [day.isoformat() if day else "" for day in days]
    return digest([*said, tender.place, tender.work_days])[:_STAMP]


def letters_in(dossier: Dossier) -> dict[int, str]:
    """Each request letter of a file set by its paper, with the supplier to whom it goes; one
    query."""
    rows = Invitee.objects.like(dossier).filter(letter__dossier=dossier)
    return dict(rows.values_list("letter_id", "supplier__name"))


def assessment_stamp(offer: Offer) -> str:
    """The same for what was judged of one offer; one query."""
    rows = Assessment.objects.like(offer).filter(offer=offer).order_by("stage", "criterion")
    return digest(list(rows.values_list("stage", "criterion", "passed", "note")))[:_STAMP]


_STAMP = 16


def living_offers(tender: Tender) -> list[Offer]:
    """The offers that count: the last of each supplier that was not withdrawn; one query."""
    return list(
        Offer.objects.like(tender)
        .filter(
            invitee__tender=tender,
            invitee__removed_at__isnull=True,
            replaced_at__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("invitee__supplier")
        .order_by("invitee__order", "pk")
    )


def offers_of(invitee: Invitee) -> list[Offer]:
    """Everything that one supplier sent in a round, replaced and withdrawn included."""
    return list(Offer.objects.like(invitee).filter(invitee=invitee).order_by("version"))


def living_offer(invitee: Invitee) -> Offer | None:
    """The offer of one supplier that counts; None when nothing came or it was taken back."""
    for offer in offers_of(invitee):
        if offer.replaced_at is None and offer.withdrawn_at is None:
            return offer
    return None


_LADDER = (Reach.DESA, Reach.KECAMATAN, Reach.KABUPATEN)
_RUNGS = {HERE: Reach.DESA, NEAR: Reach.KECAMATAN}


def reach_of(supplier: Supplier, desa: Desa) -> Reach:
    """How far from the village a supplier is, on the ladder of R-69. One whose place nobody wrote
    down counts as far away, except in the register of the village that took it in."""
    if supplier.place_desa_id is None and supplier.kecamatan_id is None:
        return Reach.DESA if supplier.desa_id == desa.pk else Reach.KABUPATEN
    return _RUNGS.get(rung(Spot(desa.pk, desa.kecamatan_id), supplier.spot), Reach.KABUPATEN)


def is_wider(one: str, other: str) -> bool:
    """Whether one rung of the ladder lies beyond the other."""
    return _LADDER.index(Reach(one)) > _LADDER.index(Reach(other))
