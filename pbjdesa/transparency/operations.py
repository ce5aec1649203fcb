"""Publishing: one release for each public step, in the transaction of that step."""

from datetime import datetime, timedelta

from django.conf import settings

from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries as procurement
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.tenancy import same_home
from pbjdesa.transparency.gathering import facts_of
from pbjdesa.transparency.models import Release
from pbjdesa.transparency.ocds.release import release
from pbjdesa.transparency.rules import TRIAL_PREFIX, is_told, tags_for

_TICK = timedelta(milliseconds=1)


def on_change(*, purchase: Purchase, move_name: str, by: Appointment) -> None:
    """A public step of a purchase is complete (hook of procurement). Tells it to the public, except
    in a practice village and where the rules keep the portal closed.

    The purchase is read again: the step may hold it as it was before.
    """
    if purchase.desa.practice:
        return
    fresh = procurement.purchases().like(purchase).get(pk=purchase.pk)  # type: ignore[attr-defined]
    if not procurement.rules_for(fresh).publication.portal.value:
        return
    told = Release.objects.like(purchase).filter(purchase=purchase).order_by("sequence")
    if is_told(move_name, list(told.values_list("move", flat=True))):
        publish_release(by=by, purchase=fresh, move_name=move_name)


@operation
def publish_release(*, by: Appointment, purchase: Purchase, move_name: str) -> Release:
    """Write the release that tells this step. The caller holds the lock on the purchase.

    Dates of one ocid strictly rise, even when two steps share an instant, so that merging is
    well-defined. The trace keeps the hash of the body: a changed release would contradict it.
    """
    earlier = list(
        Release.objects.like(purchase).filter(purchase=purchase).order_by("sequence").defer("body")
    )
    sequence = len(earlier) + 1
    ocid = earlier[0].ocid if earlier else f"{_prefix()}-{purchase.ocid_suffix}"
    date = _after(earlier)
    body = release(
        facts_of(purchase),
        ocid=ocid,
        sequence=sequence,
        date=date,
        tags=tags_for(move_name, [row.move for row in earlier]),
    )
    row = Release(
        **same_home(purchase),
        purchase=purchase,
        sequence=sequence,
        ocid=ocid,
        move=move_name,
        published_at=date,
        body=body,
    )
    row.save()
    record(row, by=by, data={"release": body["id"], "hash": audit.digest(body)})
    return row


def _prefix() -> str:
    return settings.OCID_PREFIX or TRIAL_PREFIX


def _after(earlier: list[Release]) -> datetime:
    now = clock.now()
    now = now.replace(microsecond=now.microsecond // 1000 * 1000)
    return max(now, earlier[-1].published_at + _TICK) if earlier else now
