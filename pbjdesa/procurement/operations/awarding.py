"""Choosing the winner with the reasons that the public may read, and taking the choice back."""

from collections.abc import Sequence
from dataclasses import replace

from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.audit import digest
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.money import times
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import TPK
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Award, Offer, Purchase, Tender
from pbjdesa.procurement.operations.asking import hold_round
from pbjdesa.procurement.operations.evaluating import living_offer_in
from pbjdesa.procurement.operations.moving import advance, publish, remember_bidder
from pbjdesa.procurement.rules import TenderFacts
from pbjdesa.territories.tenancy import same_home


@operation
def award(
    *,
    by: Appointment,
    purchase: Purchase,
    offer: Offer,
    one_offer_reason: str = "",
    not_cheapest_reason: str = "",
    tie_reason: str = "",
    explanation: str = "",
) -> Award:
    """Choose the winner at the agreed prices (R-32). A reason is taken only where it is needed and
    fits what happened (A012, A013); it is on the papers and on the public page.

    Raises Refused with everything that is still missing; then nobody was chosen.
    """
    tender = hold_round(purchase)
    purchase = _to_be_awarded(purchase)
    offer = living_offer_in(tender, offer)
    given = {
        "one_offer_reason": one_offer_reason,
        "not_cheapest_reason": not_cheapest_reason,
        "tie_reason": tie_reason,
    }
    facts = _facts(purchase, tender, offer, given)
    _write_prices(purchase, tender, offer)
    purchase = advance(by=by, purchase=purchase, move_name="award", known={"tender": facts})
    remember_bidder(purchase, offer.invitee.supplier)
    row = Award(
        **same_home(tender),
        tender=tender,
        offer=offer,
        supplier=offer.invitee.supplier,
        value=purchase.value,
        awarded_at=clock.now(),
        awarded_by_id=by.pk,
        one_offer_reason=facts.one_offer_reason,
        not_cheapest_reason=facts.not_cheapest_reason,
        tie_reason=facts.tie_reason,
        explanation=explanation.strip()[:500],
    )
    row.save()
    row.document = issue_paper(
        by=by,
        dossier=purchase.dossier,
        kind="penetapan_pemenang",
        data=paperwork.award_data(row),
        rules=queries.rules_for(purchase),
        dated=clock.today(purchase.desa.zone),
    )
    row.save()
    record(row, by=by, data={"supplier": str(row.supplier_id), "value": row.value})
    publish(purchase=purchase, move_name="award", by=by)
    return row


def _to_be_awarded(purchase: Purchase) -> Purchase:
    purchase.lock()
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    if purchase.state not in {"evaluated", "negotiated"}:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    return purchase


def _facts(purchase: Purchase, tender: Tender, offer: Offer, given: dict[str, str]) -> TenderFacts:
    """What stands in the way of this offer: its supplier, its prices, the reasons it needs."""
    needed = queries.reasons_needed(tender, offer)
    if needed.refused:
        raise Refused(needed.refused, field="offer")
    prices = queries.agreed_prices(tender, offer)
    candidate = queries.round_view(tender).candidate(offer)
    return replace(
        queries.tender_facts(purchase),
        sanctioned=tuple(queries.not_to_be_asked(purchase, [offer.invitee.supplier])),
        open_warnings=queries.open_warning_sentences(purchase, about=offer.invitee.supplier),
        agreed=candidate is not None and candidate.talks == "agreed",
        agreed_above_hps=queries.above_hps(purchase, prices),
        one_offer=bool(needed.one_offer),
        one_offer_reason=_fitting("one_offer_reason", given, needed.one_offer),
        not_cheapest=bool(needed.not_cheapest),
        not_cheapest_reason=_fitting("not_cheapest_reason", given, needed.not_cheapest),
        tie=bool(needed.tie),
        tie_reason=_fitting("tie_reason", given, needed.tie),
    )


def _fitting(name: str, given: dict[str, str], fits: Sequence[str]) -> str:
    """The reason that was picked, where one is needed; Refused for one that is not true here."""
    reason = given[name] if fits else ""
    if reason and reason not in fits:
        raise Refused("Alasan ini tidak sesuai dengan yang terjadi. Pilih lagi.", field=name)
    return reason


def _write_prices(purchase: Purchase, tender: Tender, offer: Offer) -> None:
    """The agreed prices become those of the items, and the sum the value of the purchase."""
    prices = queries.agreed_prices(tender, offer)
    items = queries.items_of(purchase)
    for item in items:
        item.unit_price = prices.get(item.pk)
        item.amount = times(item.volume, item.unit_price or 0)
        item.save()
    purchase.supplier = offer.invitee.supplier
    purchase.value = sum(item.amount for item in items)
    purchase.save()


@operation
def note_supplier_papers(*, by: Appointment, purchase: Purchase, papers: Sequence[str]) -> Award:
    """Write down which papers the winner has shown since the offer (R-19, R-31)."""
    hold_round(purchase)
    purchase.lock()
    purchase = queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk)
    row = queries.award_of(purchase)
    if purchase.state != "awarded" or row is None:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    offices = queries.actors_of(purchase, queries.move_named(purchase, "sign_contract")) | TPK
    code = purchase.activity.code
    check_authority(by, desa=purchase.desa, offices=offices, activity_code=code)
    wanted = queries.papers_wanted(purchase)
    if not papers or any(paper not in wanted for paper in papers):
        raise Refused("Pilih surat yang sudah ditunjukkan penyedia.", field="papers")
    offer = row.offer
    offer.papers = sorted({*offer.papers, *papers})
    if STATEMENT in papers:
        offer.statement_given = True
    offer.save()
    record(offer, by=by, data={"papers": offer.papers})
    return row


STATEMENT = "pernyataan_kebenaran_usaha"


@operation
def return_award(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The Kasi/Kaur sends the choice back to the TPK, with a note why."""
    return _take_back(by, purchase, "return_award", note)


@operation
def winner_withdrew(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The winner does not want any more, or does not sign: the award and the offer are gone, and
    the next in the ranking is open."""
    chosen = queries.award_of(purchase)
    purchase = _take_back(by, purchase, "winner_withdrew", note)
    if chosen is not None:
        offer = chosen.offer
        offer.withdrawn_at, offer.withdrawn_note = clock.now(), note[:500]
        offer.save()
        record(offer, by=by, data={"withdrawn": True, "note_hash": digest(note[:500])})
    return purchase


def _take_back(by: Appointment, purchase: Purchase, name: str, note: str) -> Purchase:
    hold_round(purchase)
    purchase = advance(by=by, purchase=purchase, move_name=name, note=note)
    undo_award(by, purchase, note)
    publish(purchase=purchase, move_name=name, by=by)
    return purchase


def undo_award(by: Appointment, purchase: Purchase, note: str) -> None:
    """Take a standing award back: nobody is chosen, and no price is agreed."""
    row = queries.award_of(purchase)
    if row is None:
        return
    row.withdrawn_at, row.withdrawn_note = clock.now(), note[:500]
    row.save()
    record(row, by=by, data={"withdrawn": True, "note_hash": digest(note[:500])})
    for item in queries.items_of(purchase):
        item.unit_price, item.amount = None, 0
        item.save()
    purchase.supplier, purchase.value = None, 0
    purchase.save()
