"""Looking at purchases: what is there, what stands in the way, and whose turn it is."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah, times
from pbjdesa.kernel.words import say
from pbjdesa.kernel.workflow import Move, State, find
from pbjdesa.people.actors import Actor
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.planning.models import Commitment
from pbjdesa.procurement.models import DutyDone, Purchase, PurchaseItem, PurchaseNote, Witness
from pbjdesa.procurement.registry import METHODS, Method
from pbjdesa.procurement.rules import Facts, clash_sentences, split_together, without_ppn
from pbjdesa.procurement.states import Duty
from pbjdesa.procurement.steps import Step
from pbjdesa.regulations.queries import rules_of, taxes_on
from pbjdesa.regulations.rules import (
    MethodChoice,
    band_limits,
    due_date,
    duty_conflicts,
    in_chain,
    method_for,
    next_month,
)
from pbjdesa.regulations.ruleset import RuleSet

DUTY_WORDS: dict[str, str] = {
    "plan": "menyiapkan belanja",
    "verify": "memeriksa permintaan bayar",
    "approve": "menyetujui pembayaran",
    "select": "memilih toko",
    "contract": "memesan",
    "receive": "memeriksa barang",
    "pay": "membayar",
    "bid": "menjual barang",
}


def purchases() -> QuerySet[Purchase]:
    """Purchases with what their pages show; the caller scopes them.

    The text of the rules stays out: it is long, and `rules_for` reads it once for all.
    """
    return Purchase.objects.select_related(
        "activity", "supplier", "rule_set", "dossier", "desa__kab", "desa__kecamatan", "kab"
    ).defer("rule_set__content")


def items_of(purchase: Purchase) -> list[PurchaseItem]:
    """What is bought, in order, with its budget lines."""
    return list(
        PurchaseItem.objects.like(purchase)
        .filter(purchase=purchase, removed_at__isnull=True)
        .select_related("line")
        .order_by("order")
    )


def rules_for(purchase: Purchase) -> RuleSet:
    """The rules pinned when the purchase began."""
    return rules_of(purchase.rule_set)


def method_of(purchase: Purchase) -> Method:
    """The purchase's method; a draft shows the first one until its value is known."""
    return METHODS[purchase.method] if purchase.method else next(iter(METHODS))


def state_of(purchase: Purchase) -> State:
    """The state in the words of the method."""
    return method_of(purchase).state(purchase.state)


def choice_for(purchase: Purchase, total: int) -> MethodChoice:
    """The method that the pinned rules name for this value, and why."""
    return method_for(rules_for(purchase), total, purchase.category)


def deciding_value(purchase: Purchase, items: list[PurchaseItem]) -> int:
    """The value that decides the method (R-17): the ceiling of the lines, the HPS, or the agreed
    price, as the rule set says, with PPN or without. Rupiah; 0 while it is not known."""
    procedure = rules_for(purchase).procedure
    total = _total_on(procedure.value_basis.value, items)
    if procedure.value_includes_ppn.value:
        return total
    began = clock.in_zone(purchase.started_at, purchase.desa.zone).date()
    return without_ppn(total, taxes_on(began).ppn.effective)


def _total_on(basis: str, items: list[PurchaseItem]) -> int:
    """The sum that the rule set names, in rupiah with PPN."""
    if basis == "pagu":
        return sum(line.amount for line in {item.line for item in items})
    if basis == "hps" or not all(item.unit_price for item in items):
        return sum(times(item.volume, item.hps_unit_price or 0) for item in items)
    return sum(item.amount for item in items)


def duties_done(purchase: Purchase) -> dict[Any, set[str]]:
    """Which persons did which duty so far."""
    done: dict[Any, set[str]] = defaultdict(set)
    rows = DutyDone.objects.like(purchase).filter(purchase=purchase)
    for duty, key in rows.values_list("duty", "person_key"):
        done[duty].add(key)
    return done


