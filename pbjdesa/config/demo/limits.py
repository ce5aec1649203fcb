"""A rule of the demo's own: late in the year the camat looks at large purchases.

It is an example and says so wherever it is shown: no regulation of Kendal that we know asks for it.
"""

from pbjdesa.config.demo.calendar import StoryCalendar
from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.regulations.changes import Footing, changed
from pbjdesa.regulations.operations import adopt_rules
from pbjdesa.regulations.queries import in_force, rules_of

FROM_DAY = 297
CAMAT_ABOVE = 25_000_000
_LAW = "Contoh untuk belajar, bukan aturan sungguhan"


def let_the_camat_look(by: Appointment, calendar: StoryCalendar) -> None:
    """Adopt the example for the last days of the story; in the first days of a real year there is
    no tomorrow left for it."""
    start = clock.in_zone(calendar.peek(FROM_DAY), by.kab.zone).date()
    if start <= clock.today(by.kab.zone):
        return
    basis = in_force(by.kab.code, start)
    footing = Footing(by.kab.code, f"{by.kab.code}_contoh", start, "", "C", _LAW)
    says = {"value": CAMAT_ABOVE}
    rules = changed(rules_of(basis), "oversight.camat_review_above", says, footing)
    adopt_rules(by=by, rules=rules, basis=basis, start=start)
