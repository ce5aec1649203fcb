"""Purchases of *permintaan penawaran* from the opening to their end, made by real operations.

    purchase = evaluated(place)              # two valid offers, the second one cheaper
    purchase = awarded(place)                # negotiated with the cheapest, and chosen
    purchase = to_state(place, "approved")   # or any other state after the opening

Each story goes on from those of tenders.py; what comes after the opening takes an hour a step.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from pbjdesa.contracts.operations import cancel_order, sign_contract
from pbjdesa.delivery.operations import (
    accept_goods,
    accept_handover,
    inspect_goods,
    keep_receipt,
)
from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Award, Negotiation, Offer, Purchase, Tender
from tests import scene, tenders
from tests.tenders import OPENING, TenderVillage

YES = (True, "")


def round_of(purchase: Purchase) -> Tender:
    """The present round."""
    tender = queries.tender_of(purchase)
    assert tender is not None
    return tender


def offers_of(purchase: Purchase) -> list[Offer]:
    """The opened offers of the present round, in the order of the invitations."""
    return queries.opened_offers(round_of(purchase))


def all_good(purchase: Purchase, **fails: str) -> dict[tuple[str, str], tuple[bool, str]]:
    """Every answer yes; `fails` names a stage whose first answer is no, with the note."""
    asked = queries.criteria_of(purchase)
    given = {(stage, one): YES for stage in ("administrasi", "teknis") for one in asked[stage]}
    for stage, note in fails.items():
        given[stage, asked[stage][0]] = (False, note)
    return given


def assess(
    place: TenderVillage, purchase: Purchase, fails: Mapping[int, str] | None = None
) -> None:
    """Judge every offer; `fails` names those (by place) that fail, and in which stage."""
    for at, offer in enumerate(offers_of(purchase)):
        stage = (fails or {}).get(at)
        flaw = {stage: "Tidak sesuai permintaan."} if stage else {}
        operations.assess_offer(
            by=place.by("tpk_sekretaris"), offer=offer, answers=all_good(purchase, **flaw)
        )


def evaluated(
    place: TenderVillage,
    shares: Sequence[int] = (95, 90),
    fails: Mapping[int, str] | None = None,
) -> Purchase:
    """Offers at these shares of the HPS, judged (state evaluated)."""
    purchase = tenders.offers_opened(place, shares)
    with clock.frozen(OPENING + timedelta(hours=1)):
        assess(place, purchase, fails)
        operations.record_evaluation(by=place.by("tpk_ketua"), purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def negotiate(
    place: TenderVillage,
    purchase: Purchase,
    *,
    agreed: bool = True,
    offer: Offer | None = None,
    cut: int = 1_000,
    held_at: datetime | None = None,
) -> Negotiation:
    """Talk with the supplier whose turn it is (or another); each unit price falls by `cut`."""
    partner = offer or queries.partners_of(round_of(purchase))[0]
    lines = queries.lines_of(round_of(purchase))[partner.pk]
    prices = {item: (line.unit_price or 0) - cut for item, line in lines.items()}
    return operations.record_negotiation(
        by=place.by("tpk_ketua"),
        purchase=purchase,
        offer=partner,
        prices=prices,
        held_at=held_at or clock.now(),
        place="Kantor Desa",
        present=present(place, partner),
        agreed=agreed,
        note="" if agreed else "Penyedia tidak mau menurunkan harga.",
    )


def present(place: TenderVillage, offer: Offer) -> list[tuple[str, str]]:
    """The supplier and the TPK."""
    team = [(each.person.name, each.full_title) for each in place.tpk()]
    return [(offer.invitee.supplier.owner_name, "Pemilik"), *team]


def negotiated(place: TenderVillage, shares: Sequence[int] = (95, 90)) -> Purchase:
    """Agreed with the cheapest (state negotiated)."""
    purchase = evaluated(place, shares)
    with clock.frozen(OPENING + timedelta(hours=2)):
        negotiate(place, purchase)
    purchase.refresh_from_db()
    return purchase


def choose(
    place: TenderVillage, purchase: Purchase, offer: Offer | None = None, **reasons: str
) -> Award:
    """The ketua chooses the offer that was agreed on (or another)."""
    agreed = [one.offer for one in queries.ranking(round_of(purchase)) if one.talks == "agreed"]
    return operations.award(
        by=place.by("tpk_ketua"), purchase=purchase, offer=offer or agreed[0], **reasons
    )


def awarded(place: TenderVillage, shares: Sequence[int] = (95, 90)) -> Purchase:
    """The cheapest was chosen (state awarded)."""
    purchase = negotiated(place, shares)
    with clock.frozen(OPENING + timedelta(hours=3)):
        choose(place, purchase)
    purchase.refresh_from_db()
    return purchase


def _inspect(place: TenderVillage, purchase: Purchase) -> None:
    member = place.by("tpk_anggota")
    keep_receipt(by=member, purchase=purchase, photo=scene.JPEG)
    inspect_goods(by=member, purchase=purchase)


def _prove(place: TenderVillage, purchase: Purchase) -> None:
    for tax in scene.taxes(purchase):
        prove_tax(
            by=place.by("kaur_keuangan"),
            purchase=purchase,
            tax=tax,
            ntpn=scene.NTPN,
            proved_on=tax.request.requested_on,
        )


Step = Callable[[TenderVillage, Purchase], object]
STEPS: dict[str, Step] = {
    "ordered": lambda place, p: sign_contract(by=place.by("kasi"), purchase=p),
    "inspected": _inspect,
    "received": lambda place, p: accept_goods(by=place.by("kasi"), purchase=p),
    "handed_over": lambda place, p: accept_handover(by=place.by("kepala_desa"), purchase=p),
    "requested": lambda place, p: request_payment(by=place.by("kasi"), purchase=p),
    "verified": lambda place, p: verify_request(by=place.by("sekdes"), purchase=p),
    "approved": lambda place, p: approve_request(by=place.by("kepala_desa"), purchase=p),
    "paid": lambda place, p: pay(by=place.by("kaur_keuangan"), purchase=p, way="transfer"),
    "closed": _prove,
}
BEFORE: dict[str, Callable[[TenderVillage], Purchase]] = {
    "preparing": tenders.request_ready,
    "inviting": tenders.request_sent,
    "opened": tenders.offers_opened,
    "evaluated": evaluated,
    "negotiated": negotiated,
    "awarded": awarded,
}
SIDEWAYS: dict[str, tuple[str, Step]] = {
    "returned": (
        "requested",
        lambda place, p: return_request(by=place.by("sekdes"), purchase=p, note="Kurang nota."),
    ),
    "cancelled": (
        "ordered",
        lambda place, p: cancel_order(by=place.by("kasi"), purchase=p, note="Toko tutup."),
    ),
}
STATES = (*BEFORE, *STEPS, *SIDEWAYS)


def to_state(place: TenderVillage, state: str, *, days_late: int = 0) -> Purchase:
    """A purchase brought to this state by its officials; `days_late` after the day agreed on."""
    if state in BEFORE:
        return BEFORE[state](place)
    start, sideways = SIDEWAYS.get(state, (state, None))
    purchase = awarded(place)
    at = OPENING + timedelta(days=1)
    for name, step in STEPS.items():
        with clock.frozen(at):
            step(place, purchase)
        if name == start:
            break
        at += timedelta(days=10 + days_late if name == "ordered" and days_late else 0, hours=1)
    if sideways is not None:
        with clock.frozen(at + timedelta(hours=1)):
            sideways(place, purchase)
    purchase.refresh_from_db()
    assert purchase.state == state
    return purchase


NEXT_STEPS: dict[str, Step] = {
    "send_request": lambda place, p: operations.send_request(by=place.by("tpk_ketua"), purchase=p),
    "open_offers": lambda place, p: operations.open_offers(by=place.by("tpk_ketua"), purchase=p),
    "record_evaluation": lambda place, p: (
        assess(place, p),
        operations.record_evaluation(by=place.by("tpk_sekretaris"), purchase=p),
    ),
    "record_negotiation": lambda place, p: negotiate(place, p),
    "award": lambda place, p: choose(place, p),
    "sign_contract": STEPS["ordered"],
    "inspect_goods": STEPS["inspected"],
    "accept_goods": STEPS["received"],
    "request_payment": STEPS["requested"],
    "verify_request": STEPS["verified"],
    "approve_request": STEPS["approved"],
    "pay": STEPS["paid"],
}
"""Each step by its name, taken by whoever holds the office in the village that is given."""


def papers(purchase: Purchase) -> list[str]:
    """The kinds of the papers in the dossier, oldest first, replaced ones left out."""
    rows = Document.objects.like(purchase).filter(dossier=purchase.dossier)
    living = rows.filter(superseded_at__isnull=True).order_by("issued_at", "pk")
    return list(living.values_list("kind", flat=True))
