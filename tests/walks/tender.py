"""One purchase that asks for offers, in the hands of people who wear any hat: no database.

The table, its guards and the rules of choosing are the real ones; what the operations write down is
kept here by hand. Every walk has a rule set of its own, made at random. The tests ask after every
step whether the law was kept, by a record that no guard sees.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from random import Random

from pbjdesa.kernel.workflow import Move, refusals
from pbjdesa.people.offices import TPK
from pbjdesa.procurement import rules
from pbjdesa.procurement.methods.permintaan_penawaran.method import STATES
from pbjdesa.procurement.rules import Facts, TenderFacts, selection
from pbjdesa.procurement.rules.selection import COMPLETE, WITHIN_HPS, Candidate
from pbjdesa.procurement.states import Duty
from pbjdesa.regulations.rules import duty_conflicts
from tests.walks.law import WAYS, Law

HPS, VOLUME = 1_000, Decimal(1)
PEOPLE = "abcdefgh"
WORDS = {str(duty): str(duty) for duty in Duty}
FINAL = frozenset(state.code for state in STATES if state.final)


@dataclass
class Round:
    """One round of offers."""

    reach: int = 0
    direct: bool = False
    invited: int = 0
    too_few_reason: bool = False
    scheduled: bool = False
    sent: bool = False
    closed: bool = False
    opened: bool = False
    evaluated: bool = False
    valid: int = 0
    candidates: list[Candidate] = field(default_factory=list)
    agreed: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """One step as the record has it: who, as what, in which round, and with which reasons."""

    name: str
    person: str
    duty: str
    hat: str
    round: int
    reasons: bool


class Walk:
    """One purchase under one law."""

    def __init__(self, law: Law, chance: Random) -> None:
        self.law, self.chance = law, chance
        self.state = STATES[0].code
        self.done: dict[str, set[str]] = defaultdict(set)
        self.witnesses: set[tuple[str, str]] = set()
        self.rounds: list[Round] = []
        self.winner: int | None = None
        self.value = 0
        self.reasons = False
        self.papers = self.plan = True
        self.steps: list[Step] = []
        self.failures: list[tuple[str, str]] = []
        self.states: Counter[str] = Counter({self.state: 1})

    @property
    def round(self) -> Round:
        return self.rounds[-1]

    # --- what guards see ---

    def witnessed(self, duty: str, person: str) -> bool:
        """As queries.is_witnessed has it."""
        found = duty_conflicts(self.law.matrix, self.done, duty, person)
        burdens = {one.duty for one in found if one.kind == "W"}
        seen = {which for which, who in self.witnesses if who == person}
        inspected = bool(self.done["receive"] - {person})
        return duty in seen or all(
            one in seen or (inspected and "receive" in (one, duty)) for one in burdens
        )

    def facts(self, move: Move, person: str, note: str) -> Facts:
        clashes: tuple[str, ...] = ()
        if move.duty:
            found = duty_conflicts(self.law.matrix, self.done, move.duty, person)
            witnessed = self.witnessed(move.duty, person)
            clashes = rules.clash_sentences(found, WORDS, witnessed)
        price = self.value or None
        return Facts(
            plan_announced=self.plan,
            activity_left=HPS,
            items=(rules.ItemFacts("semen", VOLUME, HPS, price, HPS),),
            supplier_chosen=self.winner is not None,
            due_date_known=True,
            method="permintaan_penawaran",
            method_of_value="permintaan_penawaran",
            clashes=clashes,
            receipt_kept=True,
            inspected_good=True,
            handed_over=any(step.name == "accept_handover" for step in self.since("sign_contract")),
            taxes_proved=True,
            note=note,
            camat_reviews=self.law.camat,
            tpk_inspects=self.law.tpk_inspects,
            negotiation_needed=self.law.negotiation,
            tender=self.tender_facts() if self.rounds else TenderFacts(),
        )

    def tender_facts(self) -> TenderFacts:
        now, law = self.round, self.law
        there = [one for one in now.candidates if not one.withdrawn]
        cause = self.failure()
        return TenderFacts(
            invited=now.invited,
            invite_min=1 if now.direct else law.invite_min,
            invite_exact=now.direct,
            too_few_reason="one_able" if now.too_few_reason else "",
            schedule_known=now.scheduled,
            closed=now.closed,
            opened=now.opened,
            offers=len(there),
            unassessed=sum(not one.verdict for one in there),
            valid=sum(one.verdict == "passed" for one in there),
            valid_offers_min=law.valid_min,
            failure=cause,
            ways=law.ways.get(cause, ()),
            repeats_left=law.repeats_max - sum(way == "repeat" for _, way in self.failures),
            wider_area_left=now.reach + 1 < law.rungs,
            missing_papers=() if self.papers else ("KTP belum ada.",),
            **self.choice_facts(),
        )

    def choice_facts(self) -> dict[str, object]:
        """Of the offer that is proposed now."""
        one = self.proposed()
        if one is None:
            return {}
        now, needed = self.round, self.needed(one)
        price = now.agreed.get(one.offer, one.total) if one.talks == "agreed" else one.total
        return {
            "sanctioned": ("Sedang dikenai sanksi.",) if one.sanctioned else (),
            "agreed": one.talks == "agreed",
            "agreed_total": price,
            "offered_total": one.total,
            "agreed_above_hps": price > HPS,
            "one_offer": bool(needed.one_offer),
            "one_offer_reason": needed.one_offer[0] if self.reasons and needed.one_offer else "",
            "not_cheapest": bool(needed.not_cheapest),
            "not_cheapest_reason": "yes" if self.reasons and needed.not_cheapest else "",
            "tie": bool(needed.tie),
            "tie_reason": "lot" if self.reasons and needed.tie else "",
        }

    def proposed(self) -> Candidate | None:
        """The winner, or whoever somebody has in mind now."""
        rows = self.round.candidates
        if self.winner is not None:
            return next((one for one in rows if one.offer == self.winner), None)
        return self.chance.choice(rows) if rows else None

    def needed(self, one: Candidate) -> selection.Reasons:
        now = self.round
        return selection.reasons_needed(
            one,
            now.candidates,
            invited=now.invited,
            silent=now.invited - len(now.candidates),
            gone_before=0,
        )

    def failure(self) -> str:
        if self.state not in {"opened", "evaluated"} or not self.round.opened:
            return ""
        return selection.failure(
            self.round.candidates,
            evaluated=self.round.evaluated,
            valid_min=self.law.valid_min,
            partners_rule=self.law.partners,
            hps=HPS,
        )

    def since(self, name: str) -> list[Step]:
        """The record after the last step of this name."""
        at = max((n for n, step in enumerate(self.steps) if step.name == name), default=-1)
        return self.steps[at + 1 :]

    # --- trying ---

    def attempt(self, move: Move, person: str, hat: str, note: str = "kurang satu") -> bool:
        """Try a step; whether it was taken. Choosing happens inside, as the operations do it."""
        if move.name == "record_negotiation":
            return self.negotiate(person, hat) and self.take(move, person, hat, note)
        if move.name == "award" and self.state in {"evaluated", "negotiated"}:
            chosen = self.proposed()
            if chosen is None or self.needed(chosen).refused:
                return False
            return self.take(move, person, hat, note, chosen)
        return self.take(move, person, hat, note)

    def take(
        self, move: Move, person: str, hat: str, note: str, chosen: Candidate | None = None
    ) -> bool:
        before = self.winner, self.value
        if chosen is not None:
            agreed = self.round.agreed.get(chosen.offer) if chosen.talks == "agreed" else None
            self.winner, self.value = chosen.offer, agreed or chosen.total
        facts = self.facts(move, person, note)
        if move.name == "record_negotiation":
            tender = replace(facts.tender, price_must_fall=self.law.must_fall)
            facts = replace(facts, tender=tender)
        if refusals(move, self.state, hat, facts, self.law.actors(move)):
            self.winner, self.value = before
            self.not_agreed(move)
            return False
        if move.name in WAYS:
            self.failures.append((self.failure(), WAYS[move.name]))
        self.state = move.target
        self.states[self.state] += 1
        self.keep(move.name, person, move.duty, hat)
        self.effects(move)
        return True

    def not_agreed(self, move: Move) -> None:
        """An agreement that may not be recorded is none."""
        if move.name == "record_negotiation" and self.winner is not None:
            self.change(self.winner, talks="")
            self.winner = None

    def keep(self, name: str, person: str, duty: str, hat: str) -> None:
        """The record of the walk, and the memory of duties."""
        self.steps.append(Step(name, person, duty, hat, len(self.rounds), self.reasons))
        if duty:
            self.done[duty].add(person)

    def negotiate(self, person: str, hat: str) -> bool:
        """Talk with somebody about a price; whether both agreed and the step may be taken."""
        if self.state != "evaluated":
            return False
        open_ = selection.partners(self.round.candidates, self.law.partners)
        if not open_:
            return False
        offer = self.chance.choice(open_)
        one = next(each for each in self.round.candidates if each.offer == offer)
        if self.chance.random() < 0.35:
            if hat in TPK and self.free(Duty.SELECT, person):
                self.change(offer, talks="failed")
                self.keep("no_agreement", person, "select", hat)
            return False
        price = self.chance.choice([one.total - 50, one.total, one.total + 10, HPS, HPS - 1])
        if price > one.total or price > HPS:
            return False
        self.winner = offer
        self.change(offer, talks="agreed")
        self.round.agreed[offer] = price
        return True

    def free(self, duty: str, person: str) -> bool:
        found = duty_conflicts(self.law.matrix, self.done, duty, person)
        return not rules.clash_sentences(found, WORDS, self.witnessed(duty, person))

    def change(self, offer: int, **what: object) -> None:
        rows = self.round.candidates
        self.round.candidates = [
            replace(one, **what) if one.offer == offer else one  # type: ignore[arg-type]
            for one in rows
        ]

    # --- what the operations write ---

    def effects(self, move: Move) -> None:
        """What changes beside the state."""
        name = move.name
        if move.target == "preparing":
            self.next_round(name)
        elif name == "send_request":
            self.round.sent = True
        elif name == "open_offers":
            self.round.opened = True
        elif name == "record_evaluation":
            self.round.evaluated = True
            self.round.valid = sum(one.verdict == "passed" for one in self.round.candidates)
        elif name == "record_negotiation":
            self.winner = None
        elif name in {"return_evaluation", "return_award", "winner_withdrew"}:
            self.go_back(name)
        elif name == "award":
            self.reasons = False

    def next_round(self, name: str) -> None:
        old = self.rounds[-1] if self.rounds else None
        if old is not None and not old.sent:
            return
        reach = old.reach if old else 0
        self.rounds.append(
            Round(
                reach=reach + 1 if name == "widen_request" else reach,
                direct=name == "ask_one_directly",
            )
        )

    def go_back(self, name: str) -> None:
        if name == "return_evaluation":
            self.round.evaluated = False
            self.round.candidates = [replace(one, talks="") for one in self.round.candidates]
        if name == "winner_withdrew" and self.winner is not None:
            self.change(self.winner, withdrawn=True)
        self.winner, self.value = None, 0

    # --- what people and suppliers do between the steps ---

    def life_goes_on(self) -> None:
        """Something happens that is no step: an invitation, an offer, a judgement, a witness."""
        chance = self.chance
        if chance.random() < 0.5:
            self.stand_by()
        if not self.rounds:
            return
        now = self.round
        if self.state == "preparing":
            now.invited = chance.choice([0, 1, 2, 3, 4]) if not now.direct else 1
            now.too_few_reason, now.scheduled = chance.random() < 0.3, chance.random() < 0.8
        elif self.state == "inviting":
            if not now.candidates and not now.closed:
                now.candidates = [
                    Candidate(number, chance.choice([850, 900, 950, 950, 1_020]))
                    for number in range(chance.randint(0, now.invited))
                ]
            now.closed = now.closed or chance.random() < 0.7
        elif self.state == "opened":
            self.judge()
        elif chance.random() < 0.05 and now.candidates:
            self.change(chance.choice(now.candidates).offer, sanctioned=True)
        self.reasons = chance.random() < 0.6
        self.papers = chance.random() < 0.8

    def judge(self) -> None:
        for one in self.round.candidates:
            failed: tuple[str, ...] = ()
            if self.chance.random() < 0.25:
                failed = (self.chance.choice(["surat", COMPLETE]),)
            elif one.total > HPS and self.law.over_hps == "fail":
                failed = (WITHIN_HPS,)
            if self.chance.random() < 0.9:
                verdict = "failed" if failed else "passed"
                self.change(one.offer, verdict=verdict, failed_by=failed)

    def stand_by(self) -> None:
        """As stand_witness has it."""
        duty, doer = self.chance.choice(list(Duty.values)), self.chance.choice(PEOPLE)
        found = duty_conflicts(self.law.matrix, self.done, duty, doer)
        if found and all(one.kind == "W" for one in found):
            self.witnesses.add((duty, doer))
