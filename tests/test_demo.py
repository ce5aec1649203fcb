"""The demo and the commands that begin an installation."""

import stat
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from pbjdesa.config.commands import load_demo
from pbjdesa.config.demo.accounts import (
    accounts_file,
    read_accounts,
)
from pbjdesa.config.demo.calendar import StoryCalendar
from pbjdesa.config.demo.data import content
from pbjdesa.config.demo.load import load_demo as load
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.queries import paper_of
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.oversight.queries import flags_of
from pbjdesa.payments.models import Payment, PaymentRequest, TaxLine
from pbjdesa.people.actors import actor_for
from pbjdesa.people.models import Account, Person
from pbjdesa.people.offices import DESA_OFFICES
from pbjdesa.people.pins import check_pin
from pbjdesa.planning.models import Activity, BudgetLine, ProcurementPlan
from pbjdesa.planning.plan import plan_rows
from pbjdesa.planning.queries import current_plan
from pbjdesa.procurement.methods.pembelian_langsung.method import STATES
from pbjdesa.procurement.methods.permintaan_penawaran.method import SLUG as OFFERS
from pbjdesa.procurement.methods.permintaan_penawaran.method import STATES as OFFER_STATES
from pbjdesa.procurement.models import Award, Offer, Purchase, Tender
from pbjdesa.procurement.queries import checklist, papers_missing, purchases, tasks
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.states import EntityType
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan
from pbjdesa.transparency.models import Release
from tests.beside import as_before
from tests.clients import client_for

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 5, tzinfo=UTC)
"""A year that is far enough on to have months of history."""


@pytest.fixture(scope="class")
def demo(page_files: None, django_db_setup: None, django_db_blocker: Any) -> Iterator[Kabupaten]:
    """The demo, loaded once for all tests of a class and taken back after them."""
    with (
        as_before(),
        clock.frozen(NOW),
        django_db_blocker.unblock(),
        transaction.atomic(),
    ):
        load()
        yield Kabupaten.objects.get(practice=False)
        transaction.set_rollback(True)


def desa(kab: Kabupaten, name: str) -> Desa:
    return Desa.objects.select_related("kab", "kecamatan").get(
        kab=kab, name=name, kecamatan__name="Patean"
    )


