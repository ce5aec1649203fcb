"""Looking at purchases: what is there, what stands in the way, and whose turn it is."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from pbjdesa.kernel import clock
from pbjdesa.kernel.money import rupiah
from pbjdesa.kernel.words import say
from pbjdesa.kernel.workflow import Move, State, find
from pbjdesa.people.actors import Actor
from pbjdesa.people.models import Appointment
from pbjdesa.people.queries import person_keys_of_officials
from pbjdesa.planning import queries as planning
from pbjdesa.planning.models import Commitment
from pbjdesa.procurement.models import DutyDone, Purchase, PurchaseItem, PurchaseNote
from pbjdesa.procurement.registry import METHODS, Method
from pbjdesa.procurement.rules import Facts, ItemFacts, clash_sentences, split_together
from pbjdesa.regulations.queries import rules_of, taxes_on
from pbjdesa.regulations.rules import (
    MethodChoice,
    band_limits,
    due_date,
    duty_conflicts,
    method_for,
    next_month,
)
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.suppliers.queries import person_key

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
        .filter(purchase=purchase)
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


def duties_done(purchase: Purchase) -> dict[Any, set[str]]:
    """Which persons did which duty so far."""
    done: dict[Any, set[str]] = defaultdict(set)
    rows = DutyDone.objects.like(purchase).filter(purchase=purchase)
    for duty, key in rows.values_list("duty", "person_key"):
        done[duty].add(key)
    return done


def clashes(purchase: Purchase, duty: str, key: str, done: dict[Any, set[str]]) -> tuple[str, ...]:
    """Why this person may not do this duty here; empty when they may."""
    if not duty:
        return ()
    matrix = rules_for(purchase).duties[method_of(purchase).slug]
    return clash_sentences(
        duty_conflicts(matrix, done, duty, key),
        DUTY_WORDS,
    )


def facts_of(purchase: Purchase, move: Move, by: Appointment) -> Facts:
    """Everything that the guards look at, as far as this stage knows it."""
    rules = rules_for(purchase)
    items = items_of(purchase)
    facts = Facts(
        plan_announced=planning.current_plan(purchase.desa, purchase.year) is not None,
        announcement_required=rules.procedure.require_announcement.value,
        over_budget_blocks=rules.procedure.over_budget.value == "block",
        activity_left=planning.balance_of(purchase.activity).left + _own(purchase),
        items=tuple(_item_facts(purchase, item) for item in items),
        supplier_chosen=purchase.supplier_id is not None,
        due_date_known=purchase.needed_by is not None,
        clashes=clashes(purchase, move.duty, by.person.key, duties_done(purchase))
        + _seller_clashes(purchase),
        note=purchase.note,
    )
    choice = choice_for(purchase, facts.total)
    blocks_splits = rules.split_guard.action.value == "block"
    return replace(
        facts,
        split_blocked=split_warning(purchase) if blocks_splits else "",
        method=method_of(purchase).slug,
        method_of_value=choice.method,
        method_label=choice.label,
    )


def _own(purchase: Purchase) -> int:
    """What this purchase itself holds of the activity: it does not stand in its own way."""
    return sum(row.committed for row in commitments_of(purchase))


def commitments_of(purchase: Purchase) -> QuerySet[Commitment]:
    """What the purchase holds of its budget lines."""
    return Commitment.objects.like(purchase).filter(purchase_id=purchase.pk)


def _item_facts(purchase: Purchase, item: PurchaseItem) -> ItemFacts:
    held = sum(row.committed for row in commitments_of(purchase).filter(line=item.line))
    return ItemFacts(
        item.description,
        item.volume,
        item.hps_unit_price,
        item.unit_price,
        planning.balance_of_line(item.line).left + held,
    )


def _seller_clashes(purchase: Purchase) -> tuple[str, ...]:
    """Nobody who holds an office in the village sells to it (A089), nor whoever held one while
    this purchase was prepared."""
    if purchase.supplier is None:
        return ()
    seller = person_key(purchase.supplier)
    if seller in person_keys_of_officials(purchase.desa, clock.today(purchase.desa.zone)):
        return ("Pemilik toko ini perangkat desa. Pilih toko lain.",)
    if clashes(purchase, "bid", seller, duties_done(purchase)):
        return ("Pemilik toko ini pernah mengurus belanja ini. Pilih toko lain.",)
    return ()


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
    for move in method_of(purchase).moves:
        if not move.forward or purchase.state not in move.source:
            continue
        appointment = actor.acting_as(move.actor, purchase.activity.code)
        if appointment and not clashes(purchase, move.duty, actor.person.key, done):
            return move
    return None


def open_moves_for(actor: Actor, purchase: Purchase) -> list[Move]:
    """Every move this person may try here, steps back included."""
    done = duties_done(purchase)
    return [
        move
        for move in method_of(purchase).moves
        if purchase.state in move.source
        and actor.acting_as(move.actor, purchase.activity.code)
        and not clashes(purchase, move.duty, actor.person.key, done)
    ]


def move_named(purchase: Purchase, name: str) -> Move:
    """A move of the purchase's method. Raises KeyError."""
    return find(method_of(purchase).moves, name)


def deadline_of(purchase: Purchase) -> date | None:
    """By when the next step is due: the goods, the SPP (R-52), or the withheld tax; None when no
    rule says. The last change is the moment when the present state began.
    """
    since = clock.in_zone(purchase.changed_at, purchase.desa.zone).date()
    if purchase.state in {"draft", "ordered"}:
        return purchase.needed_by
    if purchase.state in {"handed_over", "returned"}:
        rules = rules_for(purchase)
        return due_date(rules, rules.payment.spp_deadline, since)
    if purchase.state == "paid":
        return next_month(since, taxes_on(since).days.pay_day.value)
    return None


def notes_of(purchase: Purchase) -> dict[str, str]:
    """The notes of returned work by their id, as the audit events quote it."""
    rows = PurchaseNote.objects.like(purchase).filter(purchase=purchase)
    return {str(pk): text for pk, text in rows.values_list("pk", "text")}


def similar_values(purchase: Purchase) -> list[int]:
    """Values of other purchases in the same window, for the split guard (R-18)."""
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
        same = PurchaseItem.objects.like(purchase).filter(line__account_code__in=accounts)
        others = others.filter(pk__in=same.values("purchase_id"))
    return list(others.values_list("value", flat=True))


def split_warning(purchase: Purchase) -> str:
    """Whether this purchase and its neighbours look like one that was cut in pieces (R-18), as a
    sentence for the person who is about to order; "" when they do not.
    """
    together = split_together(
        purchase.value,
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
