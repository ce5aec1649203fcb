"""Methods of procurement: one folder each under `methods/`, listed in config."""

from collections.abc import Callable
from dataclasses import dataclass

from pbjdesa.kernel.registry import Registry
from pbjdesa.kernel.workflow import Move, State


@dataclass(frozen=True)
class Method:
    """One legal method: its table of moves and what the outside calls it.

    `ocds` is the code of OCDS's closed list; the Indonesian label is always published beside it.
    """

    slug: str
    label: str
    ocds: str
    moves: tuple[Move, ...]
    states: tuple[State, ...]
    article: str

    def state(self, code: str) -> State:
        """The state with this code. Raises KeyError."""
        for state in self.states:
            if state.code == code:
                return state
        raise KeyError(code)


METHODS: Registry[Method] = Registry("method")

PurchaseHook = Callable[..., None]
ON_CHANGE: list[PurchaseHook] = []
"""Called with (purchase, move_name, by) inside the transaction of every public step: how stages
above (the published release, for one) hear of it without being imported. Filled by config."""
