"""Rule sets made at random: what a bupati may say of asking for offers."""

from dataclasses import dataclass, replace
from random import Random

from pbjdesa.kernel.workflow import Move
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.regulations.ruleset import DUTIES, DutyMatrix

CAUSES = ("no_offer", "none_valid", "over_hps", "no_agreement")
WAYS = {"repeat_request": "repeat", "widen_request": "widen", "ask_one_directly": "direct"}
NAMED = {"pka": PKA, "tpk": TPK}


@dataclass(frozen=True)
class Law:
    """What a rule set may say of this method."""

    matrix: DutyMatrix
    camat: bool
    tpk_inspects: bool
    negotiation: bool
    must_fall: bool
    partners: str
    over_hps: str
    valid_min: int
    invite_min: int
    repeats_max: int
    rungs: int
    ways: dict[str, tuple[str, ...]]
    award_by: str
    contract_by: str

    def actors(self, move: Move) -> frozenset[str]:
        """The offices that may take this step."""
        named = {"award": self.award_by, "sign_contract": self.contract_by}.get(move.name)
        return move.actor & NAMED.get(named, {named}) if named else move.actor


def any_law(chance: Random, shipped: DutyMatrix) -> Law:
    """A rule set that nobody has written yet. A third of them has the shipped matrix."""
    return Law(
        matrix=shipped if chance.random() < 0.34 else any_matrix(chance, shipped),
        camat=chance.random() < 0.3,
        tpk_inspects=chance.random() < 0.6,
        negotiation=chance.random() < 0.7,
        must_fall=chance.random() < 0.3,
        partners=chance.choice(["best", "ranked"]),
        over_hps=chance.choice(["fail", "negotiate"]),
        valid_min=chance.choice([1, 1, 2]),
        invite_min=chance.choice([1, 2, 2, 3]),
        repeats_max=chance.choice([0, 1, 2]),
        rungs=chance.choice([1, 2, 3]),
        ways={
            cause: tuple(way for way in WAYS.values() if chance.random() < 0.7) for cause in CAUSES
        },
        award_by=chance.choice(["tpk_ketua", "tpk", "pka", "kepala_desa"]),
        contract_by=chance.choice(["pka", "tpk", "kepala_desa"]),
    )


def any_matrix(chance: Random, shipped: DutyMatrix) -> DutyMatrix:
    """Relations at random, mostly X: a matrix that allows everything finds nothing."""
    rows = {
        later: {earlier: chance.choice("XXXW-") for earlier in DUTIES[: DUTIES.index(later)]}
        for later in DUTIES[1:]
    }
    return replace(shipped, **rows)  # type: ignore[arg-type]
