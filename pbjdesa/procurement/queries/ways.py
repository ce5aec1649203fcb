"""Ways back and out: what else may be done with a purchase now, besides going on."""

from pbjdesa.kernel.workflow import Move
from pbjdesa.people.actors import Actor
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries.facts import facts_of
from pbjdesa.procurement.queries.purchases import actors_of, open_moves_for
from pbjdesa.procurement.rules import nobody_clashes, note_is_written

_ASKED_LATER = (note_is_written, nobody_clashes)
"""The reason is written on the page; who clashes is not offered the move at all."""


def ways_out(actor: Actor, purchase: Purchase) -> list[Move]:
    """The steps back and out that this person may take now, everything else being in order: a way
    after a failed round, for one, only when the round has failed."""
    return [
        move
        for move in open_moves_for(actor, purchase)
        if not move.forward and _nothing_missing(actor, purchase, move)
    ]


def _nothing_missing(actor: Actor, purchase: Purchase, move: Move) -> bool:
    guards = [guard for guard in move.guards if guard not in _ASKED_LATER]
    by = actor.acting_as(actors_of(purchase, move), purchase.activity.code)
    if not guards or by is None:
        return by is not None
    facts = facts_of(purchase, move, by)
    return all(guard(facts) is None for guard in guards)