def clashes(
    purchase: Purchase, duty: str, key: str, done: dict[Any, set[str]], *, witnessed: bool = True
) -> tuple[str, ...]:
    """Why this person may not do this duty here; empty when they may.

    What the rule set allows with a witness (W) counts only where `witnessed` is false.
    """
    if not duty:
        return ()
    matrix = rules_for(purchase).duties[method_of(purchase).slug]
    return clash_sentences(duty_conflicts(matrix, done, duty, key), DUTY_WORDS, witnessed)


def is_witnessed(purchase: Purchase, duty: str, key: str, done: dict[Any, set[str]]) -> bool:
    """Whether somebody stood by for everything that this person may do only with a witness: when
    one of the two duties was done, or, for receiving, by having inspected the goods."""
    matrix = rules_for(purchase).duties[method_of(purchase).slug]
    found = duty_conflicts(matrix, done, duty, key)
    burdens = {conflict.duty for conflict in found if conflict.kind == "W"}
    if not burdens:
        return True
    rows = Witness.objects.like(purchase).filter(purchase=purchase, person_key=key)
    seen = set(rows.values_list("duty", flat=True))
    inspected = bool(done[Duty.RECEIVE] - {key})
    return duty in seen or all(
        one in seen or (inspected and Duty.RECEIVE in (one, duty)) for one in burdens
    )


def needs_witness(purchase: Purchase, move: Move, by: Appointment) -> bool:
    """Whether this step is open to the person only with a witness (W of the duties matrix)."""
    done, key = duties_done(purchase), by.person.key
    if not clashes(purchase, move.duty, key, done, witnessed=False):
        return False
    return not is_witnessed(purchase, move.duty, key, done)


OFFICES_OF = {"pka": PKA, "tpk": TPK}
"""Offices of the rule sets that several people hold under other names here."""


def actors_of(purchase: Purchase, move: Move) -> frozenset[str]:
    """The offices that may make a move: those of the table, as far as the rule set names them."""
    if not move.signatory:
        return move.actor
    rules, (group, name, *place) = rules_for(purchase), move.signatory.split(".")
    if place:
        return _holders(in_chain(rules, method_of(purchase).slug, name, int(place[0])))
    holder = (
        rules.methods[method_of(purchase).slug] if group == "methods" else getattr(rules, group)
    )
    named = getattr(holder, name).value
    offices = (named,) if isinstance(named, str) else named
    return move.actor & frozenset().union(*map(_holders, offices))


def _holders(office: str) -> frozenset[str]:
    return OFFICES_OF.get(office, frozenset({office}))


def outline_of(purchase: Purchase) -> Facts:
    """What decides which steps a purchase has at all; costs no query."""
    rules = rules_for(purchase)
    method = rules.methods[method_of(purchase).slug]
    limit = rules.oversight.camat_review_above.value
    return Facts(
        camat_reviews=limit is not None and purchase.hps > limit,
        tpk_inspects=rules.signatories.inspection.value[:1] == ("tpk",)
        and "pka" not in method.run_by.value,
        negotiation_needed=method.negotiation.value == "required",
    )


def commitments_of(purchase: Purchase) -> QuerySet[Commitment]:
    """What the purchase holds of its budget lines."""
    return Commitment.objects.like(purchase).filter(purchase_id=purchase.pk)


@dataclass(frozen=True)
class Task:
    """One thing that somebody has to do now."""

    purchase: Purchase
    move: Move
    state: State


def tasks(actor: Actor) -> list[Task]:
    """What this person has to do, the longest waiting first; a fixed number of queries.

    Whoever may not do a step because of an earlier duty does not get it as a task.
    """
    if actor.desa is None:
        return []
    rows = list(
        purchases()
        .visible_to(actor)  # type: ignore[attr-defined]
        .exclude(state__in=("closed", "cancelled"))
        .order_by("changed_at", "pk")
    )
    done = _duties_of_many(actor, rows)
    return [
        Task(row, move, state_of(row))
        for row in rows
        if (move := _next_move(actor, row, done[row.pk])) is not None
    ]


def _duties_of_many(actor: Actor, rows: list[Purchase]) -> dict[int, dict[Any, set[str]]]:
    done: dict[int, dict[Any, set[str]]] = defaultdict(lambda: defaultdict(set))
    found = DutyDone.objects.visible_to(actor).filter(purchase_id__in=[row.pk for row in rows])
    for purchase_id, duty, key in found.values_list("purchase_id", "duty", "person_key"):
        done[purchase_id][duty].add(key)
    return done


