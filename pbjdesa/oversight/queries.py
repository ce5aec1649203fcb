"""Gathering what red flags need, for many purchases with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from pbjdesa.oversight.facts import UNBOUND, PurchaseFacts
from pbjdesa.oversight.registry import Raised, raised
from pbjdesa.payments.models import PaymentRequest
from pbjdesa.payments.states import RequestState
from pbjdesa.people.actors import Actor
from pbjdesa.procurement.models import Purchase, PurchaseItem
from pbjdesa.procurement.registry import METHODS
from pbjdesa.regulations.queries import rules_of
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.words import WORDS


class _Times(NamedTuple):
    """When a request was verified and approved."""

    verified_at: datetime | None
    approved_at: datetime | None


def flags_of(actor: Actor, rows: Iterable[Purchase]) -> dict[int, tuple[Raised, ...]]:
    """The flags of these purchases by id; two queries whatever their number.

    `rows` are all purchases of whole villages and years (the split guard adds them up), each with
    its rule set fetched (its long text may stay out).
    """
    purchases = list(rows)
    accounts = _accounts(actor, purchases)
    times = _times(actor, purchases)
    groups = _groups(purchases, accounts)
    found = {}
    for row in purchases:
        facts = _facts(row, accounts[row.pk], times.get(row.pk), groups)
        if signals := raised(facts):
            found[row.pk] = signals
    return found


def _accounts(actor: Actor, purchases: list[Purchase]) -> dict[int, frozenset[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    items = PurchaseItem.objects.visible_to(actor).filter(
        desa_id__in={row.desa_id for row in purchases},
        purchase__year__in={row.year for row in purchases},
    )
    for purchase_id, code in items.values_list("purchase_id", "line__account_code"):
        found[purchase_id].add(code)
    return defaultdict(frozenset, {key: frozenset(codes) for key, codes in found.items()})


def _times(actor: Actor, purchases: list[Purchase]) -> dict[int, _Times]:
    rows = (
        PaymentRequest.objects.visible_to(actor)
        .filter(
            desa_id__in={row.desa_id for row in purchases},
            contract__purchase__year__in={row.year for row in purchases},
        )
        .exclude(state=RequestState.REPLACED)
    )
    return {
        purchase_id: _Times(verified_at, approved_at)
        for purchase_id, verified_at, approved_at in rows.values_list(
            "contract__purchase_id", "verified_at", "approved_at"
        )
    }


def _keys(row: Purchase, accounts: frozenset[str], rules: RuleSet) -> list[tuple[Any, ...]]:
    """The sums of the rule set's window that this purchase takes part in."""
    window = rules.split_guard.window.value
    activity = row.activity_id if "kegiatan" in window else None
    codes: Iterable[str | None] = accounts if "kode" in window else (None,)
    return [(row.desa_id, row.year, activity, code) for code in codes]


Groups = Mapping[tuple[Any, ...], list[Purchase]]


def _groups(purchases: list[Purchase], accounts: Mapping[int, frozenset[str]]) -> Groups:
    groups: dict[tuple[Any, ...], list[Purchase]] = defaultdict(list)
    for row in purchases:
        if row.state in UNBOUND:
            continue
        for key in _keys(row, accounts[row.pk], rules_of(row.rule_set)):
            groups[key].append(row)
    return groups


def _facts(
    row: Purchase, accounts: frozenset[str], times: _Times | None, groups: Groups
) -> PurchaseFacts:
    rules = rules_of(row.rule_set)
    others = {
        other.pk: _worth(other)
        for key in _keys(row, accounts, rules)
        for other in groups.get(key, [])
        if other.pk != row.pk
    }
    return PurchaseFacts(
        state=row.state,
        value=_worth(row),
        method_label=METHODS[row.method].label if row.method else "",
        method_limit=_limit(rules, row),
        window=tuple(others.values()),
        window_words=WORDS[rules.split_guard.window.value],
        verified_at=times.verified_at if times else None,
        approved_at=times.approved_at if times else None,
    )


def _worth(row: Purchase) -> int:
    """The agreed value in rupiah, or the estimate while suppliers are still asked."""
    return row.value or row.hps


def _limit(rules: RuleSet, row: Purchase) -> int | None:
    """The largest value in rupiah that the purchase's own method may carry, as pinned."""
    bands = [
        band
        for band in rules.bands
        if band.method == row.method and row.category in band.categories
    ]
    ends = [band.end for band in bands if band.end is not None]
    return max(ends) - 1 if bands and len(ends) == len(bands) else None
