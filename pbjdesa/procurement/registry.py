"""Methods of procurement, and the papers that people make beside the steps; listed in config."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pbjdesa.documents.paper.kinds import Field, PaperKind
from pbjdesa.kernel.registry import Registry
from pbjdesa.kernel.workflow import Move, State, find
from pbjdesa.people.models import Appointment
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.steps import SHARED, Step


@dataclass(frozen=True)
class Method:
    """One legal method: its table of moves, its steps in words, and what the outside calls it.

    `ocds` is the code of OCDS's closed list; the Indonesian label is always published beside it.
    `steps` are the method's own; those that every method shares are found without being named.
    """

    slug: str
    label: str
    ocds: str
    moves: tuple[Move, ...]
    states: tuple[State, ...]
    article: str
    steps: Mapping[str, Step] = field(default_factory=dict)

    def step(self, name: str) -> Step:
        """The words of a move, every blank filled from its label. Raises KeyError."""
        move = find(self.moves, name)
        step = self.steps.get(name) or SHARED.get(name) or Step(told=move.label)
        return replace(
            step,
            slug=step.slug or name.replace("_", "-"),
            heading=step.heading or move.label,
            action=step.action or move.label,
            button=step.button or move.label,
        )

    def move_at(self, slug: str) -> Move | None:
        """The move whose step has this address; None when there is none."""
        for move in self.moves:
            if self.step(move.name).slug == slug:
                return move
        return None

    def state(self, code: str) -> State:
        """The state with this code. Raises KeyError."""
        for state in self.states:
            if state.code == code:
                return state
        raise KeyError(code)


METHODS: Registry[Method] = Registry("method")


@dataclass(frozen=True)
class Copy:
    """One of several papers of a kind that live side by side: for each offer, each week."""

    variant: str
    label: str


def _one(purchase: Purchase) -> list[Copy]:
    return [Copy("", "")]


def _as_it_is(data: dict[str, Any]) -> dict[str, Any]:
    return data


@dataclass(frozen=True)
class Sheet:
    """A paper that no step writes by itself: somebody makes it when the file needs it.

    `fill(purchase, maker, variant)` reads what the records know, field name to JSON value as the
    kind's fields say. What it leaves out is asked of the maker; what the maker does not know either
    prints as a dotted line. It raises Refused with what to do first where its ground is missing.
    `copies` are the papers of this kind that may live side by side; none where none may be made.
    `finish` adds what follows from all that is known and typed, such as sums. `fill` names such a
    field with None, then it is not asked. `reckoned` names columns ("workers.amount") that `finish`
    gives, which are not asked either.
    """

    slug: str
    fill: Callable[[Purchase, Appointment, str], dict[str, Any]]
    makers: frozenset[str]
    copies: Callable[[Purchase], list[Copy]] = _one
    finish: Callable[[dict[str, Any]], dict[str, Any]] = _as_it_is
    reckoned: frozenset[str] = frozenset()

    def asked(self, kind: PaperKind) -> PaperKind:
        """The kind without the columns that nobody has to type."""
        return replace(kind, fields=tuple(self._asked(one) for one in kind.fields))

    def _asked(self, field: Field) -> Field:
        columns = field.columns
        left = tuple(one for one in columns if f"{field.name}.{one.name}" not in self.reckoned)
        return replace(field, columns=left)


SHEETS: Registry[Sheet] = Registry("sheet")

PurchaseHook = Callable[..., None]
ON_CHANGE: list[PurchaseHook] = []
"""Called with (purchase, move_name, by) inside the transaction of every public step: how stages
above (the published release, for one) hear of it without being imported. Filled by config."""
