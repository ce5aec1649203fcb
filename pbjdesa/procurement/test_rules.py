"""The guards of a purchase: each stops exactly what its rule names, and says what to do."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.money import times
from pbjdesa.procurement import rules
from pbjdesa.procurement.rules import (
    Facts,
    ItemFacts,
    TenderFacts,
    clash_sentences,
    split_together,
)
from pbjdesa.regulations.rules import Conflict

MILLION = 1_000_000
prices = st.integers(1, 50 * MILLION)
volumes = st.decimals(min_value="0.0001", max_value=10_000, places=4)
items = st.builds(
    ItemFacts,
    description=st.just("Semen 40 kg"),
    volume=volumes,
    hps_unit_price=st.none() | prices,
    unit_price=st.none() | prices,
    line_left=st.integers(0, 10**11),
)
facts = st.builds(
    Facts,
    activity_left=st.integers(0, 10**12),
    items=st.lists(items, max_size=5).map(tuple),
    over_budget_blocks=st.booleans(),
)

ASKED = TenderFacts(
    invited=2,
    invite_min=2,
    schedule_known=True,
    closed=True,
    opened=True,
    offers=2,
    valid=2,
    failure="no_offer",
    ways=("repeat", "widen", "direct", "cancel"),
    repeats_left=1,
    wider_area_left=True,
    agreed=True,
    agreed_total=119_000,
    offered_total=120_000,
    price_must_fall=True,
)
READY = Facts(
    plan_announced=True,
    activity_left=MILLION,
    items=(ItemFacts("Semen 40 kg", Decimal(2), 65_000, 60_000, 200_000),),
    supplier_chosen=True,
    due_date_known=True,
    method="pembelian_langsung",
    method_of_value="pembelian_langsung",
    method_label="Pembelian Langsung",
    receipt_kept=True,
    inspected_good=True,
    handed_over=True,
    taxes_proved=True,
    note="Kurang satu sak.",
    tender=ASKED,
)


def asked(**flaw: object) -> dict[str, object]:
    return {"tender": replace(ASKED, **flaw)}


GUARDS = {
    rules.plan_is_announced: {"plan_announced": False},
    rules.has_items: {"items": ()},
    rules.prices_are_known: {"items": (ItemFacts("Pasir", Decimal(1), 5_000, None, 10_000),)},
    rules.prices_within_hps: {"items": (ItemFacts("Pasir", Decimal(1), 5_000, 5_001, 10_000),)},
    rules.within_budget: {"activity_left": 119_999, "hps_over_ceiling_blocks": False},
    rules.supplier_is_chosen: {"supplier_chosen": False},
    rules.due_date_is_known: {"due_date_known": False},
    rules.method_fits_value: {"method_of_value": "lelang", "method_label": "Lelang"},
    rules.not_split: {"split_blocked": "Belanja ini mirip dengan yang lain. Gabungkan dulu."},
    rules.nobody_clashes: {"clashes": ("Langkah ini harus orang lain.",)},
    rules.receipt_is_kept: {"receipt_kept": False},
    rules.inspection_is_good: {"inspected_good": False},
    rules.goods_are_handed_over: {"handed_over": False},
    rules.taxes_are_proved: {"taxes_proved": False},
    rules.note_is_written: {"note": "  "},
    rules.hps_is_known: {"items": (ItemFacts("Pasir", Decimal(1), None, None, 10_000),)},
    rules.hps_within_budget: {
        "items": (ItemFacts("Pasir", Decimal(2), 100_001, 60_000, 200_001),),
    },
    rules.why_not_swakelola: {"why_supplier_needed": True},
    rules.estimates_have_sources: {"hps_sources_min": 2},
    rules.estimates_within_standard: {
        "items": (ItemFacts("Pasir", Decimal(1), 5_001, 5_000, 10_000, standard_price=5_000),)
    },
    rules.estimate_is_fresh: {"hps_age": 31, "hps_valid_days": 30},
    rules.tpk_is_lawful: asked(tpk_problems=("Jumlah anggota TPK harus ganjil.",)),
    rules.enough_are_invited: asked(invited=1),
    rules.schedule_is_known: asked(schedule_known=False),
    rules.notice_is_long_enough: asked(short_notice="Waktu menawar paling singkat 3 hari."),
    rules.nobody_is_sanctioned: asked(sanctioned=("Toko Maju sedang dikenai sanksi.",)),
    rules.warnings_are_answered: asked(open_warnings=("Jawab dulu peringatannya.",)),
    rules.supplier_papers_are_there: asked(missing_papers=("KTP belum ada.",)),
    rules.offers_are_closed: asked(closed=False),
    rules.there_are_offers: asked(offers=0),
    rules.paper_offers_are_typed: asked(paper_unfinished=1),
    rules.every_offer_is_assessed: asked(unassessed=1),
    rules.enough_offers_are_valid: asked(valid=0),
    rules.negotiation_is_done: asked(agreed=False),
    rules.agreed_within_offer_and_hps: asked(agreed_above_offer=True),
    rules.price_fell_where_it_must: asked(agreed_total=120_000),
    rules.reasons_are_given: asked(one_offer=True, tie=True, not_cheapest=True),
    rules.round_has_failed: asked(failure=""),
    rules.rules_allow_repeat: asked(repeats_left=0),
    rules.rules_allow_widening: asked(wider_area_left=False),
    rules.rules_allow_direct: asked(ways=("repeat", "widen")),
}
every_guard = pytest.mark.parametrize("guard", GUARDS, ids=lambda guard: guard.__name__)


def test_the_list_above_holds_every_guard() -> None:
    guards = {
        rule
        for name, rule in vars(rules).items()
        if callable(rule) and getattr(rule, "__annotations__", {}).get("facts") is Facts
    }
    assert guards == set(GUARDS)


@every_guard
def test_a_guard_lets_a_ready_purchase_pass_and_stops_what_it_is_for(guard) -> None:
    assert guard(READY) is None
    sentence = guard(replace(READY, **GUARDS[guard]))
    assert sentence
    assert sentence.endswith(".")
    assert all(len(part.split()) <= 20 for part in sentence.split(". "))


@every_guard
def test_no_guard_stops_what_another_one_is_for(guard) -> None:
    ask_for_hps = {rules.prices_are_known, rules.prices_within_hps, rules.hps_is_known}
    for other, flaw in GUARDS.items():
        if other is not guard and not {guard, other} <= ask_for_hps:
            assert guard(replace(READY, **flaw)) is None, other.__name__


@pytest.mark.parametrize(
    ("guard", "flaw"),
    [
        (rules.enough_are_invited, {"invited": 0}),
        (rules.enough_are_invited, {"invited": 3, "invite_exact": True}),
        (rules.agreed_within_offer_and_hps, {"agreed_above_hps": True}),
        (rules.rules_allow_repeat, {"ways": ("widen",)}),
        (rules.rules_allow_widening, {"ways": ("repeat",)}),
        (rules.reasons_are_given, {"not_cheapest": True}),
        (rules.reasons_are_given, {"tie": True}),
        (rules.reasons_are_given, {"one_offer": True}),
    ],
)
def test_a_guard_stops_every_flaw_that_it_is_for(guard, flaw: dict[str, object]) -> None:
    assert guard(replace(READY, **asked(**flaw)))


def test_what_the_rule_set_does_not_want_is_not_asked_for() -> None:
    """A listed reason for fewer suppliers, an optional negotiation, a price that may stay."""
    for guard, tender, facts_ in (
        (rules.enough_are_invited, {"invited": 1, "too_few_reason": "one_able"}, {}),
        (rules.negotiation_is_done, {"agreed": False}, {"negotiation_needed": False}),
        (rules.price_fell_where_it_must, {"agreed_total": 120_000, "price_must_fall": False}, {}),
        (rules.reasons_are_given, {"tie": True, "tie_reason": "lot"}, {}),
        (rules.hps_within_budget, {}, {"activity_left": 1, "hps_over_ceiling_blocks": False}),
    ):
        assert guard(replace(READY, **asked(**tender), **facts_)) is None


@given(facts)
def test_the_total_is_the_sum_of_whole_rupiah(given_facts: Facts) -> None:
    amounts = [
        times(item.volume, item.unit_price) if item.unit_price is not None else 0
        for item in given_facts.items
    ]
    assert given_facts.total == sum(amounts)
    assert [item.amount for item in given_facts.items] == amounts


@given(facts)
def test_nothing_passes_what_is_left_of_a_line_or_of_the_activity(given_facts: Facts) -> None:
    fits = (
        all(item.amount <= item.line_left for item in given_facts.items)
        and given_facts.total <= given_facts.activity_left
    )
    stopped = rules.within_budget(given_facts) is not None
    assert stopped == (given_facts.over_budget_blocks and not fits)


@given(facts)
def test_a_price_above_the_estimate_is_stopped_and_any_other_passes(given_facts: Facts) -> None:
    above = any(
        item.unit_price is not None and item.unit_price > (item.hps_unit_price or 0)
        for item in given_facts.items
    )
    assert (rules.prices_within_hps(given_facts) is not None) == above


def test_a_day_that_went_by_while_it_was_a_draft_is_asked_for_again() -> None:
    sentence = rules.due_date_is_known(replace(READY, due_date_passed=True))
    assert sentence == "Tanggal barang dibutuhkan sudah lewat. Pilih lagi."


def test_the_last_rupiah_may_be_spent_and_one_more_may_not() -> None:
    assert rules.within_budget(replace(READY, activity_left=READY.total)) is None
    short = rules.within_budget(replace(READY, activity_left=READY.total - 1))
    assert short is not None
    assert "sisa kegiatan Rp119.999" in short


def test_where_the_rules_only_warn_the_budget_stops_nobody() -> None:
    assert rules.within_budget(replace(READY, activity_left=0, over_budget_blocks=False)) is None


def test_where_no_announcement_is_required_none_is_asked_for() -> None:
    assert rules.plan_is_announced(Facts(announcement_required=False)) is None


def test_a_strict_conflict_stops_always_and_a_mild_one_only_without_a_witness() -> None:
    words = {"plan": "menyiapkan belanja", "select": "memilih toko"}
    found = [Conflict("plan", "X"), Conflict("select", "W")]
    strict, mild = clash_sentences(found, words)
    assert "sudah menyiapkan belanja" in strict
    assert "sudah memilih toko" in mild
    assert clash_sentences(found, words, witnessed=True) == (strict,)
    assert clash_sentences([], words) == ()


@given(
    st.integers(1, 300 * MILLION),
    st.lists(st.integers(1, 300 * MILLION), max_size=6),
    st.sets(st.integers(1, 300 * MILLION), max_size=3),
)
def test_pieces_are_seen_only_when_each_is_under_the_limit_and_all_are_over(
    value: int, others: list[int], limits: set[int]
) -> None:
    together = split_together(value, others, limits)
    above = sorted(limit for limit in limits if value <= limit)
    if not above:
        assert together is None
        return
    small = [other for other in others if other <= above[0]]
    whole = value + sum(small)
    assert together == (whole if whole > above[0] else None)


def test_one_purchase_alone_is_never_a_piece() -> None:
    assert split_together(10 * MILLION, [], [10 * MILLION]) is None
    assert split_together(10 * MILLION, [1], [10 * MILLION]) == 10 * MILLION + 1
