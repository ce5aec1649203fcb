"""History cannot be changed quietly: what the chain sees by itself, and what only anchors see.

The attacker here is the administrator of the database: no trigger and no right stops them.
An anchor is a head that left the system in time: printed on a paper, mailed, published.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from types import SimpleNamespace

import pytest
from django.db import DatabaseError, connection, transaction

from pbjdesa.kernel import audit, guard
from pbjdesa.kernel.audit import AuditEvent, Chain, ChainHead
from pbjdesa.kernel.ids import new_id
from pbjdesa.people.operations import register_person
from pbjdesa.planning.models import Activity
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests import scene
from tests.hands import at_once
from tests.world import Village, announced, desa_named, territory, village

EVENTS, ANCHOR_EVERY = 40, 10
TRIES = 200 if os.environ.get("PBJDESA_LONG") == "1" else 8
TABLE = AuditEvent._meta.db_table


@pytest.fixture(scope="module")
def place(django_db_setup: None, django_db_blocker) -> Iterator[Village]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        made = village(territory())
        with transaction.atomic():
            for count in range(EVENTS):
                by = made.by("kasi" if count % 2 else "kaur")
                audit.append(chain_of(made), "test.act", made.activity, by=by, data={"n": count})
        yield made


@contextmanager
def owner_of_the_database() -> Iterator[None]:
    """Who owns the database owns its triggers. Everything is put back afterwards."""
    with transaction.atomic():
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER audit_no_update")
                cursor.execute("DROP TRIGGER audit_no_delete")
        yield
        transaction.set_rollback(True)


def chain_of(place: Village) -> Chain:
    return audit.chain_of(place.activity)


@dataclass
class Attack:
    """The administrator at work on one chain, by statements of their own."""

    chain: Chain
    chance: Random

    @property
    def length(self) -> int:
        return self.rows().count()

    def rows(self):
        return AuditEvent.objects.filter(**self.chain.lookup()).order_by("sequence")

    def at(self, sequence: int):
        return self.rows().filter(sequence=sequence)

    def edit(self, sequence: int) -> None:
        event = self.at(sequence).get()
        changes = {
            "verb": event.verb + "x",
            "data": {**event.data, "n": -1},
            "person_id": 7,
            "office": "sekdes",
            "subject_id": event.subject_id + 1,
        }
        name = self.chance.choice(sorted(changes))
        self.at(sequence).update(**{name: changes[name]})

    def renumber(self, start: int, by: int) -> None:
        order = "sequence" if by < 0 else "-sequence"
        for event in self.rows().filter(sequence__gte=start).order_by(order):
            self.at(event.sequence).update(sequence=event.sequence + by)

    def rehash(self, start: int) -> None:
        previous = self.at(start - 1).get().hash if start > 1 else audit.GENESIS
        for event in self.rows().filter(sequence__gte=start):
            event.previous = previous
            previous = audit.digest(event.content())
            self.at(event.sequence).update(previous=event.previous, hash=previous)
        self.set_head()

    def set_head(self) -> None:
        last = self.rows().last()
        assert last is not None
        heads = ChainHead.objects.filter(**self.chain.lookup())
        heads.update(sequence=last.sequence, hash=last.hash)

    def somewhere(self, last: int) -> int:
        return self.chance.randint(2, last)


def edit(attack: Attack, safe: int) -> None:
    attack.edit(attack.somewhere(safe))


def delete(attack: Attack, safe: int) -> None:
    attack.at(attack.somewhere(safe)).delete()


def swap(attack: Attack, safe: int) -> None:
    one, other = attack.chance.sample(range(1, safe + 1), 2)
    for old, new in ((one, -1), (other, one), (-1, other)):
        attack.at(old).update(sequence=new)


def insert(attack: Attack, safe: int) -> None:
    place = attack.somewhere(safe)
    attack.renumber(place, 1)
    event = attack.at(place + 1).get()
    event.pk, event.sequence, event.verb = new_id(), place, "test.forged"
    event.hash = audit.digest(event.content())
    event.save(force_insert=True)


def cut(attack: Attack, safe: int) -> None:
    attack.rows().filter(sequence__gt=attack.chance.randint(1, safe - 1)).delete()


def cut_and_set_head(attack: Attack, safe: int) -> None:
    cut(attack, safe)
    attack.set_head()


def edit_and_rehash(attack: Attack, safe: int) -> None:
    place = attack.somewhere(safe)
    attack.edit(place)
    attack.rehash(place)


def delete_renumber_and_rehash(attack: Attack, safe: int) -> None:
    place = attack.somewhere(safe)
    attack.at(place).delete()
    attack.renumber(place, -1)
    attack.rehash(place)


Kind = Callable[[Attack, int], None]
CHAIN_SEES: tuple[Kind, ...] = (edit, delete, swap, insert, cut)
ONLY_ANCHORS_SEE: tuple[Kind, ...] = (
    cut_and_set_head,
    edit_and_rehash,
    delete_renumber_and_rehash,
)


def anchors(chain: Chain) -> dict[int, str]:
    """Heads that left the system: every tenth event was printed on a paper."""
    rows = AuditEvent.objects.filter(**chain.lookup(), sequence__gt=0)
    return {row.sequence: row.hash for row in rows if row.sequence % ANCHOR_EVERY == 0}


def contradicted(chain: Chain, known: dict[int, str]) -> list[int]:
    """Anchors that the chain of today no longer contains."""
    there = set(AuditEvent.objects.filter(**chain.lookup()).values_list("hash", flat=True))
    return [sequence for sequence, head in known.items() if head not in there]


def tampered(place: Village, kind: Kind, seed: int, *, newest: bool = False) -> tuple[bool, bool]:
    """(seen by the chain, seen by anchors) after one attack."""
    chain = chain_of(place)
    with owner_of_the_database():
        known = anchors(chain)
        attack = Attack(chain, Random(seed))
        if newest:
            kind(attack, attack.length)
        else:
            kind(attack, max(known) - 1)
        return bool(list(audit.broken_links(chain))), bool(contradicted(chain, known))


@pytest.mark.django_db
def test_an_honest_chain_has_nothing_to_tell(place: Village) -> None:
    chain = chain_of(place)
    assert list(audit.broken_links(chain)) == []
    assert contradicted(chain, anchors(chain)) == []
    assert len(anchors(chain)) >= EVENTS // ANCHOR_EVERY


@pytest.mark.django_db
@pytest.mark.parametrize("kind", CHAIN_SEES, ids=lambda kind: kind.__name__)
def test_a_clumsy_change_is_seen_by_the_chain_alone(place: Village, kind: Kind) -> None:
    assert all(tampered(place, kind, seed)[0] for seed in range(TRIES))


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ONLY_ANCHORS_SEE, ids=lambda kind: kind.__name__)
def test_a_careful_change_is_seen_by_anchors_only(place: Village, kind: Kind) -> None:
    """A chain alone proves nothing against who owns the database: so papers carry heads."""
    seen = [tampered(place, kind, seed) for seed in range(TRIES)]
    assert not any(by_chain for by_chain, _ in seen)
    assert all(by_anchor for _, by_anchor in seen)


@pytest.mark.django_db
def test_what_is_newer_than_the_last_anchor_is_the_blind_window(place: Village) -> None:
    """Nobody sees a careful change there. Money steps print a paper, so the window is short."""

    def change_newest(attack: Attack, length: int) -> None:
        attack.edit(length)
        attack.rehash(length)

    with transaction.atomic():
        audit.append(chain_of(place), "test.act", place.activity, by=place.by("kasi"))
        assert max(anchors(chain_of(place))) < Attack(chain_of(place), Random(0)).length
        assert tampered(place, change_newest, 1, newest=True) == (False, False)
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "field",
    [field.attname for field in AuditEvent._meta.concrete_fields if field.attname != "id"],
)
def test_every_column_of_an_event_is_covered(place: Village, field: str) -> None:
    chain = chain_of(place)
    with owner_of_the_database():
        row = AuditEvent.objects.filter(**chain.lookup(), sequence=20)
        row.update(**{field: changed(getattr(row.get(), field))})
        assert list(audit.broken_links(chain))


def changed(value: object) -> object:
    if isinstance(value, int):
        return value + 1_000_000
    if isinstance(value, str):
        return value[:-1] + ("0" if value[-1:] != "0" else "1")
    if isinstance(value, dict):
        return {**value, "more": 1}
    return value.replace(year=2020)  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_each_owner_has_a_chain_of_its_own(place: Village) -> None:
    other = desa_named(place.desa.kab, "Sukomangli")
    chains = {chain_of(place), Chain(other.kab_id, "desa", other.pk), audit.chain_of(other)}
    assert {chain.kind for chain in chains} == {"desa", "kab"}
    assert audit.chain_of(place.desa.kab) == audit.SYSTEM
    before = audit.head(chain_of(place))
    register_person(by=None, kab=place.desa.kab, name="Sri", desa=other)
    assert audit.head(chain_of(place)) == before
    theirs = AuditEvent.objects.filter(kab_id=other.kab_id, owner_id=other.pk)
    assert [event.sequence for event in theirs] == [1]
    assert theirs.get().previous == audit.GENESIS


@pytest.mark.django_db
def test_an_event_outside_a_transaction_is_a_fault(
    place: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = SimpleNamespace(in_atomic_block=False)
    monkeypatch.setattr(audit.transaction, "get_connection", lambda: alone)
    with pytest.raises(RuntimeError, match="transaction"):
        audit.append(chain_of(place), "test.act", place.activity, by=None)


@pytest.mark.sqlite
@pytest.mark.django_db
@pytest.mark.parametrize("act", ["UPDATE {table} SET verb = 'x'", "DELETE FROM {table}"])
def test_the_embedded_database_lets_no_event_be_changed(act: str) -> None:
    kab = territory()
    assert AuditEvent.objects.filter(kab_id=0).exists()
    with (
        guard.whole_database(),
        transaction.atomic(),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="append-only"),
    ):
        cursor.execute(act.format(table=TABLE))
    assert list(audit.broken_links(audit.SYSTEM)) == []
    assert kab


CANARIES = {
    "name": "Kanari Wiratmaja",
    "nik": "3324041203850001",
    "phone": "081229990001",
    "npwp": "099999999999000",
    "bank": "Bank Kanari 99887766",
    "address": "Dusun Kanari RT 99",
}


@pytest.mark.django_db
def test_events_hold_ids_and_hashes_but_nobodys_data() -> None:
    """So that a person can still be erased (UU 27/2022): nothing in a chain can be."""
    place = announced(village(territory(), "Curugsewu"))
    kab = place.desa.kab
    register_person(
        by=None,
        kab=kab,
        desa=place.desa,
        name=CANARIES["name"],
        nik=CANARIES["nik"],
        phone=CANARIES["phone"],
    )
    place.supplier = register_supplier(
        by=place.by("kaur"),
        desa=place.desa,
        data=SupplierData(
            name="Toko Kanari",
            owner_name=CANARIES["name"],
            owner_nik=CANARIES["nik"].replace("0001", "0002"),
            address=CANARIES["address"],
            phone=CANARIES["phone"],
            npwp=CANARIES["npwp"],
            bank=CANARIES["bank"],
        ),
    )
    scene.purchase_in(place, "closed")
    persons = {each.person.name for each in place.officials.values()}
    with guard.whole_database():
        events = list(AuditEvent.objects.all())
    assert len(events) > 60
    written = audit.canonical([event.content() for event in events]).decode()
    for word in [*CANARIES.values(), "Kanari", "33240412", *persons, place.supplier.name]:
        assert word not in written, word


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_twenty_hands_at_one_chain_leave_no_gap() -> None:
    place = village(territory())
    chain = chain_of(place)
    start = AuditEvent.objects.filter(**chain.lookup()).count()

    def act(_: int) -> None:
        for _count in range(5):
            with transaction.atomic():
                audit.append(chain, "test.act", place.activity, by=place.by("kasi"))

    assert at_once(20, act) == [None] * 20
    numbers = AuditEvent.objects.filter(**chain.lookup()).values_list("sequence", flat=True)
    assert sorted(numbers) == list(range(1, start + 101))
    assert list(audit.broken_links(chain)) == []
    assert Activity.objects.of(place.desa).exists()
