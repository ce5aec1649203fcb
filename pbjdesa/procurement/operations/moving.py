"""The one way in which the state of a purchase changes, and the memory of who did what."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pbjdesa.kernel import clock
from pbjdesa.kernel.audit import digest
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.workflow import refusals
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment
from pbjdesa.planning import promises
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import DutyDone, Purchase, PurchaseNote
from pbjdesa.procurement.registry import ON_CHANGE
from pbjdesa.procurement.states import Duty
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.queries import person_key
from pbjdesa.territories.tenancy import same_home


def remember(purchase: Purchase, duty: str, by: Appointment) -> None:
    """Note that this person did this duty here."""
    DutyDone.objects.like(purchase).get_or_create(
        **same_home(purchase),
        purchase=purchase,
        duty=duty,
        person_key=by.person.key,
        defaults={"id": new_id(purchase.kab.shard), "appointment_id": by.pk, "at": clock.now()},
    )


def remember_bidder(purchase: Purchase, supplier: Supplier) -> None:
    """Note who stands behind a supplier that offered or sells here: no other duty is theirs."""
    DutyDone.objects.like(purchase).get_or_create(
        **same_home(purchase),
        purchase=purchase,
        duty=Duty.BID,
        person_key=person_key(supplier),
        defaults={"id": new_id(purchase.kab.shard), "at": clock.now()},
    )


def take_duty(purchase: Purchase, duty: str, by: Appointment) -> None:
    """A duty done beside the table's moves: refused to whom it clashes with, else remembered."""
    done, key = queries.duties_done(purchase), by.person.key
    witnessed = queries.is_witnessed(purchase, duty, key, done)
    if found := queries.clashes(purchase, duty, key, done, witnessed=witnessed):
        raise Refused(*found)
    remember(purchase, duty, by)


@operation
def advance(
    *,
    by: Appointment,
    purchase: Purchase,
    move_name: str,
    known: Mapping[str, Any] | None = None,
    note: str = "",
) -> Purchase:
    """Make one move of the method's table: locked, checked again, remembered, traced.

    `known` are facts that only the calling stage knows. A step back carries a `note`, which is
    shown on top until the work is sent again. Raises Refused with everything that is missing,
    Conflict when somebody was first.
    """
    purchase = (
        queries.purchases()
        .select_for_update(of=("self",))
        .get(kab_id=purchase.kab_id, pk=purchase.pk)
    )
    check_authority(by, desa=purchase.desa, activity_code=purchase.activity.code)
    move = queries.move_named(purchase, move_name)
    if purchase.state not in move.source:
        raise Conflict("Langkah ini sudah dikerjakan. Buka lagi halaman belanja ini.")
    facts = replace(queries.facts_of(purchase, move, by), note=note, **(known or {}))
    actors = queries.actors_of(purchase, move)
    missing = refusals(move, purchase.state, by.office, facts, actors)
    if missing:
        raise Refused(*missing)
    purchase.state, purchase.changed_at = move.target, clock.now()
    purchase.note = note[:500] if not move.forward else ""
    purchase.note_by = f"{by.person.name}, {by.full_title}" if not move.forward else ""
    purchase.save()
    if move.duty:
        remember(purchase, move.duty, by)
    record(
        purchase,
        by=by,
        verb=f"purchase.{move.name}",
        data={"state": move.target, **(_keep_note(purchase, note[:500], by) if note else {})},
    )
    return purchase


def _keep_note(purchase: Purchase, text: str, by: Appointment) -> dict[str, str]:
    """Keep a note as a row of its own; answers what the chain holds of it."""
    note = PurchaseNote(
        **same_home(purchase),
        purchase=purchase,
        text=text,
        written_at=clock.now(),
        written_by_id=by.pk,
    )
    note.save()
    return {"note": str(note.pk), "note_hash": digest(text)}


@operation
def take_step(*, by: Appointment, purchase: Purchase, move_name: str, note: str = "") -> Purchase:
    """A step that is nothing but its move: no rows and no papers of its own."""
    purchase = advance(by=by, purchase=purchase, move_name=move_name, note=note)
    publish(purchase=purchase, move_name=move_name, by=by)
    return purchase


def publish(*, purchase: Purchase, move_name: str, by: Appointment) -> None:
    """Tell the stages above that a step is complete, its papers included; same transaction."""
    for tell in ON_CHANGE:
        tell(purchase=purchase, move_name=move_name, by=by)


@operation
def take_budget(*, by: Appointment, purchase: Purchase) -> None:
    """Promise the budget lines to this purchase, in the transaction of its order."""
    amounts: dict[int, int] = {}
    for item in queries.items_of(purchase):
        amounts[item.line_id] = amounts.get(item.line_id, 0) + item.amount
    promises.commit(
        by=by,
        purchase_id=purchase.pk,
        activity=purchase.activity,
        amounts=amounts,
        blocks=queries.rules_for(purchase).procedure.over_budget.value == "block",
    )
    if purchase.supplier is not None:
        remember_bidder(purchase, purchase.supplier)
    record(purchase, by=by, data={"sum": sum(amounts.values())})
