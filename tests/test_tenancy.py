"""Whose row is it: nothing is fetched, changed or joined without saying so."""

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.test.utils import CaptureQueriesContext

from pbjdesa.kernel import clock, guard
from pbjdesa.kernel.guard import Unscoped, WroteWhileReading
from pbjdesa.kernel.ids import new_id, shard_of
from pbjdesa.kernel.once import FormKey, new_key
from pbjdesa.people.actors import actor_for
from pbjdesa.people.models import Person
from pbjdesa.planning.models import Activity, BudgetLine, Commitment
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.territories.models import Desa, Kabupaten
from tests import scene
from tests.world import announced, draft, hire, territory, village, watcher

pytestmark = pytest.mark.django_db


class Two:
    """Two villages of one kabupaten, each with a purchase."""

    def __init__(self) -> None:
        kab = territory()
        self.kab = kab
        self.here = announced(village(kab, "Pagersari"))
        self.there = announced(village(kab, "Curugsewu"))
        self.ours, self.theirs = draft(self.here), draft(self.there)


@pytest.fixture(scope="module")
def two(django_db_setup: None, django_db_blocker) -> Iterator[Two]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        yield Two()


def statements() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


SLIPS = {
    "all rows": lambda two: list(Purchase.objects.all()),
    "by id": lambda two: Purchase.objects.get(pk=two.ours.pk),
    "by desa only": lambda two: list(Purchase.objects.filter(desa_id=two.here.desa.pk)),
    "count": lambda two: Purchase.objects.count(),
    "with joins": lambda two: queries.purchases().get(pk=two.ours.pk),
    "through a join": lambda two: list(Purchase.objects.filter(activity__code="01.01.04")),
    "joined to the territory": lambda two: list(Purchase.objects.filter(desa__kab__code="33.24")),
    "either this home or that id": lambda two: list(
        Purchase.objects.filter(Q(kab_id=two.kab.pk) | Q(pk=two.ours.pk))
    ),
    "everybody else": lambda two: list(Purchase.objects.exclude(kab_id=two.kab.pk)),
    "a sub-select": lambda two: list(
        Desa.objects.filter(Exists(Purchase.objects.filter(desa_id=OuterRef("pk"))))
    ),
    "an aggregate": lambda two: Purchase.objects.aggregate(n=Count("pk")),
    "update": lambda two: Purchase.objects.filter(pk=two.ours.pk).update(title="x"),
    "update with the key set": lambda two: Purchase.objects.filter(pk=two.ours.pk).update(
        kab_id=two.kab.pk
    ),
    "delete": lambda two: Commitment.objects.filter(purchase_id=two.ours.pk).delete(),
    "delete one": lambda two: two.ours.delete(),
    "a foreign key by hand": lambda two: list(PurchaseItem.objects.filter(purchase=two.ours)),
    "the kernel's rows too": lambda two: list(FormKey.objects.all()),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_statement_that_does_not_say_whose_does_not_run(two: Two, slip: str) -> None:
    with pytest.raises(Unscoped), transaction.atomic():
        SLIPS[slip](two)


def test_an_insert_without_a_home_does_not_run(two: Two) -> None:
    with connection.cursor() as cursor, pytest.raises(Unscoped), transaction.atomic():
        cursor.execute('INSERT INTO "planning_commitment" ("id", "desa_id") VALUES (1, 2)')


FINE = {
    "of a desa": lambda two: list(Purchase.objects.of(two.here.desa)),
    "of a kabupaten": lambda two: list(Purchase.objects.of(two.kab)),
    "beside a row": lambda two: list(PurchaseItem.objects.like(two.ours).filter(purchase=two.ours)),
    "with every join": lambda two: queries.purchases().like(two.ours).get(pk=two.ours.pk),
    "through a join": lambda two: list(
        Purchase.objects.of(two.kab).filter(activity__code="01.01.04")
    ),
    "a sub-select": lambda two: list(
        Purchase.objects.of(two.kab).filter(
            Exists(PurchaseItem.objects.of(two.kab).filter(purchase_id=OuterRef("pk")))
        )
    ),
    "a lock": lambda two: two.ours.lock(),
    "again": lambda two: two.ours.refresh_from_db(),
    "territories": lambda two: list(Desa.objects.filter(kab=two.kab)[:3]),
}


@pytest.mark.parametrize("way", FINE)
def test_a_statement_that_says_whose_runs(two: Two, way: str) -> None:
    with statements() as seen:
        FINE[way](two)
    assert len(seen)


def test_following_a_link_asks_one_shard_only(two: Two) -> None:
    purchase = Purchase.objects.like(two.ours).get(pk=two.ours.pk)
    with statements() as seen:
        activity, dossier = purchase.activity, purchase.dossier
    assert activity.pk == two.here.activity.pk
    assert dossier.kab_id == two.kab.pk
    assert len(seen) == 2
    for statement in seen:
        assert '"kab_id" = ' in statement["sql"]


def test_a_link_to_another_home_leads_nowhere(two: Two) -> None:
    """A row that names a neighbour's id by mistake finds nothing instead of the neighbour's row."""
    other = Kabupaten.objects.create(
        id=new_id(), code="33.99", name="Kabupaten Lain", provinsi="Jawa Tengah", zone="WIB"
    )
    line = BudgetLine.objects.like(two.here.activity).first()
    assert line is not None
    line.kab_id = other.pk
    with pytest.raises(Activity.DoesNotExist):
        _ = BudgetLine(kab_id=line.kab_id, activity_id=line.activity_id).activity


def test_an_update_names_its_home_and_never_sets_it(two: Two) -> None:
    two.ours.title = "Belanja kertas"
    with statements() as seen:
        two.ours.save()
    (update,) = (each["sql"] for each in seen if each["sql"].startswith("UPDATE"))
    set_part, where = update.split(" WHERE ")
    assert '"kab_id" = ' not in set_part
    assert '"kab_id" = ' in where


def test_a_row_saved_with_another_home_changes_nothing(two: Two) -> None:
    stolen = Purchase.objects.like(two.theirs).get(pk=two.theirs.pk)
    stolen.kab_id, stolen.title = 1, "dicuri"
    with pytest.raises(DatabaseError, match="did not affect any rows"), transaction.atomic():
        stolen.save(force_update=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        stolen.save()
    two.theirs.refresh_from_db()
    assert two.theirs.title != "dicuri"
    assert two.theirs.kab_id == two.kab.pk


def test_ids_carry_the_shard_of_their_home() -> None:
    kab = Kabupaten.objects.create(
        id=new_id(), code="33.98", name="Kabupaten Jauh", provinsi="Jawa", zone="WIB", shard=5
    )
    person = Person(kab=kab, name="Sri")
    person.save()
    assert shard_of(person.pk) == 5


LOOKERS = {
    "kasi": ("ours",),
    "sekdes": ("ours",),
    "bpd": ("ours",),
    "pendamping": ("ours", "theirs"),
    "camat": ("ours", "theirs"),
    "inspektorat": ("ours", "theirs"),
    "admin_kabupaten": ("ours", "theirs"),
    "operator": (),
}


@pytest.mark.parametrize("office", LOOKERS)
def test_everybody_sees_their_own_part_and_no_more(two: Two, office: str) -> None:
    if office in {"pendamping", "camat"}:
        appointment = watcher(two.kab, office, two.here.desa)
    elif office in two.here.officials:
        appointment = two.here.by(office)
    else:
        appointment = hire(two.kab, office, f"Pemegang {office}")
    actor = actor_for(two.kab, appointment.person)
    seen = set(Purchase.objects.visible_to(actor).values_list("pk", flat=True))
    assert seen == {getattr(two, name).pk for name in LOOKERS[office]}
    people = set(Person.objects.visible_to(actor).values_list("pk", flat=True))
    assert bool(people) == bool(LOOKERS[office])
    assert (two.there.by("kasi").person_id in people) == ("theirs" in LOOKERS[office])


def test_a_kecamatan_does_not_see_the_next_one(two: Two) -> None:
    elsewhere = Desa.objects.select_related("kab", "kecamatan").get(code="33.24.01.2001")
    coach = watcher(two.kab, "camat", elsewhere)
    actor = actor_for(two.kab, coach.person)
    assert not Purchase.objects.visible_to(actor).exists()


def test_reading_writes_nothing(two: Two) -> None:
    with guard.read_only(), transaction.atomic():
        assert Purchase.objects.of(two.kab).count() == 2
        for write in (
            lambda: two.ours.save(),
            lambda: Purchase.objects.of(two.kab).update(title="x"),
            lambda: Commitment.objects.of(two.kab).delete(),
            lambda: FormKey.objects.create(
                id=1, kab_id=two.kab.pk, key=new_key(), used_at=clock.now()
            ),
        ):
            with pytest.raises(WroteWhileReading):
                write()
    two.ours.save()


def test_the_guards_come_back_after_an_exception() -> None:
    with pytest.raises(ValueError, match="x"), guard.whole_database(), guard.read_only():
        raise ValueError("x")
    with pytest.raises(Unscoped):
        Purchase.objects.count()


def test_upkeep_of_the_whole_database_needs_no_home(two: Two) -> None:
    with guard.whole_database():
        assert Purchase.objects.count() == 2
