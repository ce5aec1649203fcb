"""Each form is acted on once.

Every form carries a key. The first send claims it in the same transaction as the work it asks for;
a repeat of the same content gets the first answer; other content under the same key is refused.
Keys are kept for the life of the records: a village may come back after days without signal.
"""

import hashlib
import uuid
from collections.abc import Callable, Iterable

from django.db import IntegrityError, models, transaction

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import IdField, new_id

NEVER_HASHED = frozenset({"kunci", "pin", "csrfmiddlewaretoken"})
"""A PIN has a million values: even its hash must not lie in the database."""


class FormKey(models.Model):
    """A key that was used, what it was used for, and the answer it got."""

    id = IdField(primary_key=True)
    kab_id = models.BigIntegerField()
    key = models.UUIDField()
    content = models.CharField(max_length=64)
    answer = models.CharField(max_length=500)
    used_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kab_id", "key"), name="one_use_per_key"),)


def new_key() -> str:
    """A fresh key for a form."""
    return str(uuid.uuid4())


def read_key(text: str) -> uuid.UUID:
    """The key that came with a form. Raises Refused when it is missing or broken."""
    try:
        return uuid.UUID(text)
    except ValueError:
        raise Refused("Halaman ini sudah lama terbuka. Buka lagi, lalu kirim ulang.") from None


def fingerprint(place: str, person: int, fields: Iterable[tuple[str, str]]) -> str:
    """SHA-256 over where, who and what; files take part by their own hash."""
    digest = hashlib.sha256(f"{place}\n{person}\n".encode())
    for name, value in sorted(pair for pair in fields if pair[0] not in NEVER_HASHED):
        digest.update(f"{len(name)}:{name}={len(value)}:{value}\n".encode())
    return digest.hexdigest()


def earlier_answer(kab_id: int, key: uuid.UUID, content: str) -> str | None:
    """The answer that this key got before, if it was used. Raises Conflict for other content."""
    used = FormKey.objects.filter(kab_id=kab_id, key=key).first()
    if used is None:
        return None
    if used.content != content:
        raise Conflict(
            "Formulir ini sudah pernah dikirim dengan isi lain. Buka lagi halamannya, lalu periksa."
        )
    return used.answer


def act_once(kab_id: int, key: uuid.UUID, content: str, act: Callable[[], str]) -> str:
    """Run `act` unless its key was used; returns its answer (an address to go to).

    Claim and work share one transaction: when the work is refused the key stays free,
    and of two that race the second waits and gets the first one's answer.
    """
    earlier = earlier_answer(kab_id, key, content)
    if earlier is not None:
        return earlier
    try:
        with transaction.atomic():
            claim = FormKey.objects.create(
                id=new_id(), kab_id=kab_id, key=key, content=content, answer="", used_at=clock.now()
            )
            answer = act()
            FormKey.objects.filter(kab_id=kab_id, pk=claim.pk).update(answer=answer)
            return answer
    except IntegrityError:
        earlier = earlier_answer(kab_id, key, content)
        if earlier is None:
            raise
        return earlier
