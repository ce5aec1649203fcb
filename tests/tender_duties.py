"""Histories of a village that asks for offers, for test_tender_duties.py: the machine of duties.py
with a TPK, suppliers, rounds that fail, and witnesses. The make-up of the TPK is left open by the
rules in force here, so that its seats change hands freely and the duties alone keep people apart.

What must never meet, and what needs a witness, stands here once more, by hand.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from pbjdesa.contracts.operations import cancel_order, sign_contract
from pbjdesa.delivery.operations import (
    accept_goods,
    inspect_goods,
    keep_receipt,
    refuse_goods,
    return_inspection,
)
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.models import Appointment
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import (
    Award,
    DutyDone,
    Negotiation,
    Offer,
    Purchase,
    Tender,
    Witness,
)
from tests import chosen, duties, scene, tenders
from tests.duties import NOTE, NOW, PEOPLE, Act, Duties, Stage, people
from tests.tenders import TenderVillage

TPK_HATS = ("tpk_ketua", "tpk_sekretaris", "tpk_anggota")
HATS = (*duties.HATS, *TPK_HATS)
NEVER = {**duties.NEVER, "select": {"plan", "verify", "approve"}}
"""What one person must never do both of when suppliers are asked."""
WITNESSED = {
    frozenset(pair)
    for pair in (
        ("contract", "select"),
        ("receive", "plan"),
        ("receive", "select"),
        ("receive", "contract"),
    )
}
"""What one person may do both of only while somebody else stands by."""

SELECTING = (
    *(f"procurement.{name}" for name in ("choose_invitees", "set_schedule", "assess_offer")),
    "procurement.record_negotiation",
    *(
        f"purchase.{name}"
        for name in (
            "send_request",
            "open_offers",
            "record_evaluation",
            "return_evaluation",
            "record_negotiation",
            "award",
            "repeat_request",
            "widen_request",
            "ask_one_directly",
        )
    ),
)
DUTY_OF = {
    **duties.DUTY_OF,
    **dict.fromkeys(SELECTING, "select"),
    "purchase.hand_to_tpk": "plan",
    "purchase.sign_contract": "contract",
    "purchase.inspect_goods": "receive",
    "purchase.accept_goods": "receive",
}

OFFERS = ((95, 90), (90, 90), (105, 95), (90,), (), (99, 98, 97))
"""What suppliers ask, in percent of the HPS: each request takes the next of these."""
HOURS_PER_ROUND = 3


class Market:
    """Which offers come next, and for whom; the same in every run."""

    asked = 0
    shops: ClassVar[list[object]] = []


def instant(purchase: Purchase) -> datetime:
    """All happens on one day, so that the authority of the day decides: a round takes three hours,
    and offers close an hour after they were asked for."""
    rounds = queries.rounds_of(purchase)
    sent = bool(rounds) and rounds[-1].sent_at is not None
    hours = HOURS_PER_ROUND * max(len(rounds) - 1, 0) + (2 if sent else 0)
    return NOW + timedelta(hours=hours)


def at_its_hour(act: Act) -> Act:
    """The act at the hour to which the purchase has come."""

    def run(by: Appointment, purchase: Purchase) -> object:
        with clock.frozen(instant(purchase)):
            return act(by, purchase)

    return run


def ask(by: Appointment, purchase: Purchase) -> None:
    """Choose suppliers and hours, send the request; then the suppliers offer."""
    tender = queries.tender_of(purchase)
    shops = Market.shops[:1] if tender is not None and tender.direct else Market.shops
    operations.choose_invitees(by=by, purchase=purchase, suppliers=shops, too_few_reason="one_able")
    closes_at = clock.now() + timedelta(hours=1)
    operations.set_schedule(
        by=by, purchase=purchase, closes_at=closes_at, place="Kantor Desa", work_days=14
    )
    operations.send_request(by=by, purchase=purchase)
    Market.asked += 1
    shares = OFFERS[Market.asked % len(OFFERS)]
    for invitee, share in zip(tenders.invitees(purchase), shares, strict=False):
        content = tenders.content_of(purchase, share)
        tenders.send(invitee, content, at=clock.now() + timedelta(minutes=5))


def round_now(purchase: Purchase) -> Tender:
    """The present round; where there is none, the act is refused as the program would."""
    tender = queries.tender_of(purchase)
    if tender is None:
        raise Refused("Belum ada undangan.")
    return tender


def judge(by: Appointment, purchase: Purchase) -> None:
    """Judge every offer and record it; every fifth request brings bad papers. Where nothing is
    left, ask again."""
    bad = {"administrasi": "Surat tidak lengkap."} if Market.asked % 5 == 0 else {}
    for offer in queries.opened_offers(round_now(purchase)):
        answers = chosen.all_good(purchase, **bad)
        operations.assess_offer(by=by, offer=offer, answers=answers)
    if queries.failure_of(purchase):
        again = operations.repeat_request
        if queries.repeats_left(purchase) < 1:
            again = operations.ask_one_directly
        again(by=by, purchase=purchase, note=NOTE)
    else:
        operations.record_evaluation(by=by, purchase=purchase)


def talk(by: Appointment, purchase: Purchase, *, agreed: bool = True) -> None:
    """Negotiate with whose turn it is, at the HPS where the offer is above it."""
    tender = round_now(purchase)
    offer = (queries.partners_of(tender) or queries.opened_offers(tender) or [None])[0]
    if offer is None:
        raise Refused("Tidak ada penawaran.")
    offered = {pk: line.unit_price or 0 for pk, line in queries.lines_of(tender)[offer.pk].items()}
    limits = {item.pk: item.hps_unit_price or 0 for item in queries.items_of(purchase)}
    operations.record_negotiation(
        by=by,
        purchase=purchase,
        offer=offer,
        prices={pk: min(price, limits[pk]) for pk, price in offered.items()},
        held_at=clock.now(),
        place="Kantor Desa",
        present=[(by.person.name, "TPK"), (offer.invitee.supplier.owner_name, "Pemilik")],
        agreed=agreed,
        note="" if agreed else NOTE,
    )


def choose(by: Appointment, purchase: Purchase) -> None:
    """Award to the first in the ranking with whom it was agreed, with the reasons it needs."""
    tender = round_now(purchase)
    ranked = queries.ranking(tender)
    offer = next((one.offer for one in ranked if one.talks == "agreed"), None)
    if offer is None:
        raise Refused("Belum ada kesepakatan.")
    found = queries.reasons_needed(tender, offer)
    operations.award(
        by=by,
        purchase=purchase,
        offer=offer,
        one_offer_reason=next(iter(found.one_offer), ""),
        not_cheapest_reason=next(iter(found.not_cheapest), ""),
        tie_reason=next(iter(found.tie), ""),
    )


def inspect(by: Appointment, purchase: Purchase) -> None:
    keep_receipt(by=by, purchase=purchase, photo=scene.JPEG)
    inspect_goods(by=by, purchase=purchase)


def noted(act: Callable[..., object]) -> Act:
    return lambda by, purchase: act(by=by, purchase=purchase, note=NOTE)


FORWARD: dict[str, Act] = {
    "hand_to_tpk": lambda by, p: operations.hand_to_tpk(by=by, purchase=p),
    "send_request": ask,
    "open_offers": lambda by, p: operations.open_offers(by=by, purchase=p),
    "record_evaluation": judge,
    "record_negotiation": talk,
    "award": choose,
    "sign_contract": lambda by, p: sign_contract(by=by, purchase=p),
    "inspect_goods": inspect,
    "accept_goods": lambda by, p: accept_goods(by=by, purchase=p),
    **{name: duties.ACTS[name] for name in ("accept_handover", "request_payment")},
    **{name: duties.ACTS[name] for name in ("verify_request", "approve_request", "pay")},
    "prove_tax": duties.prove,
}
SIDEWAYS: dict[str, Act] = {
    "no_agreement": lambda by, p: talk(by, p, agreed=False),
    "refuse_goods": noted(refuse_goods),
    "return_inspection": noted(return_inspection),
    "return_evaluation": noted(operations.return_evaluation),
    "return_award": noted(operations.return_award),
    "winner_withdrew": noted(operations.winner_withdrew),
    "repeat_request": noted(operations.repeat_request),
    "widen_request": noted(operations.widen_request),
    "ask_one_directly": noted(operations.ask_one_directly),
    "cancel_request": noted(operations.cancel_request),
    "cancel_order": noted(cancel_order),
    "return_handover": duties.ACTS["return_handover"],
    "return_request": duties.ACTS["return_request"],
}
NEXT = {
    "draft": ("hand_to_tpk", "kasi"),
    "preparing": ("send_request", "tpk_ketua"),
    "inviting": ("open_offers", "tpk_sekretaris"),
    "opened": ("record_evaluation", "tpk_anggota"),
    "evaluated": ("record_negotiation", "tpk_ketua"),
    "negotiated": ("award", "tpk_ketua"),
    "awarded": ("sign_contract", "kasi"),
    "ordered": ("inspect_goods", "tpk_anggota"),
    "inspected": ("accept_goods", "kaur"),
    **{state: step for state, step in duties.NEXT.items() if state not in {"draft", "ordered"}},
}


class TenderDuties(Duties):
    """Histories of one village that asks for offers."""

    paid = refused = steps = awarded = stood_by = 0
    hats: ClassVar[tuple[str, ...]] = HATS
    acts: ClassVar[dict[str, Act]] = {
        name: at_its_hour(act) for name, act in {**FORWARD, **SIDEWAYS}.items()
    }
    next_steps: ClassVar[dict[str, tuple[str, str]]] = NEXT
    never: ClassVar[dict[str, set[str]]] = NEVER
    duty_of: ClassVar[dict[str, str]] = DUTY_OF
    place: TenderVillage

    begins_a_purchase = None  # type: ignore[assignment]
    changes_the_draft = None  # type: ignore[assignment]
    opens_a_shop = None  # type: ignore[assignment]

    @initialize(planner=people)
    def first_officials(self, planner: int) -> None:
        """Officials and a TPK; one person has prepared a purchase and handed it over."""
        Market.asked = planner
        Market.shops = list(self.place.shops)
        for person, office in enumerate(duties.HATS):
            self.give(person, office, "")
        self.shops = []
        self.begins_to_ask(planner, 0)

    @precondition(lambda self: len(self.purchases) < 2)
    @rule(planner=people, helper=people)
    def begins_to_ask(self, planner: int, helper: int) -> None:
        kasi = self.hat(planner, "kasi")
        stand_in = TenderVillage(**vars(self.place))
        stand_in.officials = {**self.place.officials, "kasi": kasi}
        made: list[Purchase] = []
        self.attempt(lambda: made.append(tenders.hps_draft(stand_in)))
        self.purchases += made

    @rule(person=people, witness=people, office=st.sampled_from(HATS), data=st.data())
    def stands_by(self, person: int, witness: int, office: str, data: st.DataObject) -> None:
        """Somebody in office watches what another one is about to do."""
        purchase, duty = (
            self.pick(data),
            data.draw(st.sampled_from(["contract", "receive", "plan"])),
        )
        self.call_a_witness(purchase, duty, self.hat(person, office), witness)

    @rule(first=people, count=st.integers(2, 8), data=st.data())
    def goes_on_honestly(self, first: int, count: int, data: st.DataObject) -> None:
        """Some steps in a row, each by somebody who may: otherwise few histories get anywhere."""
        purchase = self.pick(data)
        for _ in range(count):
            purchase.refresh_from_db()
            if purchase.state not in self.next_steps:
                return
            name, office = self.next_steps[purchase.state]
            duty = self.duty_of.get(f"purchase.{name}", "")
            person, alone = self.whoever_may(purchase, duty, first)
            by = self.hat(person, office)
            if not alone:
                self.call_a_witness(purchase, duty, by, (person + 1) % PEOPLE)
            self.take(name, by, purchase)

    def whoever_may(self, purchase: Purchase, duty: str, first: int) -> tuple[int, bool]:
        """Somebody who did nothing that clashes, by the tables above; whether without a witness."""
        rows = DutyDone.objects.like(purchase).filter(purchase=purchase)
        done = set(rows.values_list("person_key", "duty"))
        never = self.never.get(duty, set()) | {
            each for each, others in self.never.items() if duty in others
        }
        watched = {each for pair in WITNESSED if duty in pair for each in pair - {duty}}
        mine = {at: {d for key, d in done if key == Stage.people[at].key} for at in range(PEOPLE)}
        order = [(first + at) % PEOPLE for at in range(PEOPLE)]
        lawful = [at for at in order if not mine[at] & never]
        # Whoever has begun goes on: five people are just enough for what must be apart.
        lawful.sort(key=lambda at: (duty not in mine[at], not mine[at]))
        person = (lawful or order)[0]
        return person, not mine[person] & watched

    def call_a_witness(
        self, purchase: Purchase, duty: str, doer: Appointment, witness: int
    ) -> None:
        by = self.hat(witness, "kaur")
        stands = self.attempt(
            lambda: operations.stand_witness(by=by, purchase=purchase, duty=duty, doer=doer)
        )
        type(self).stood_by += stands

    def take(self, name: str, by: Appointment, purchase: Purchase) -> None:
        if not self.attempt(lambda: self.acts[name](by, purchase)):
            return
        type(self).paid += name == "pay"
        type(self).awarded += name == "award"

    # --- the witnesses ---

    @invariant()
    def what_needs_a_witness_had_one(self) -> None:
        for purchase in self.purchases:
            done: dict[str, set[str]] = defaultdict(set)
            rows = DutyDone.objects.like(purchase).filter(purchase=purchase)
            for duty, key in rows.values_list("duty", "person_key"):
                done[key].add(duty)
            assert_watched(purchase, done)

    def by_trail(self, purchase: Purchase) -> dict[str, set[str]]:
        keys = {a.person_id: a.person.key for a in self.place.officials.values()}
        keys |= {person.pk: person.key for person in Stage.people}
        done: dict[str, set[str]] = defaultdict(set)
        for event in self.trail(purchase):
            if event.verb in self.duty_of and event.person_id:
                done[keys[event.person_id]].add(self.duty_of[event.verb])
        return done

    def subjects(self, purchase: Purchase) -> set[int]:
        found = super().subjects(purchase)
        for rows in (
            Tender.objects.like(purchase).filter(purchase=purchase),
            Offer.objects.like(purchase).filter(invitee__tender__purchase=purchase),
            Negotiation.objects.like(purchase).filter(tender__purchase=purchase),
            Award.objects.like(purchase).filter(tender__purchase=purchase),
        ):
            found |= set(rows.values_list("pk", flat=True))
        return found


def assert_watched(purchase: Purchase, done: dict[str, set[str]]) -> None:
    """Two duties that need a witness: one stood by, or somebody else received the goods too."""
    rows = Witness.objects.like(purchase).filter(purchase=purchase)
    seen = set(rows.values_list("person_key", "duty"))
    receivers = {key for key, mine in done.items() if "receive" in mine}
    for key, mine in done.items():
        for pair in WITNESSED:
            if pair <= mine:
                both = "receive" in pair and len(receivers) > 1
                assert both or any((key, duty) in seen for duty in pair), (key, mine)
