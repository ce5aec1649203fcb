"""A paper appears at once, also from a process that has printed long ones all day."""

from pathlib import Path

import pytest

from tests.offers.apart import figures

LIMIT = 0.1
"""Seconds for one warm paper, of any kind."""
MEDIAN = 0.03
MEMORY = 768
"""MiB at the peak of a worker that has printed 500 lines of everything."""


@pytest.mark.slow
def test_a_warm_paper_takes_less_than_100_milliseconds(tmp_path: Path) -> None:
    told = figures(tmp_path, "tests.papers.warm_times", timeout=300)
    for when in ("fresh", "after_long"):
        assert {slug: took for slug, took in told[when].items() if took > LIMIT} == {}
    fresh = sorted(told["fresh"].values())
    assert fresh[len(fresh) // 2] < MEDIAN
    assert told["peak_mib"] < MEMORY
