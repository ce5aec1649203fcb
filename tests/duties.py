"""Histories of one village, for test_duties.py: people who change hats, purchases, two witnesses.

The table of what must never meet stands here once more, by hand, so that a slip in the rule set's
data is found too.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import ClassVar

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from pbjdesa.contracts.operations import cancel_order, send_order
from pbjdesa.delivery.models import Inspection
from pbjdesa.delivery.operations import (
    accept_handover,
    keep_receipt,
    receive_goods,
    refuse_goods,
    return_handover,
)
from pbjdesa.kernel import audit
from pbjdesa.kernel.audit import AuditEvent
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.models import TaxLine
from pbjdesa.payments.operations import (
    approve_request,
    pay,
    prove_tax,
    request_payment,
    return_request,
    verify_request,
)
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.operations import appoint, end_appointment, register_person
from pbjdesa.planning.models import BudgetLine
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import DutyDone, Purchase
from pbjdesa.procurement.operations import ItemPrice, WantedItem
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_supplier
from tests import scene
from tests.world import Village

NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)
TODAY = date(2026, 11, 24)

NEVER = {
    "verify": {"plan"},
    "approve": {"plan", "verify"},
    "select": {"verify", "approve"},
    "contract": {"verify", "approve"},
    "receive": {"verify", "approve"},
    "pay": {"plan", "verify", "approve", "select", "contract", "receive"},
    "bid": {"plan", "verify", "approve", "select", "contract", "receive", "pay"},
}
"""What one person must never do both of in one small purchase."""

DUTY_OF = {
    "procurement.start_purchase": "plan",
    "procurement.choose_items": "plan",
    "procurement.set_prices": "plan",
    "procurement.set_delivery": "plan",
    "procurement.choose_supplier": "select",
    "procurement.choose_supplier_reason": "plan",
    "purchase.send_order": "contract",
    "purchase.receive_goods": "receive",
    "purchase.request_payment": "plan",
    "purchase.verify_request": "verify",
    "purchase.return_request": "verify",
    "purchase.approve_request": "approve",
    "purchase.reject_request": "approve",
    "purchase.pay": "pay",
    "purchase.close": "pay",
    "delivery.refuse_goods": "receive",
    "payments.prove_tax": "pay",
    "payments.correct_tax": "pay",
}
"""Which duty an act is, as the trail names it."""

HATS = ("kasi", "kaur", "sekdes", "kepala_desa", "kaur_keuangan")
NIK = "332404120385000{}"
PEOPLE, AT_ONCE = 5, 4


class Stage:
    """The village on which every history is played; each history is rolled back."""

    place: Village
    people: ClassVar[list[Person]] = []


def set_the_stage(place: Village) -> None:
    """This village, with five people who are nobody yet."""
    Stage.place = place
    Stage.people = [
        register_person(
            by=None, kab=place.desa.kab, desa=place.desa, name=f"Orang {n}", nik=NIK.format(n)
        )
        for n in range(PEOPLE)
    ]


people = st.integers(0, PEOPLE - 1)
seldom = st.integers(0, 4).map(lambda number: number == 4)
Act = Callable[[Appointment, Purchase], object]
NOTE = "Nota belum terbaca."


def receive(by: Appointment, purchase: Purchase) -> None:
    keep_receipt(by=by, purchase=purchase, photo=scene.JPEG)
    receive_goods(by=by, purchase=purchase)


def prove(by: Appointment, purchase: Purchase) -> None:
    for tax in scene.taxes(purchase):
        prove_tax(by=by, purchase=purchase, tax=tax, ntpn=scene.NTPN, proved_on=TODAY)


ACTS: dict[str, Act] = {
    "send_order": lambda by, p: send_order(by=by, purchase=p),
    "receive_goods": receive,
    "refuse_goods": lambda by, p: refuse_goods(by=by, purchase=p, note=NOTE),
    "accept_handover": lambda by, p: accept_handover(by=by, purchase=p),
    "return_handover": lambda by, p: return_handover(by=by, purchase=p, note=NOTE),
    "request_payment": lambda by, p: request_payment(by=by, purchase=p),
    "verify_request": lambda by, p: verify_request(by=by, purchase=p),
    "return_request": lambda by, p: return_request(by=by, purchase=p, note=NOTE),
    "approve_request": lambda by, p: approve_request(by=by, purchase=p),
    "pay": lambda by, p: pay(by=by, purchase=p, way="transfer"),
    "prove_tax": prove,
    "cancel_order": lambda by, p: cancel_order(by=by, purchase=p, note=NOTE),
}
NEXT = {
    "draft": ("send_order", "kasi"),
    "ordered": ("receive_goods", "kaur"),
    "received": ("accept_handover", "kepala_desa"),
    "handed_over": ("request_payment", "kasi"),
    "returned": ("request_payment", "kaur"),
    "requested": ("verify_request", "sekdes"),
    "verified": ("approve_request", "kepala_desa"),
    "approved": ("pay", "kaur_keuangan"),
    "paid": ("prove_tax", "kaur_keuangan"),
}


class Duties(RuleBasedStateMachine):
    """Histories of one village."""

    paid = refused = steps = 0
    hats: ClassVar[tuple[str, ...]] = HATS
    acts: ClassVar[dict[str, Act]] = ACTS
    next_steps: ClassVar[dict[str, tuple[str, str]]] = NEXT
    never: ClassVar[dict[str, set[str]]] = NEVER
    duty_of: ClassVar[dict[str, str]] = DUTY_OF

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.place = Stage.place
        self.appointments: list[Appointment] = []
        self.purchases: list[Purchase] = []
        self.shops: list[Supplier] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    # --- hats ---

    def hat(self, person: int, office: str) -> Appointment:
        """The office in this person's hands today; given as acting official when it is not."""
        held = [each for each in self.appointments if self.wears(each, person, office)]
        return held[0] if held else self.give(person, office, "Plt")

    def decree(self, person: int, office: str, *, over: bool) -> Appointment:
        """A decree for this person and office; one that is over when there is one and it is asked
        for."""
        mine = [a for a in self.appointments if a.person_id == Stage.people[person].pk]
        old = [a for a in mine if a.office == office and not a.holds_on(TODAY)]
        return old[0] if over and old else self.hat(person, office)

    def wears(self, each: Appointment, person: int, office: str) -> bool:
        mine = each.person_id == Stage.people[person].pk and each.office == office
        return mine and each.holds_on(TODAY)

    def give(self, person: int, office: str, acting: str) -> Appointment:
        appointment = appoint(
            by=None,
            person=Stage.people[person],
            office=office,
            from_date=date(2026, 1, 2),
            desa=self.place.desa,
            acting=acting,
        )
        self.appointments.append(appointment)
        return appointment

    @initialize(planner=people)
    def first_officials(self, planner: int) -> None:
        """Five officials; one of them has prepared two purchases, a tax withheld from one."""
        for person, office in enumerate(HATS):
            self.give(person, office, "")
        self.shops = [self.place.supplier]
        hat, pricer = self.hat(planner, "kasi"), self.hat(planner, "kaur")
        for taxed in (False, True):
            self.purchases.append(self.prepare(hat, hat, pricer, taxed, self.shops[0]))

    @rule(person=people, data=st.data(), acting=st.sampled_from(["", "Plt", "Plh"]))
    def gains_an_office(self, person: int, data: st.DataObject, acting: str) -> None:
        self.give(person, data.draw(st.sampled_from(self.hats)), acting)

    @rule(data=st.data())
    def loses_an_office(self, data: st.DataObject) -> None:
        self.end(data.draw(st.sampled_from(self.appointments)))

    def end(self, appointment: Appointment) -> None:
        end_appointment(by=None, appointment=appointment, until_date=TODAY - timedelta(days=1))

    @rule(person=people, retires=seldom)
    def opens_a_shop(self, person: int, retires: bool) -> None:
        for office in self.hats if retires else ():
            for appointment in self.appointments:
                if self.wears(appointment, person, office):
                    self.end(appointment)
        owner = SupplierData(
            name=f"Toko {person}",
            owner_name=f"Orang {person}",
            owner_nik=NIK.format(person),
            address="Dusun Krajan",
        )
        self.attempt(lambda: self.shops.append(self.register(owner)))

    def register(self, owner: SupplierData) -> Supplier:
        return register_supplier(by=self.place.by("kaur"), desa=self.place.desa, data=owner)

    # --- purchases ---

    def attempt(self, act: Callable[[], object]) -> bool:
        """Try; a refusal is an answer, anything else is a fault."""
        type(self).steps += 1
        try:
            with transaction.atomic():
                act()
        except Refused:
            type(self).refused += 1
            return False
        return True

    @precondition(lambda self: len(self.purchases) < AT_ONCE)
    @rule(planner=people, helper=people, helped=seldom, taxed=st.booleans(), data=st.data())
    def begins_a_purchase(
        self, planner: int, helper: int, helped: bool, taxed: bool, data: st.DataObject
    ) -> None:
        """Alone, or with a colleague who asks for the prices and chooses the shop."""
        other = helper if helped else planner
        shop = data.draw(st.sampled_from(self.shops))
        hats = self.hat(planner, "kasi"), self.hat(other, "kasi"), self.hat(other, "kaur")
        made: list[Purchase] = []
        self.attempt(lambda: made.append(self.prepare(*hats, taxed, shop)))
        self.purchases += made

    def prepare(
        self,
        by: Appointment,
        chooser: Appointment,
        pricer: Appointment,
        taxed: bool,
        shop: Supplier,
    ) -> Purchase:
        purchase = procurement.start_purchase(by=by, activity=self.place.activity)
        line: BudgetLine = self.place.lines[1 if taxed else 0]
        price = 2_700_000 if taxed else 50_000
        wanted = WantedItem(line, line.description, Decimal(1), line.unit)
        procurement.choose_items(by=by, purchase=purchase, wanted=[wanted])
        prices = {i.pk: ItemPrice(price, "Toko Sinar", price) for i in queries.items_of(purchase)}
        procurement.set_prices(by=pricer, purchase=purchase, prices=prices)
        procurement.choose_supplier(by=chooser, purchase=purchase, supplier=shop)
        procurement.set_delivery(by=by, purchase=purchase, needed_by=TODAY, place="Kantor Desa")
        return purchase

    def pick(self, data: st.DataObject) -> Purchase:
        purchase = data.draw(st.sampled_from(self.purchases))
        purchase.refresh_from_db()
        return purchase

    @rule(hands=st.lists(st.tuples(people, seldom), min_size=4, max_size=12), data=st.data())
    def takes_the_next_steps(self, hands: list[tuple[int, bool]], data: st.DataObject) -> None:
        """Each in turn is handed the hat that the next step needs, or takes out an old decree."""
        purchase = self.pick(data)
        for person, over in hands:
            purchase.refresh_from_db()
            if purchase.state not in self.next_steps:
                return
            name, office = self.next_steps[purchase.state]
            self.take(name, self.decree(person, office, over=over), purchase)

    def take(self, name: str, by: Appointment, purchase: Purchase) -> None:
        if self.attempt(lambda: self.acts[name](by, purchase)) and name == "pay":
            type(self).paid += 1

    @rule(data=st.data())
    def tries_anything(self, data: st.DataObject) -> None:
        """Any step, signed with any decree that ever was."""
        purchase, name = self.pick(data), data.draw(st.sampled_from(sorted(self.acts)))
        self.take(name, data.draw(st.sampled_from(self.appointments)), purchase)

    @rule(person=people, data=st.data())
    def changes_the_draft(self, person: int, data: st.DataObject) -> None:
        purchase = self.pick(data)
        if purchase.state != "draft":
            return
        shop = data.draw(st.sampled_from(self.shops))
        by = self.hat(person, "kaur")
        self.attempt(lambda: procurement.choose_supplier(by=by, purchase=purchase, supplier=shop))

    # --- the two witnesses ---

    @invariant()
    def the_memory_of_duties_holds_no_conflict(self) -> None:
        for purchase in self.purchases:
            done: dict[str, set[str]] = defaultdict(set)
            rows = DutyDone.objects.like(purchase).filter(purchase=purchase)
            for duty, key in rows.values_list("duty", "person_key"):
                done[key].add(duty)
            assert_apart(done, self.never)

    @invariant()
    def the_trail_holds_no_conflict(self) -> None:
        for purchase in self.purchases:
            assert_apart(self.by_trail(purchase), self.never)

    def by_trail(self, purchase: Purchase) -> dict[str, set[str]]:
        keys = {person.pk: person.key for person in Stage.people}
        keys |= {a.person_id: a.person.key for a in self.place.officials.values()}
        done: dict[str, set[str]] = defaultdict(set)
        for event in self.trail(purchase):
            if event.verb in self.duty_of:
                done[keys[event.person_id or 0]].add(self.duty_of[event.verb])
        purchase.refresh_from_db()
        if purchase.state not in {"draft", "cancelled"} and purchase.supplier is not None:
            done[purchase.supplier.owner_nik_hash or "shop"].add("bid")
        return done

    @invariant()
    def nobody_signs_with_a_decree_that_is_over(self) -> None:
        over = {each.pk for each in self.appointments if not each.holds_on(TODAY)}
        ended = {
            event.subject_id: event.sequence
            for event in AuditEvent.objects.filter(
                **self.chain().lookup(), verb="people.end_appointment"
            )
        }
        for purchase in self.purchases:
            for event in self.trail(purchase):
                if event.appointment_id in over:
                    assert event.sequence < ended[event.appointment_id], event.verb

    def chain(self) -> audit.Chain:
        return audit.chain_of(self.place.activity)

    def trail(self, purchase: Purchase) -> list[AuditEvent]:
        """Every act on a purchase, its inspections and its taxes."""
        subjects = self.subjects(purchase)
        return list(AuditEvent.objects.filter(kab_id=purchase.kab_id, subject_id__in=subjects))

    def subjects(self, purchase: Purchase) -> set[int]:
        contracts = Inspection.objects.like(purchase).filter(contract__purchase=purchase)
        proofs = TaxLine.objects.like(purchase).filter(request__contract__purchase=purchase)
        subjects = {purchase.pk, *contracts.values_list("pk", flat=True)}
        return subjects | set(proofs.values_list("pk", flat=True))


def assert_apart(done: dict[str, set[str]], never: dict[str, set[str]]) -> None:
    for key, duties in done.items():
        for duty in duties:
            assert not never.get(duty, set()) & duties, (key, duties)
