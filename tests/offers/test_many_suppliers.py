"""Many suppliers answer in the same moment, on the real server: nobody gets a fault."""

import os
from pathlib import Path

import pytest

from tests.offers.apart import figures

COUNT = 500 if os.environ.get("PBJDESA_LONG") == "1" else 40

pytestmark = [pytest.mark.slow, pytest.mark.database]


def test_everybody_who_answers_at_once_is_opened(tmp_path: Path) -> None:
    found = figures(tmp_path, "tests.offers.many_suppliers", str(COUNT), timeout=1_800)
    assert (found["errors"], found["faults"]) == (0, [])
    assert (found["opened"], found["wrong"]) == (COUNT, 0)
    assert found["pages"] == 7 * COUNT
