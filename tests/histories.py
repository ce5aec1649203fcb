"""Running a machine of histories with the counts of this run."""

import os

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

LONG = os.environ.get("PBJDESA_LONG") == "1"
"""The stated counts (`./test --full`) instead of a sample that is always the same."""


def play(machine: type[RuleBasedStateMachine], histories: int, steps: int) -> None:
    """Without shrinking: a history of real purchases takes minutes to shorten."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=histories,
            stateful_step_count=steps,
            deadline=None,
            derandomize=not LONG,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        ),
    )
