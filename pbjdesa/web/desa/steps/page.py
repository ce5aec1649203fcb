"""What the page of one step is made of. The words come from the method; here is what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pbjdesa.kernel.workflow import Move
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import take_step
from pbjdesa.procurement.rules import note_is_written
from pbjdesa.web.desa import summaries
from pbjdesa.web.desa.summaries import Row
from pbjdesa.web.forms import Form

Work = Callable[[], str]
"""Done once when the form is in order; answers the sentence to show."""
Act = Callable[[Appointment, Purchase, Form], Work]
"""Reads the form, noting what is wrong in it, and answers the work."""

PLAIN = "desa/steps/_frame.html"


def nothing_more(purchase: Purchase, form: Form) -> dict[str, Any]:
    """A page that shows its summary and nothing else."""
    return {}


@dataclass(frozen=True)
class StepPage:
    """A step with questions of its own; a step without needs none (see `page_of`)."""

    act: Act
    template: str = PLAIN
    rows: Callable[[Purchase], list[Row]] = summaries.with_budget
    more: Callable[[Purchase, Form], dict[str, Any]] = nothing_more


def asks_for_note(move: Move) -> bool:
    """Whether this step back or out wants its reason."""
    return note_is_written in move.guards


def plain(operation: Callable[..., Any], move: Move, done: str) -> Act:
    """The act of a step without questions, but for the note of a step back."""

    def act(by: Appointment, purchase: Purchase, form: Form) -> Work:
        more = {}
        if asks_for_note(move):
            ask = queries.step_of(purchase, move).ask or "Tulis alasannya."
            more["note"] = form.text("note", most=500, needed=ask)

        def work() -> str:
            operation(by=by, purchase=purchase, **more)
            return done

        return work

    return act


def just_the_move(move: Move) -> Callable[..., Any]:
    """The operation of a step that is nothing but its move."""

    def operation(*, by: Appointment, purchase: Purchase, note: str = "") -> Purchase:
        return take_step(by=by, purchase=purchase, move_name=move.name, note=note)

    return operation
