"""What those who watch over villages may read."""

from pbjdesa.kernel import clock
from pbjdesa.people.actors import Actor
from pbjdesa.procurement.queries.purchases import purchases
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.territories.models import Kabupaten


def watchers_read(kab: Kabupaten) -> bool:
    """Whether the rules in force open every file to the camat and the Inspektorat (R-75)."""
    rules = rules_of(in_force(kab.code, clock.today(kab.zone)))
    return rules.oversight.watchers_read.value


def waits_for_camat(actor: Actor, dossier_id: int) -> bool:
    """Whether these are the files of a purchase that the camat looks over first."""
    rows = purchases().visible_to(actor)  # type: ignore[attr-defined]
    found: bool = rows.filter(dossier_id=dossier_id, state="camat_review").exists()
    return found
