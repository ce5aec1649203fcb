"""What the page of one step is made of. The words come from the method; here is what it does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from pbjdesa.people.models import Appointment
from pbjdesa.procurement.models import Purchase
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


def to_the_purchase(purchase: Purchase) -> str:
    """After most steps: the purchase as a whole."""
    return reverse("purchase-detail", args=[purchase.pk])


def nowhere(purchase: Purchase) -> str:
    """A page that needs nothing answered before it."""
    return ""


@dataclass(frozen=True)
class StepPage:
    """What a page has besides its words. Without `act` the form asks for nothing but the PIN and
    the reason, and calls the operation of the step."""

    act: Act | None = None
    template: str = PLAIN
    rows: Callable[[Purchase], list[Row]] = summaries.with_budget
    more: Callable[[Purchase, Form], dict[str, Any]] = nothing_more
    first: Callable[[Purchase], str] = nowhere
    """The address of what must be answered before; "" when all is there."""
    after: Callable[[Purchase], str] = to_the_purchase


def plain(operation: Callable[..., Any], done: str, ask: str = "") -> Act:
    """The act of a step without questions of its own; `ask` is the sentence for a missing note."""

    def act(by: Appointment, purchase: Purchase, form: Form) -> Work:
        more = {"note": form.text("note", most=500, needed=ask)} if ask else {}

        def work() -> str:
            operation(by=by, purchase=purchase, **more)
            return done

        return work

    return act
