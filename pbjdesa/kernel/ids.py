"""64-bit ids made in the application, with the home shard inside.

Layout, high to low: 10 bits shard, 41 bits milliseconds since 2024, 5 bits node, 7 bits sequence.
The shard comes from the kabupaten that owns the row, so a row's home can be read from its id alone.
As JSON an id is always a string: it may pass 2^53.
"""

import os
import threading

from django.db import models

from pbjdesa.kernel import clock

EPOCH_MS = 1_704_067_200_000
"""2024-01-01T00:00:00Z."""
SHARDS, NODES, SEQUENCES = 2**10, 2**5, 2**7


class IdMaker:
    """Makes rising ids for one process; `node` must differ between processes alive together."""

    def __init__(self, node: int) -> None:
        if not 0 <= node < NODES:
            raise ValueError(f"node must be 0..{NODES - 1}")
        self._node = node
        self._lock = threading.Lock()
        self._last_ms = 0
        self._sequence = 0

    def make(self, shard: int) -> int:
        """A new id for `shard`. When a millisecond is used up the next one is borrowed."""
        if not 0 <= shard < SHARDS // 2:
            # The top bit stays free: ids are signed 64-bit in every engine.
            raise ValueError(f"shard must be 0..{SHARDS // 2 - 1}")
        with self._lock:
            ms = max(int(clock.now().timestamp() * 1000) - EPOCH_MS, self._last_ms)
            self._sequence = self._sequence + 1 if ms == self._last_ms else 0
            if self._sequence == SEQUENCES:
                ms, self._sequence = ms + 1, 0
            self._last_ms = ms
            sequence = self._sequence
        return (shard << 53) | (ms << 12) | (self._node << 7) | sequence


SERVER_NODES = NODES // 2
"""Workers of a server take the lower nodes, by place; commands beside them the upper ones."""

_makers: dict[int, IdMaker] = {}


def first_node() -> int:
    """The node of this server's first worker; `PBJDESA_NODE` where servers share a database."""
    return int(os.environ.get("PBJDESA_NODE", "0"))


def use_node(node: int) -> None:
    """Give this process its node; a server tells each of its workers."""
    _makers[os.getpid()] = IdMaker(node % NODES)


def new_id(shard: int = 0) -> int:
    """A new id from this process's own maker (a fork gets its own)."""
    pid = os.getpid()
    if pid not in _makers:
        use_node(SERVER_NODES + pid % SERVER_NODES)
    return _makers[pid].make(shard)


def shard_of(id_: int) -> int:
    """The home shard written into an id."""
    return id_ >> 53


class IdField(models.BigAutoField):
    """The primary key of every row: on SQLite the rowid, which a plain bigint would not be."""