@pytest.mark.slow
@pytest.mark.database
class TestDemo:
    """What somebody finds who starts the demo."""

    def test_the_file_of_a_finished_purchase_is_nearly_whole(self, demo: Kabupaten) -> None:
        for method in ("pembelian_langsung", "permintaan_penawaran"):
            rows = Purchase.objects.of(desa(demo, "Pagersari")).filter(method=method)
            newest = rows.filter(state="closed").order_by("-changed_at").first()
            lines = checklist(purchases().like(newest).get(pk=newest.pk))
            assert len(papers_missing(lines)) <= 2
            assert sum(line.present for line in lines) >= 15

    def test_it_has_the_whole_kabupaten_and_a_lively_patean(self, demo: Kabupaten) -> None:
        assert Kecamatan.objects.filter(kab=demo).count() == 20
        assert Desa.objects.filter(kab=demo).count() == 266
        busy = set(Purchase.objects.of(demo).values_list("desa__kecamatan__name", flat=True))
        assert busy == {"Patean"}

    def test_one_village_shows_a_purchase_in_every_state(self, demo: Kabupaten) -> None:
        direct = Purchase.objects.of(desa(demo, "Pagersari")).exclude(method=OFFERS)
        states = Counter(direct.values_list("state", flat=True))
        assert set(states) == {state.code for state in STATES}
        drafts = direct.filter(state="draft")
        asked = {
            (bool(one.value), one.supplier_id is not None, one.needed_by is not None)
            for one in drafts
        }
        assert asked == {
            (False, False, False),
            (True, False, False),
            (True, True, False),
            (True, True, True),
        }

    def test_suppliers_were_asked_with_every_outcome(self, demo: Kabupaten) -> None:
        asked = Purchase.objects.of(demo).filter(method=OFFERS)
        states = set(asked.values_list("state", flat=True))
        assert states == {state.code for state in OFFER_STATES}
        rounds = Tender.objects.of(demo)
        assert rounds.filter(failed_as="no_offer", failed_way="repeat").count() == 2
        assert rounds.filter(round=2, sent_at__isnull=False).exists()
        awards = Award.objects.of(demo)
        for reason in ("one_offer_reason", "not_cheapest_reason", "tie_reason"):
            assert awards.exclude(**{reason: ""}).exists(), reason
        assert awards.filter(withdrawn_at__isnull=False).exists()
        assert asked.filter(state="cancelled").exists()
        assert Offer.objects.of(demo).filter(channel="paper", confirmed_by_id=None).exists()

    def test_some_requests_wait_for_offers_and_one_for_its_opening(self, demo: Kabupaten) -> None:
        waiting = Tender.objects.of(demo).filter(
            purchase__state="inviting", opened_at__isnull=True, sent_at__isnull=False
        )
        closed = {tender.closes_at <= clock.now() for tender in waiting if tender.closes_at}
        assert closed == {True, False}
        sealed = Offer.objects.of(demo).filter(opened_at__isnull=True)
        assert sealed.exists()
        assert not sealed.filter(total__isnull=False).exists()

    def test_work_was_sent_back_at_every_step(self, demo: Kabupaten) -> None:
        notes = Purchase.objects.of(demo).exclude(note="").values_list("note_by", flat=True)
        offices = {note.rpartition(", ")[2] for note in notes}
        assert {"Sekretaris Desa", "Kepala Desa", "Kaur Keuangan"} <= offices

    def test_some_are_late_and_some_were_refused_at_the_door(self, demo: Kabupaten) -> None:
        today = clock.today("WIB")
        assert Purchase.objects.of(demo).filter(state="ordered", needed_by__lt=today).exists()

    def test_villages_stand_at_different_points(self, demo: Kabupaten) -> None:
        year = clock.today("WIB").year
        plans = {
            row["name"]: current_plan(desa(demo, row["name"]), year)
            for row in content("villages")["village"]
        }
        assert len(plans) == 14
        assert {name for name, plan in plans.items() if plan is None} == {
            "Kalices",
            "Sidodadi",
            "Sidokumpul",
        }
        assert not Activity.objects.of(desa(demo, "Sidokumpul")).exists()
        selo = plans["Selo"]
        assert selo is not None
        assert selo.rows != plan_rows(desa(demo, "Selo"), year)

    def test_taxes_were_withheld_and_some_still_wait_for_their_proof(self, demo: Kabupaten) -> None:
        taxes = TaxLine.objects.of(demo).filter(amount__gt=0)
        assert taxes.filter(ntpn="").exists()
        assert taxes.exclude(ntpn="").exists()
        closed = Purchase.objects.of(demo).filter(state="closed")
        untaxed = PaymentRequest.objects.of(demo).filter(tax_total=0, state="paid")
        assert 0 < untaxed.count() < closed.count()
        assert set(Payment.objects.of(demo).values_list("way", flat=True)) == {"cash", "transfer"}

    def test_shops_are_of_several_kinds(self, demo: Kabupaten) -> None:
        shops = Supplier.objects.of(demo)
        assert {EntityType.INDIVIDUAL, EntityType.CV, EntityType.BUMDES} <= set(
            shops.values_list("entity_type", flat=True)
        )
        assert shops.filter(pkp=True).exists()
        assert shops.filter(has_npwp=False).exists()

    def test_everything_happened_this_year_and_nothing_after_now(self, demo: Kabupaten) -> None:
        now = clock.now()
        year = clock.today("WIB").year
        papers = Document.objects.of(demo)
        assert {paper.dated.year for paper in papers} == {year}
        assert all(paper.issued_at <= now for paper in papers)
        months = {paper.dated.month for paper in papers}
        assert len(months) >= 8
        events = audit.AuditEvent.objects.filter(kab_id=demo.pk).order_by("owner_id", "sequence")
        last: dict[int, datetime] = {}
        for event in events:
            assert last.get(event.owner_id, event.at) <= event.at <= now
            last[event.owner_id] = event.at

    def test_numbers_of_papers_follow_their_dates(self, demo: Kabupaten) -> None:
        place = desa(demo, "Pagersari")
        orders = Document.objects.of(place).filter(kind="surat_pesanan").order_by("issued_at")
        numbers = [paper.number for paper in orders]
        assert numbers == sorted(numbers)
        assert len(numbers) > 15

    def test_a_paper_is_composed_and_a_receipt_has_its_photo(self, demo: Kabupaten) -> None:
        paper = Document.objects.of(demo).filter(kind="spp").first()
        assert paper is not None
        assert not paper_of(paper).practice
        photo = Attachment.objects.of(demo).select_related("file").first()
        assert photo is not None
        assert photo.file.size < 60_000

    def test_every_chain_holds(self, demo: Kabupaten) -> None:
        chains = [
            audit.Chain(demo.pk, row.owner_kind, row.owner_id)
            for row in audit.ChainHead.objects.filter(kab_id=demo.pk)
        ]
        assert len(chains) == 15
        assert [broken for chain in chains for broken in audit.broken_links(chain)] == []
        assert audit.loose_heads(demo.pk) == []

    def test_flags_are_raised_in_two_villages_only(self, demo: Kabupaten) -> None:
        account = Account.objects.get(username="inspektorat")
        actor = actor_for(demo, Person.objects.of(demo).get(pk=account.person_id))
        rows = list(Purchase.objects.of(demo).select_related("rule_set", "desa"))
        flagged = flags_of(actor, rows)
        villages = {row.desa.name for row in rows if row.pk in flagged}
        assert villages == {"Gedong", "Curugsewu"}

    def test_every_account_logs_in_with_its_pin(self, demo: Kabupaten) -> None:
        accounts = read_accounts()
        assert stat.S_IMODE(accounts_file().stat().st_mode) == 0o600
        assert len({one.username for one in accounts}) == len(accounts) > 80
        for one in (accounts[0], accounts[5], accounts[-1]):
            check_pin(Account.objects.get(username=one.username), one.pin)

    def test_each_office_of_the_showcase_has_something_to_do(self, demo: Kabupaten) -> None:
        for one in read_accounts():
            idle = one.role == "bpd" or one.office == "Kaur Perencanaan"
            if one.village != "Pagersari" or idle:
                continue
            account = Account.objects.get(username=one.username)
            actor = actor_for(demo, Person.objects.of(demo).get(pk=account.person_id))
            assert tasks(actor), one.username

    def test_every_role_is_there(self, demo: Kabupaten) -> None:
        roles = {one.role for one in read_accounts()}
        assert {
            "camat",
            "pendamping",
            "inspektorat",
            "admin_kabupaten",
            "operator",
        } <= roles
        assert roles >= DESA_OFFICES

    def test_the_public_has_something_to_read(self, demo: Kabupaten) -> None:
        assert Release.objects.of(demo).exists()

    def test_it_is_not_loaded_over_itself(self, demo: Kabupaten) -> None:
        with pytest.raises(Refused, match="sudah ada data contoh"):
            load_demo.run(Namespace(if_empty=False))
        assert load_demo.run(Namespace(if_empty=True)) == 0

    def test_a_logged_in_person_sees_that_this_is_invented(self, demo: Kabupaten) -> None:
        assert client_for("kades-pagersari").get("/").status_code == 200

    def test_the_sizes_of_the_budgets_are_those_of_villages(self, demo: Kabupaten) -> None:
        totals = [plan.total for plan in ProcurementPlan.objects.of(demo)]
        assert all(60_000_000 < total < 700_000_000 for total in totals)
        assert all(line.amount > 0 for line in BudgetLine.objects.of(demo))


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 5, tzinfo=UTC),
        datetime(2027, 1, 1, 1, tzinfo=UTC),
        datetime(2026, 12, 31, 17, 1, tzinfo=UTC),
        datetime(2028, 2, 29, 10, tzinfo=UTC),
        datetime(2026, 12, 31, 16, 59, tzinfo=UTC),
    ],
)
def test_the_story_fits_between_new_year_and_any_now(now: datetime) -> None:
    calendar = StoryCalendar(now)
    instants = [calendar.at(day) for day in range(301)]
    instants.append(calendar.soon(timedelta(seconds=12)))
    assert instants == sorted(instants)
    assert instants[-1] <= now
    assert {clock.in_zone(one).year for one in instants} == {clock.in_zone(now).year}


