"""Nothing is accepted that the opening does not see, and nothing late is accepted (R-20, A008)."""

import os
from pathlib import Path

import pytest

from tests.offers.apart import figures

ROUNDS = 100 if os.environ.get("PBJDESA_LONG") == "1" else 3

pytestmark = [pytest.mark.slow, pytest.mark.database]


def race(folder: Path, rounds: int, *more: str) -> dict[str, int]:
    return figures(folder, "tests.offers.deadline_race", str(rounds), *more, timeout=1_800)


def test_accepted_means_opened_and_late_means_refused(tmp_path: Path) -> None:
    found = race(tmp_path, ROUNDS)
    assert found["opened"] == found["rounds"] == ROUNDS
    assert found["accepted"] > ROUNDS
    assert found["refused"] > ROUNDS
    assert (found["missing"], found["unknown"], found["late"], found["errors"]) == (0, 0, 0, 0)


def test_the_race_finds_a_program_that_looks_at_the_clock_too_early(tmp_path: Path) -> None:
    """One round in two or three finds it; forty that don't would be a race that can't."""
    found = race(tmp_path, 40, "--careless")
    assert found["missing"] > 0
