"""Ids: rising, unique between processes, and carrying the home of their row."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel import clock
from pbjdesa.kernel.ids import NODES, SEQUENCES, SHARDS, IdMaker, new_id, shard_of

LARGEST_SIGNED = 2**63 - 1
START = datetime(2024, 1, 1, tzinfo=UTC)
moments = st.integers(0, 2**41 - 10_000).map(lambda ms: START + timedelta(milliseconds=ms))


@given(st.lists(moments, min_size=1, max_size=30), st.integers(0, SHARDS // 2 - 1))
def test_ids_of_one_maker_rise_whatever_the_clock_does(times: list[datetime], shard: int) -> None:
    maker = IdMaker(0)
    made = []
    for moment in times:
        with clock.frozen(moment):
            made += [maker.make(shard) for _ in range(3)]
    assert made == sorted(set(made))


@given(moments, st.integers(0, SHARDS // 2 - 1), st.integers(0, NODES - 1))
def test_an_id_shows_its_home_and_fits_every_engine(
    moment: datetime, shard: int, node: int
) -> None:
    with clock.frozen(moment):
        id_ = IdMaker(node).make(shard)
    assert shard_of(id_) == shard
    assert 0 < id_ <= LARGEST_SIGNED


@given(moments, st.integers(0, SHARDS // 2 - 1))
def test_processes_that_share_a_millisecond_make_different_ids(
    moment: datetime, shard: int
) -> None:
    with clock.frozen(moment):
        made = [IdMaker(node).make(shard) for node in range(NODES)]
    assert len(set(made)) == NODES


def test_a_used_up_millisecond_borrows_the_next() -> None:
    maker = IdMaker(3)
    with clock.frozen(datetime(2026, 11, 24, tzinfo=UTC)):
        made = [maker.make(7) for _ in range(SEQUENCES * 3 + 1)]
    assert made == sorted(set(made))
    assert {shard_of(id_) for id_ in made} == {7}


def test_a_clock_set_back_gives_no_id_twice() -> None:
    maker = IdMaker(0)
    late = datetime(2026, 11, 24, tzinfo=UTC)
    with clock.frozen(late):
        before = {maker.make(0) for _ in range(200)}
    with clock.frozen(late - timedelta(days=1)):
        after = {maker.make(0) for _ in range(200)}
    assert not before & after


def test_threads_of_one_process_share_no_id() -> None:
    made: list[int] = []
    threads = [
        threading.Thread(target=lambda: made.extend(new_id(1) for _ in range(500)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == len(made) == 4_000


@pytest.mark.parametrize("shard", [-1, SHARDS // 2])
def test_a_shard_that_does_not_fit_is_refused(shard: int) -> None:
    with pytest.raises(ValueError, match="shard"):
        IdMaker(0).make(shard)


@pytest.mark.parametrize("node", [-1, NODES])
def test_a_node_that_does_not_fit_is_refused(node: int) -> None:
    with pytest.raises(ValueError, match="node"):
        IdMaker(node)
