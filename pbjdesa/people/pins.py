"""PINs: made by the system, checked slowly, and guarded against guessing (20 tries a day)."""

import secrets
from datetime import timedelta
from math import ceil

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from django.db import transaction
from django.db.models import F

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Account

TRIES_BEFORE_WAIT, TRIES_A_DAY = 5, 20
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=5), timedelta(days=1)

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_DUMMY = _hasher.hash("000000")


def new_pin() -> str:
    """Six random digits."""
    return f"{secrets.randbelow(10**6):06d}"


def hash_pin(pin: str) -> str:
    """Argon2id with the parameters OWASP gives for small servers (19 MiB)."""
    return _hasher.hash(pin)


def pretend_to_check() -> None:
    """Spend the time of a real check, so that an unknown name answers no faster."""
    _matches(_DUMMY, "999999")


def check_pin(account: Account, pin: str) -> None:
    """Check a PIN under the limits; raises Refused with what to do.

    Five wrong ones wait five minutes, then twice as long each time, at most a day; after twenty
    in one day the account is locked for a day. A try is counted before it is made, and given back
    when it was right: tries sent all at once are counted too. The count is kept even when the
    caller's work fails, so this must not run inside the caller's transaction.
    """
    row = _count_try(account)
    if _matches(row.pin, pin.replace(" ", "")):
        Account.objects.filter(pk=row.pk).update(
            failures=0, locked_until=None, failures_today=F("failures_today") - 1
        )
        return
    left = TRIES_BEFORE_WAIT - row.failures % TRIES_BEFORE_WAIT
    raise Refused(
        _waits(row) or say("PIN belum cocok. Coba lagi, tinggal {left} kali.", left=left),
        field="pin",
    )


def _matches(hashed: str, pin: str) -> bool:
    try:
        return _hasher.verify(hashed, pin)
    except (Argon2Error, InvalidHashError):
        return False


def _waits(account: Account) -> str:
    now = clock.now()
    if account.disabled_at:
        return "Akun ini sudah ditutup. Hubungi kecamatan."
    if account.failures_today >= TRIES_A_DAY and _same_day(account):
        return "Akun ini dikunci karena terlalu sering salah PIN. Minta bantuan kecamatan."
    if account.locked_until and now < account.locked_until:
        return say(
            "Terlalu sering salah PIN. Tunggu {minutes} menit, lalu coba lagi.",
            minutes=ceil((account.locked_until - now) / timedelta(minutes=1)),
        )
    return ""


def _same_day(account: Account) -> bool:
    last = account.last_failure_at
    return last is not None and clock.now() - last < timedelta(days=1)


def _count_try(account: Account) -> Account:
    """Count one try under a lock; returns the account as it is when the try is wrong."""
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        if reason := _waits(row):
            raise Refused(reason, field="pin")
        row.failures_today = row.failures_today + 1 if _same_day(row) else 1
        row.failures += 1
        row.last_failure_at = clock.now()
        rounds, within = divmod(row.failures, TRIES_BEFORE_WAIT)
        if within == 0:
            row.locked_until = clock.now() + min(
                FIRST_WAIT * 2 ** min(rounds - 1, 16), LONGEST_WAIT
            )
        row.save()
    return row
