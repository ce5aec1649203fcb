"""The append-only record of who did what, one hash chain per owner of records.

An owner is a desa, a kabupaten, or the system itself; chains are never merged. Every event carries
the hash of the one before it, and the newest hash of a chain (its head) is printed on each paper:
history cannot be rewritten without contradicting paper that is already in people's hands.
Events hold ids and hashes, not names or NIK: personal data can still be erased (UU 27/2022).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import models, transaction

from pbjdesa.kernel import clock
from pbjdesa.kernel.ids import IdField, new_id

GENESIS = "0" * 64


class Signer(Protocol):
    """Whoever acts: an appointment, that is a person in an office by decree."""

    @property
    def pk(self) -> Any: ...
    @property
    def kab_id(self) -> int: ...
    @property
    def person_id(self) -> int: ...
    @property
    def office(self) -> str: ...


class ChainHead(models.Model):
    """The newest link of one chain; locked while the next one is written."""

    id = IdField(primary_key=True)
    kab_id = models.BigIntegerField()
    owner_kind = models.CharField(max_length=6)
    owner_id = models.BigIntegerField()
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab_id", "owner_kind", "owner_id"), name="one_head_per_chain"
            ),
        )


class AuditEvent(models.Model):
    """One act. Never changed, never deleted; deliberately without foreign keys."""

    id = IdField(primary_key=True)
    kab_id = models.BigIntegerField()
    owner_kind = models.CharField(max_length=6)
    owner_id = models.BigIntegerField()
    sequence = models.BigIntegerField()
    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    appointment_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    office = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("kab_id", "owner_kind", "owner_id", "sequence"), name="one_event_per_link"
            ),
        )
        indexes = (
            models.Index(fields=("kab_id", "subject_id", "sequence"), name="audit_by_subject"),
        )

    def content(self) -> dict[str, Any]:
        """Everything the hash covers, in plain JSON."""
        return {
            "chain": [self.kab_id, self.owner_kind, self.owner_id, self.sequence],
            "at": self.at.isoformat(timespec="microseconds"),
            "verb": self.verb,
            "subject": [self.subject_kind, self.subject_id],
            "by": [self.appointment_id, self.person_id, self.office],
            "data": self.data,
            "previous": self.previous,
        }


@dataclass(frozen=True)
class Chain:
    """Whose chain: kind is "desa", "kab" or "system"."""

    kab_id: int
    kind: str
    owner_id: int

    def lookup(self) -> dict[str, Any]:
        return {"kab_id": self.kab_id, "owner_kind": self.kind, "owner_id": self.owner_id}


SYSTEM = Chain(0, "system", 0)


def chain_of(subject: models.Model) -> Chain:
    """The chain a row belongs to: its desa's, else its kabupaten's, else the system's."""
    kab_id = getattr(subject, "kab_id", None)
    desa_id = getattr(subject, "desa_id", None)
    if kab_id and desa_id:
        return Chain(kab_id, "desa", desa_id)
    if kab_id:
        return Chain(kab_id, "kab", kab_id)
    return SYSTEM


def canonical(content: Any) -> bytes:
    """The one way content is written down before hashing."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def digest(content: Any) -> str:
    """SHA-256, hex, of canonical JSON."""
    return hashlib.sha256(canonical(content)).hexdigest()


def append(
    chain: Chain,
    verb: str,
    subject: models.Model,
    *,
    by: Signer | None,
    data: dict[str, Any] | None = None,
) -> AuditEvent:
    """Write the next link. Must run inside the transaction of the change it records."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an audit event belongs to the transaction of what it records")
    head = ChainHead.objects.select_for_update().filter(**chain.lookup()).first()
    if head is None:
        ChainHead.objects.get_or_create(**chain.lookup(), defaults={"id": new_id()})
        head = ChainHead.objects.select_for_update().get(**chain.lookup())
    event = AuditEvent(
        id=new_id(),
        **chain.lookup(),
        sequence=head.sequence + 1,
        at=clock.now(),
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        appointment_id=by.pk if by else None,
        person_id=by.person_id if by else None,
        office=by.office if by else "",
        data=json.loads(canonical(data or {})),
        previous=head.hash,
    )
    event.hash = digest(event.content())
    event.save(force_insert=True)
    ChainHead.objects.filter(**chain.lookup()).update(sequence=event.sequence, hash=event.hash)
    return event