def test_in_a_long_year_things_happen_on_working_days() -> None:
    calendar = StoryCalendar(datetime(2026, 11, 24, 5, tzinfo=UTC))
    instants = [clock.in_zone(calendar.at(day / 2)) for day in range(4, 590)]
    assert {one.weekday() for one in instants} <= set(range(5))
    assert all(8 <= one.hour <= 16 for one in instants)


@pytest.mark.parametrize("hour", range(0, 7 * 24, 5))
def test_steps_of_one_hour_are_never_more_than_a_weekend_apart(hour: int) -> None:
    """What a draft promises for in four days can still be ordered, whenever the demo is loaded."""
    calendar = StoryCalendar(datetime(2026, 11, 21, tzinfo=UTC) + timedelta(hours=hour))
    for day in range(60, 300):
        first, then = calendar.at(day), calendar.at(day + 0.01)
        assert clock.in_zone(then).date() - clock.in_zone(first).date() <= timedelta(days=3)


@pytest.mark.slow
def test_it_loads_in_the_first_minutes_of_a_year() -> None:
    """Days of the story last milliseconds then, and a closing time may lie just ahead."""
    with as_before(), clock.frozen(datetime(2026, 12, 31, 17, 5, tzinfo=UTC)):
        load()
        kab = Kabupaten.objects.get(practice=False)
        asked = Purchase.objects.of(kab).filter(method=OFFERS)
        assert {"inviting", "opened", "awarded", "closed"} <= set(
            asked.values_list("state", flat=True)
        )
