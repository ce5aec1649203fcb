"""One clock for what must not come late: that of the database, which all servers share.

PostgreSQL's `now()` is the start of the transaction: what is in time by it may be written after the
deadline. `clock_timestamp()` is the moment itself; read it while the lock is held that decides.
SQLite lives in one machine and writes one after the other: its clock is the process's.
"""

from datetime import datetime

from django.db import connection

from pbjdesa.kernel import clock


def instant() -> datetime:
    """This very moment by the shared clock, in UTC; a frozen clock holds here too."""
    if clock.is_frozen() or connection.vendor != "postgresql":
        return clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def before(closes_at: datetime, zone: str) -> str:
    """A limit that is itself excluded: sebelum pukul 10.00.00 WIB, 24 November 2026."""
    local = clock.in_zone(closes_at, zone)
    return f"sebelum pukul {local:%H.%M.%S} {zone}, {clock.plain_date(local.date())}"