def head(chain: Chain) -> str:
    """The newest hash of a chain, printed on papers as its anchor."""
    row = ChainHead.objects.filter(**chain.lookup()).values_list("hash", flat=True).first()
    return row or GENESIS


def locked_head(chain: Chain) -> str:
    """The newest hash, and nobody else adds a link until the transaction ends."""
    row = ChainHead.objects.select_for_update().filter(**chain.lookup()).first()
    return row.hash if row else GENESIS


def links_since(chain: Chain, sequence: int) -> list[AuditEvent]:
    """Every event of a chain from a place on, oldest first."""
    rows = AuditEvent.objects.filter(**chain.lookup(), sequence__gte=sequence)
    return list(rows.order_by("sequence"))


def history(subject: models.Model) -> models.QuerySet[AuditEvent]:
    """What happened to one row, oldest first."""
    return AuditEvent.objects.filter(
        kab_id=chain_of(subject).kab_id,
        subject_id=subject.pk,
        subject_kind=subject._meta.label_lower,
    ).order_by("sequence")


def all_chains() -> list[Chain]:
    """Every chain that has a head or an event; for upkeep of the whole database only."""
    keys: set[tuple[int, str, int]] = set()
    for rows in (ChainHead.objects.all(), AuditEvent.objects.order_by().distinct()):
        keys.update(rows.values_list("kab_id", "owner_kind", "owner_id"))
    return [Chain(*key) for key in sorted(keys)]


def broken_links(chain: Chain) -> Iterator[str]:
    """Say (in English, for operators) every place where a chain does not hold."""
    previous, expected = GENESIS, 1
    for event in AuditEvent.objects.filter(**chain.lookup()).order_by("sequence").iterator():
        if event.sequence != expected:
            yield f"event {expected} is missing before {event.sequence}"
        if event.previous != previous:
            yield f"event {event.sequence} does not follow the one before it"
        if digest(event.content()) != event.hash:
            yield f"event {event.sequence} was changed after it was written"
        previous, expected = event.hash, event.sequence + 1
    if head(chain) != previous:
        yield "the newest events are missing: the head is not the last event"


@dataclass(frozen=True)
class Totals:
    """How much is traced in one home."""

    chains: int
    events: int
    last_at: datetime | None


def totals(kab_id: int) -> Totals:
    """Counts of one home's chains; two queries."""
    events = AuditEvent.objects.filter(kab_id=kab_id).aggregate(
        count=models.Count("pk"), last=models.Max("at")
    )
    chains = ChainHead.objects.filter(kab_id=kab_id).count()
    return Totals(chains, events["count"], events["last"])


def loose_heads(kab_id: int) -> list[str]:
    """Chains of one home whose head is not their last event, or that miss events; two queries.

    A quick look at the ends: what was changed in the middle only `broken_links` sees.
    """
    ends = {
        (row["owner_kind"], row["owner_id"]): (row["last"], row["count"])
        for row in AuditEvent.objects.filter(kab_id=kab_id)
        .order_by()
        .values("owner_kind", "owner_id")
        .annotate(last=models.Max("sequence"), count=models.Count("pk"))
    }
    heads = {
        (row.owner_kind, row.owner_id): (row.sequence, row.sequence)
        for row in ChainHead.objects.filter(kab_id=kab_id)
    }
    keys = sorted(ends.keys() | heads.keys())
    return [
        f"{kind}/{owner}"
        for kind, owner in keys
        if ends.get((kind, owner)) != heads.get((kind, owner))
    ]
