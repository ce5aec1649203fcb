"""Every verb of the system is done once, and every one leaves its trace.

A new operation without a call in calls.py fails: what nobody can show working is not there.
"""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.db import transaction

from pbjdesa.kernel import audit, guard
from pbjdesa.kernel.audit import AuditEvent
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import OPERATIONS, Untraced, operation, record
from pbjdesa.payments import operations as payments
from tests import scene
from tests.calls import Scene, calls
from tests.house.source import sources
from tests.world import announced, territory, village, watcher

for source in sources():
    if "@operation" in source.text and not source.is_demo:
        import_module(f"pbjdesa.{source.name.removesuffix('.py').replace('/', '.')}")


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker) -> Iterator[Scene]:
    with django_db_blocker.unblock(), scene.kept_for_one_file():
        place = announced(village(territory()))
        coach = watcher(place.desa.kab, "pendamping", place.desa)
        ready = Scene(place, coach)
        for state in (
            "draft",
            "ordered",
            "received",
            "handed_over",
            "requested",
            "verified",
            "approved",
            "paid",
        ):
            ready.purchase(state)
        yield ready


CALLS = calls()


def test_every_operation_has_a_working_call() -> None:
    assert sorted(set(OPERATIONS) - set(CALLS)) == []
    assert sorted(set(CALLS) - set(OPERATIONS)) == []


NOBODY_YET = {"people", "territories", "regulations"}
"""Apps whose first acts come before anybody holds an office."""
BY_SUPPLIERS = {
    "procurement.save_offer_draft",
    "procurement.send_offer",
    "procurement.try_code",
    "procurement.withdraw_offer",
    "suppliers.enter_code",
    "suppliers.register_itself",
    "suppliers.reply_to_rating",
}
"""Acts of suppliers, who hold no office and have no account."""
TRACED_AS = {
    "delivery.return_inspection": "purchase.return_inspection",
    "procurement.cancel_request": "purchase.cancel_request",
    "procurement.advance": "purchase.send_order",
    "procurement.discard": "purchase.discard",
    "procurement.return_preparation": "purchase.return_preparation",
    "procurement.return_review": "purchase.return_review",
    "procurement.take_step": "purchase.discard",
    "territories.load_kabupaten": "territories.load_region",
}
"""Their trace carries the name of the move, or of the one operation that they call."""


def events() -> dict[int, AuditEvent]:
    with guard.whole_database():
        return {event.pk: event for event in AuditEvent.objects.all()}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(CALLS))
def test_an_operation_works_and_leaves_its_trace(stage: Scene, name: str) -> None:
    before = events()
    with transaction.atomic():
        CALLS[name](stage)
        new = [event for key, event in events().items() if key not in before]
        transaction.set_rollback(True)
    own = [event for event in new if event.verb == TRACED_AS.get(name, name)]
    assert own
    for event in own:
        assert event.subject_id
        nobody = name.split(".")[0] in NOBODY_YET or name in BY_SUPPLIERS
        assert event.appointment_id or nobody


@pytest.mark.django_db
def test_all_of_them_one_after_the_other_leave_whole_chains(stage: Scene) -> None:
    with guard.whole_database():
        chains = audit.all_chains()
    assert {chain.kind for chain in chains} == {"desa", "kab", "system"}
    for chain in chains:
        assert list(audit.broken_links(chain)) == []


@pytest.mark.django_db
def test_an_act_without_a_trace_is_not_kept(stage: Scene) -> None:
    @operation
    def rename(*, by: object, title: str) -> None:
        """Change a title and say nothing."""
        stage.place.activity.name = title
        stage.place.activity.save()

    try:
        with pytest.raises(Untraced):
            rename(by=stage.place.by("kasi"), title="diam-diam")
    finally:
        del OPERATIONS["tests.rename"]
    stage.place.activity.refresh_from_db()
    assert stage.place.activity.name == "Operasional Kantor"


@pytest.mark.django_db
def test_the_trace_of_a_part_counts_for_the_whole(stage: Scene) -> None:
    @operation
    def inner(*, by: object) -> None:
        """Trace."""
        record(stage.place.activity, by=stage.place.by("kasi"))

    @operation
    def outer(*, by: object) -> None:
        """Only call."""
        inner(by=by)

    try:
        outer(by=stage.place.by("kasi"))
    finally:
        del OPERATIONS["tests.inner"], OPERATIONS["tests.outer"]
    last = audit.history(stage.place.activity).last()
    assert last is not None
    assert last.verb == "tests.inner"


@pytest.mark.django_db
def test_a_refused_act_leaves_neither_row_nor_trace(stage: Scene) -> None:
    before = events()
    purchase = stage.purchase("verified")
    with pytest.raises(Refused), transaction.atomic():
        payments.approve_request(by=stage.place.by("sekdes"), purchase=purchase)
    assert events() == before
    purchase.refresh_from_db()
    assert purchase.state == "verified"


def test_record_outside_an_operation_is_a_fault() -> None:
    with pytest.raises(RuntimeError, match="inside an operation"):
        record(AuditEvent(), by=None)