def _next_move(actor: Actor, purchase: Purchase, done: dict[Any, set[str]]) -> Move | None:
    outline = outline_of(purchase)
    for move in method_of(purchase).moves:
        if not move.forward or purchase.state not in move.source or not move.applies(outline):
            continue
        appointment = actor.acting_as(actors_of(purchase, move), purchase.activity.code)
        if appointment and not clashes(purchase, move.duty, actor.person.key, done):
            return move
    return None


def open_moves_for(actor: Actor, purchase: Purchase) -> list[Move]:
    """Every move this person may try here, steps back included."""
    done, outline = duties_done(purchase), outline_of(purchase)
    return [
        move
        for move in method_of(purchase).moves
        if purchase.state in move.source
        and move.applies(outline)
        and actor.acting_as(actors_of(purchase, move), purchase.activity.code)
        and not clashes(purchase, move.duty, actor.person.key, done)
    ]


def step_of(purchase: Purchase, move: Move) -> Step:
    """The words around a move of this purchase."""
    return method_of(purchase).step(move.name)


def move_named(purchase: Purchase, name: str) -> Move:
    """A move of the purchase's method. Raises KeyError."""
    return find(method_of(purchase).moves, name)


_TIMED = {
    "opened": "evaluation",
    "evaluated": "negotiation",
    "negotiated": "award",
    "awarded": "contract_signing",
}
"""State of a purchase → the rule (timing) that says how long the next step may take."""


def deadline_of(purchase: Purchase) -> date | None:
    """By when the next step is due: the goods, the SPP (R-52), or the withheld tax; None when no
    rule says. The last change is the moment when the present state began.
    """
    since = clock.in_zone(purchase.changed_at, purchase.desa.zone).date()
    if purchase.state in {"draft", "ordered"}:
        return purchase.needed_by
    rules = rules_for(purchase)
    if purchase.state in {"handed_over", "returned"}:
        return due_date(rules, rules.payment.spp_deadline, since)
    if purchase.state in _TIMED:
        return due_date(rules, getattr(rules.timing, _TIMED[purchase.state]), since)
    if purchase.state == "paid":
        return next_month(since, taxes_on(since).days.pay_day.value)
    return None


def notes_of(purchase: Purchase) -> dict[str, str]:
    """The notes of returned work by their id, as the audit events quote it."""
    rows = PurchaseNote.objects.like(purchase).filter(purchase=purchase)
    return {str(pk): text for pk, text in rows.values_list("pk", "text")}


def similar_values(purchase: Purchase) -> list[int]:
    """Values of other purchases in the same window, for the split guard (R-18): what was agreed, or
    the estimate while suppliers are still asked."""
    window = rules_for(purchase).split_guard.window.value
    others = (
        Purchase.objects.like(purchase)
        .filter(year=purchase.year)
        .exclude(pk=purchase.pk)
        .exclude(state__in=("draft", "cancelled"))
    )
    if "kegiatan" in window:
        others = others.filter(activity=purchase.activity)
    if "kode" in window:
        accounts = {item.line.account_code for item in items_of(purchase)}
        same = PurchaseItem.objects.like(purchase).filter(
            line__account_code__in=accounts, removed_at__isnull=True
        )
        others = others.filter(pk__in=same.values("purchase_id"))
    return [value or hps for value, hps in others.values_list("value", "hps")]


def split_warning(purchase: Purchase) -> str:
    """Whether this purchase and its neighbours look like one that was cut in pieces (R-18), as a
    sentence for the person who is about to order; "" when they do not.
    """
    together = split_together(
        purchase.value or purchase.hps,
        similar_values(purchase),
        band_limits(rules_for(purchase), purchase.category),
    )
    if together is None:
        return ""
    return say(
        "Bersama belanja serupa tahun ini jumlahnya {together}. Itu melewati batas "
        "{label}. Gabungkan bila memang satu kebutuhan.",
        together=rupiah(together),
        label=method_of(purchase).label,
    )
