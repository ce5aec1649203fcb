"""One working call of each operation on regulations (see calls.py)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment
from pbjdesa.regulations import operations
from pbjdesa.regulations.changes import Footing, changed
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.rules import KNOWN_METHODS
from tests.world import Village, hire


class Stage(Protocol):
    """Where the verbs are tried."""

    place: Village


Call = Callable[[Stage], object]


def of_regulations() -> dict[str, Call]:
    """One working call of each, by name."""
    return {
        "regulations.load_regulations": lambda _: operations.load_regulations(
            by=None, methods=KNOWN_METHODS
        ),
        "regulations.confirm_value": lambda stage: operations.confirm_value(
            by=_keeper(stage), version=_now(stage), key="tpk.odd", article="Pasal 11"
        ),
        "regulations.confirm_values": lambda stage: operations.confirm_values(
            by=_keeper(stage),
            version=_now(stage),
            articles={"tpk.size_min": "", "tpk.positions": ""},
        ),
        "regulations.withdraw_confirmations": _take_back,
        "regulations.adopt_rules": _other_rules,
        "regulations.withdraw_rules": lambda stage: operations.withdraw_rules(
            by=_keeper(stage), version=_other_rules(stage)
        ),
    }


def _keeper(stage: Stage) -> Appointment:
    return hire(stage.place.desa.kab, "admin_kabupaten", "Sari Utami")


def _now(stage: Stage) -> RuleSetVersion:
    return in_force(stage.place.desa.kab.code, clock.today())


def _take_back(stage: Stage) -> object:
    by, version = _keeper(stage), _now(stage)
    operations.confirm_value(by=by, version=version, key="tpk.elements")
    return operations.withdraw_confirmations(by=by, version=version, keys=["tpk.elements"])


def _other_rules(stage: Stage) -> RuleSetVersion:
    """Another limit of cash from tomorrow on, over whatever is to hold then."""
    tomorrow = clock.today() + timedelta(days=1)
    basis = in_force(stage.place.desa.kab.code, tomorrow)
    known = rules_of(basis)
    limit = (known.payment.cash_limit.value or 0) + 50_000
    footing = Footing("33.24", "33.24_kendal", tomorrow, "Pasal 7", "A")
    rules = changed(known, "payment.cash_limit", {"value": limit}, footing)
    return operations.adopt_rules(by=_keeper(stage), rules=rules, basis=basis, start=tomorrow)
