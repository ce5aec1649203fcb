"""From the desk of the Kasi/Kaur to the TPK, past the camat where rules say so, and back."""

from pbjdesa.documents.operations import issue_paper
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import times
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.planning import promises
from pbjdesa.procurement import paperwork, queries
from pbjdesa.procurement.models import Purchase, Tender
from pbjdesa.procurement.operations.moving import advance
from pbjdesa.territories.tenancy import same_home


@operation
def hand_to_tpk(*, by: Appointment, purchase: Purchase) -> Purchase:
    """Fix specification and HPS, hold the budget for the HPS, and give the purchase to the TPK; to
    the camat first where the value asks for it (R-02, R-05 … R-08, R-75)."""
    if not queries.asks_for_offers(purchase):
        raise Refused("Nilai belanja ini tidak memerlukan permintaan penawaran. Pesan langsung.")
    reviewed = queries.outline_of(purchase).camat_reviews
    name = "ask_camat" if reviewed else "hand_to_tpk"
    purchase = advance(by=by, purchase=purchase, move_name=name)
    _hold_budget(by, purchase)
    rules, today = queries.rules_for(purchase), clock.today(purchase.desa.zone)
    papers = {
        "spesifikasi": paperwork.spesifikasi_data(purchase, by),
        "hps": paperwork.hps_data(purchase, by),
    }
    for kind, data in papers.items():
        issue_paper(by=by, dossier=purchase.dossier, kind=kind, data=data, rules=rules, dated=today)
    if not reviewed:
        _open_round(by, purchase)
    return purchase


def _hold_budget(by: Appointment, purchase: Purchase) -> None:
    """Hold what the HPS comes to; the contract later holds the agreed sums in its place."""
    amounts: dict[int, int] = {}
    for item in queries.items_of(purchase):
        amount = times(item.volume, item.hps_unit_price or 0)
        amounts[item.line_id] = amounts.get(item.line_id, 0) + amount
    promises.commit(
        by=by,
        purchase_id=purchase.pk,
        activity=purchase.activity,
        amounts=amounts,
        blocks=queries.rules_for(purchase).procedure.hps_over_ceiling.value == "block",
    )


def _open_round(by: Appointment, purchase: Purchase) -> Tender:
    """The TPK's first round; after a return the one that was never sent serves again."""
    unsent = queries.tender_of(purchase)
    if unsent is not None and unsent.sent_at is None:
        return unsent
    tender = Tender(
        **same_home(purchase),
        purchase=purchase,
        round=unsent.round + 1 if unsent else 1,
        reach=queries.rules_for(purchase).procedure.supplier_ladder.value[0],
        created_at=clock.now(),
    )
    tender.save()
    record(tender, by=by, data={"round": tender.round})
    return tender


@operation
def approve_review(*, by: Appointment, purchase: Purchase) -> Purchase:
    """The camat lets the village go on (R-75)."""
    purchase = advance(by=by, purchase=purchase, move_name="approve_review")
    _open_round(by, purchase)
    return purchase


@operation
def return_review(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The camat sends the purchase back with a note; the budget is free again."""
    return _back_to_draft(by, purchase, "return_review", note)


@operation
def return_preparation(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """The TPK sends the purchase back with a note; the budget is free again."""
    return _back_to_draft(by, purchase, "return_preparation", note)


def _back_to_draft(by: Appointment, purchase: Purchase, name: str, note: str) -> Purchase:
    purchase = advance(by=by, purchase=purchase, move_name=name, note=note)
    promises.release(by=by, purchase_id=purchase.pk, activity=purchase.activity)
    return purchase
