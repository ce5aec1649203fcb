"""Asking for offers, with people who swap offices: what must be apart stays apart, and what needs a
witness had one. The histories are those of tender_duties.py.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest

from pbjdesa.kernel import clock
from pbjdesa.procurement import queries
from pbjdesa.regulations.ruleset import RuleSet
from tests import scene
from tests.duties import NOW, set_the_stage
from tests.histories import LONG, play
from tests.rule_values.values import NATIONAL, changed
from tests.rule_values.villages import put_in_force
from tests.tender_duties import NEVER, WITNESSED, TenderDuties
from tests.tenders import TenderVillage, hps_draft, tender_village
from tests.world import territory

LOOKING = import_module("pbjdesa.procurement.queries.purchases")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker) -> Iterator[TenderVillage]:
    with django_db_blocker.unblock(), clock.frozen(NOW), scene.kept_for_one_file():
        place = tender_village(territory())
        put_in_force(any_tpk())
        set_the_stage(place)
        yield place


def any_tpk() -> RuleSet:
    """The shipped rules, but for who sits in the TPK."""
    rules = NATIONAL
    for address, value in {"size_min": 1, "odd": False, "every_element": False}.items():
        rules = changed(rules, f"tpk.{address}", value)
    for address in ("positions", "excluded"):
        rules = changed(rules, f"tpk.{address}", ())
    return rules


@pytest.mark.slow
@pytest.mark.django_db
def test_nobody_ever_does_two_duties_that_must_be_apart(stage: TenderVillage) -> None:
    counted = TenderDuties
    counted.paid = counted.refused = counted.steps = counted.awarded = counted.stood_by = 0
    play(TenderDuties, *((500, 60) if LONG else (14, 40)))
    print(
        f"\n{counted.steps} acts, {counted.refused} refused, {counted.awarded} awarded, "
        f"{counted.paid} paid, {counted.stood_by} witnesses"
    )
    assert counted.refused >= 20
    assert counted.awarded >= 1, "the histories must get as far as an award"
    assert counted.paid >= 1, "the histories must get as far as a payment"
    assert counted.stood_by >= 1, "somebody must have stood by"


@pytest.mark.slow
@pytest.mark.django_db
def test_a_planted_bug_is_found(stage: TenderVillage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOOKING, "duty_conflicts", lambda *facts: [])
    with pytest.raises(AssertionError):
        play(TenderDuties, 30, 40)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_witness_whom_nobody_asked_for_is_missed(
    stage: TenderVillage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (queries, import_module("pbjdesa.procurement.queries.facts")):
        monkeypatch.setattr(module, "is_witnessed", lambda *facts: True)
    with pytest.raises(AssertionError):
        play(TenderDuties, 40, 40)


@pytest.mark.django_db
def test_the_rule_set_says_what_is_written_here(stage: TenderVillage) -> None:
    matrix = queries.rules_for(hps_draft(stage)).duties["permintaan_penawaran"]
    names = ("plan", *NEVER)
    for kind, written in (
        ("X", {frozenset((a, b)) for a, others in NEVER.items() for b in others}),
        ("W", WITNESSED),
    ):
        said = {frozenset((a, b)) for a in names for b in names if matrix.between(a, b) == kind}
        assert said == written
