"""When a round comes to nothing: what the rule set then allows (R-28, R-69), and giving up."""

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.planning import promises
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, Tender
from pbjdesa.procurement.operations.asking import hold_round
from pbjdesa.procurement.operations.awarding import undo_award
from pbjdesa.procurement.operations.evaluating import write_evaluation
from pbjdesa.procurement.operations.moving import advance, publish
from pbjdesa.procurement.states import FailureWay
from pbjdesa.territories.tenancy import same_home


@operation
def repeat_request(*, by: Appointment, purchase: Purchase, note: str) -> Tender:
    """Ask again in the same area, as often as the rule set says."""
    return _next_round(by, purchase, "repeat_request", FailureWay.REPEAT, note)


@operation
def widen_request(*, by: Appointment, purchase: Purchase, note: str) -> Tender:
    """Ask again, one area further: from the village to the kecamatan to the kabupaten (R-69)."""
    return _next_round(by, purchase, "widen_request", FailureWay.WIDEN, note)


@operation
def ask_one_directly(*, by: Appointment, purchase: Purchase, note: str) -> Tender:
    """Ask one able supplier, where the rule set allows it after a round that failed."""
    return _next_round(by, purchase, "ask_one_directly", FailureWay.DIRECT, note)


def _next_round(
    by: Appointment, purchase: Purchase, move_name: str, way: FailureWay, note: str
) -> Tender:
    """Close the round with its cause, and open the next one; the old one stays as it is."""
    old = hold_round(purchase)
    cause = _cause(purchase)
    purchase = advance(by=by, purchase=purchase, move_name=move_name, note=note)
    _close(by, purchase, old, cause, way)
    reach = queries.wider_reach(purchase, old) if way == FailureWay.WIDEN else old.reach
    if reach is None:
        raise Refused("Wilayah undangan sudah paling luas.")
    tender = Tender(
        **same_home(old),
        purchase=purchase,
        round=old.round + 1,
        reach=reach,
        direct=way == FailureWay.DIRECT,
        place=old.place,
        work_days=old.work_days,
        created_at=clock.now(),
    )
    tender.save()
    record(tender, by=by, data={"round": tender.round, "reach": tender.reach, "after": cause})
    publish(purchase=purchase, move_name=move_name, by=by)
    return tender


def _cause(purchase: Purchase) -> str:
    """Why the round failed, by what the database holds now."""
    return queries.failure_of(queries.purchases().get(kab_id=purchase.kab_id, pk=purchase.pk))


def _close(
    by: Appointment, purchase: Purchase, tender: Tender, cause: str, way: FailureWay
) -> None:
    tender.failed_at, tender.failed_as, tender.failed_way = clock.now(), cause, way
    tender.save()
    record(tender, by=by, data={"failed_as": cause, "way": way})
    if tender.evaluated_at is None and queries.opened_offers(tender):
        write_evaluation(by, purchase, tender)


@operation
def cancel_request(*, by: Appointment, purchase: Purchase, note: str) -> Purchase:
    """Give the purchase up before there is a contract, with a reason; the budget is free again."""
    tender = queries.tender_of(purchase)
    tender = tender.lock() if tender is not None else None
    cause = _cause(purchase)
    purchase = advance(by=by, purchase=purchase, move_name="cancel_request", note=note)
    if tender is not None and cause:
        _close(by, purchase, tender, cause, FailureWay.CANCEL)
    undo_award(by, purchase, note)
    promises.release(by=by, purchase_id=purchase.pk, activity=purchase.activity)
    publish(purchase=purchase, move_name="cancel_request", by=by)
    return purchase
