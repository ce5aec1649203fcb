"""PINs: made by the system, checked slowly, and guarded against guessing (20 tries a day)."""

import secrets
from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from django.db import transaction

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Account

TRIES_BEFORE_WAIT, TRIES_A_DAY = 5, 20
FIRST_WAIT = timedelta(minutes=5)

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

    Five wrong ones wait five minutes, then twice as long each time; twenty in one day lock the
    account until it is reset face to face. The count is kept even when the caller's work fails,
    so this must not run inside the caller's transaction.
    """
    wait = _waits(account)
    if wait:
        raise Refused(wait, field="pin")
    if _matches(account.pin, pin.replace(" ", "")):
        if account.failures:
            Account.objects.filter(pk=account.pk).update(failures=0, locked_until=None)
        return
    left = _count_failure(account)
    raise Refused(
        say("PIN belum cocok. Coba lagi, tinggal {left} kali.", left=left)
        if left
        else _waits_after_failure(),
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
        minutes = int((account.locked_until - now).total_seconds() // 60) + 1
        return say(
            "Terlalu sering salah PIN. Tunggu {minutes} menit, lalu coba lagi.", minutes=minutes
        )
    return ""


def _waits_after_failure() -> str:
    return "PIN belum cocok. Tunggu 5 menit, lalu coba lagi."


def _same_day(account: Account) -> bool:
    last = account.last_failure_at
    return last is not None and clock.now() - last < timedelta(days=1)


def _count_failure(account: Account) -> int:
    """Count one wrong try under a lock; returns the tries left before the next wait."""
    with transaction.atomic():
        row = Account.objects.select_for_update().get(pk=account.pk)
        row.failures_today = row.failures_today + 1 if _same_day(row) else 1
        row.failures += 1
        row.last_failure_at = clock.now()
        rounds, within = divmod(row.failures, TRIES_BEFORE_WAIT)
        if within == 0:
            row.locked_until = clock.now() + FIRST_WAIT * 2 ** (rounds - 1)
        row.save()
    return 0 if within == 0 else TRIES_BEFORE_WAIT - within
