"""Comparing and choosing offers: what the TPK sees, whom it may talk to, what it must explain."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.money import times
from pbjdesa.procurement.rules import selection
from pbjdesa.procurement.rules.selection import (
    COMPLETE,
    WITHIN_HPS,
    AskedItem,
    Candidate,
    OfferedPrices,
    compare,
    failure,
    partners,
    price_checks,
    ranking,
    reasons_needed,
    share_of_hps,
    stage_criteria,
    stages_reached,
    verdict,
)

MILLION = 1_000_000
prices = st.integers(1, 5 * MILLION)
asked = st.lists(
    st.builds(
        AskedItem,
        item=st.just(0),
        description=st.just("Semen"),
        volume=st.decimals("0.01", 500, places=2),
        unit=st.just("sak"),
        hps_unit_price=prices,
    ),
    min_size=1,
    max_size=5,
).map(lambda rows: [replace(row, item=number) for number, row in enumerate(rows)])


@st.composite
def tables(draw):
    rows = draw(asked)
    columns = draw(
        st.lists(
            st.lists(
                st.none() | st.integers(1, 5) | prices, min_size=len(rows), max_size=len(rows)
            ),
            max_size=5,
        )
    )
    return rows, [
        OfferedPrices(number, f"Toko {number}", dict(enumerate(column)))
        for number, column in enumerate(columns)
    ]


# --- The table (A010) ---------------------------------------------------------------------------


@given(tables())
def test_every_price_stands_under_its_supplier_and_beside_its_item(table) -> None:
    rows, columns = table
    shown = compare(rows, columns)
    assert [one.offer for one in shown.offers] == [one.offer for one in columns]
    for row, asked_for in zip(shown.items, rows, strict=True):
        assert row.asked == asked_for
        given_prices = [one.prices[asked_for.item] for one in columns]
        assert [cell.unit_price for cell in row.cells] == given_prices
        assert [cell.missing for cell in row.cells] == [price is None for price in given_prices]


@given(tables())
def test_the_cheapest_of_a_line_is_marked_and_so_is_whoever_equals_it(table) -> None:
    for row in compare(*table).items:
        there = [cell.unit_price for cell in row.cells if not cell.missing]
        for cell in row.cells:
            assert cell.cheapest == (not cell.missing and cell.unit_price == min(there))


@given(tables())
def test_totals_are_sums_of_whole_rupiah_and_an_incomplete_offer_is_never_the_cheapest(
    table,
) -> None:
    rows, columns = table
    shown = compare(rows, columns)
    whole = [one.total for one in shown.offers if one.complete]
    for one, column in zip(shown.offers, columns, strict=True):
        filled = {row.item: column.prices[row.item] for row in rows}
        assert one.total == sum(
            times(row.volume, filled[row.item]) for row in rows if filled[row.item] is not None
        )
        assert one.missing == list(filled.values()).count(None)
        assert one.cheapest == (one.complete and one.total == min(whole))


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_the_share_of_the_hps_is_rounded_half_up_to_one_decimal(total: int, hps: int) -> None:
    share = share_of_hps(total, hps)
    assert share is not None
    exact = Fraction(total * 100, hps)
    assert exact - Fraction(1, 20) < Fraction(share) <= exact + Fraction(1, 20)
    assert share == share.quantize(Decimal("0.1"))


def test_the_share_at_the_half_goes_up_and_reads_as_people_write_it() -> None:
    assert share_of_hps(9_745, 10_000) == Decimal("97.5")
    assert share_of_hps(9_744, 10_000) == Decimal("97.4")
    assert share_of_hps(1, 0) is None
    row = AskedItem(1, "Semen", Decimal(10), "sak", 1_000)
    (one,) = compare([row], [OfferedPrices(1, "Toko", {1: 975})]).offers
    assert one.share_words == "97,5%"


# --- Evaluation ---------------------------------------------------------------------------------

ORDER = ("administrasi", "teknis", "harga")
ASKED = stage_criteria(("surat", "pernyataan"), ("spesifikasi",))
ALL = [(stage, one) for stage in ORDER for one in ASKED[stage]]


@given(st.dictionaries(st.sampled_from(ALL), st.booleans()), st.permutations(ORDER))
def test_a_fail_stops_and_what_comes_later_changes_nothing(answers, order) -> None:
    found = verdict(order, ASKED, answers)
    reached = stages_reached(order, ASKED, answers)
    assert tuple(order[: len(reached)]) == reached
    counted = [answers.get(key) for key in ALL if key[0] in reached]
    assert found == ("" if None in counted else "passed" if all(counted) else "failed")
    if found == "passed":
        assert set(reached) == set(order)
    later = {key: not value for key, value in answers.items() if key[0] not in reached}
    assert verdict(order, ASKED, {**answers, **later}) == found


@given(
    st.integers(0, 2 * MILLION),
    st.integers(0, 3),
    st.integers(1, MILLION),
    st.sampled_from(["fail", "negotiate"]),
    st.integers(0, 20),
)
def test_the_price_stage_is_arithmetic(total, missing, hps, over_hps, percent) -> None:
    found = {
        one.criterion: one
        for one in price_checks(
            total=total, missing=missing, hps=hps, over_hps=over_hps, tolerance_percent=percent
        )
    }
    above = total * 100 > hps * (100 + percent)
    assert found[COMPLETE].passed == (missing == 0)
    assert found[WITHIN_HPS].passed == (not above or over_hps == "negotiate")
    assert bool(found[WITHIN_HPS].note) == above
    assert all(one.note for one in found.values() if not one.passed)


# --- Who comes next -----------------------------------------------------------------------------

candidates = st.lists(
    st.builds(
        Candidate,
        offer=st.just(0),
        total=st.sampled_from([900, 1_000, 1_000, 1_100]),
        verdict=st.sampled_from(["passed", "passed", "failed"]),
        withdrawn=st.booleans(),
        sanctioned=st.booleans(),
        talks=st.sampled_from(["", "", "agreed", "failed"]),
    ),
    max_size=5,
).map(
    lambda rows: [
        replace(
            row,
            offer=number,
            failed_by=() if row.verdict == "passed" else ((COMPLETE,), ("surat",))[number % 2],
        )
        for number, row in enumerate(rows)
    ]
)


@given(candidates)
def test_the_ranking_is_by_price_and_equal_prices_share_a_place(rows) -> None:
    ranked = ranking(rows)
    assert {one.candidate.offer for one in ranked} == {
        row.offer for row in rows if row.verdict == "passed" and not row.withdrawn
    }
    totals = [one.candidate.total for one in ranked]
    assert totals == sorted(totals)
    assert [one.place for one in ranked] == [
        1 + sum(other < total for other in totals) for total in totals
    ]


@given(candidates, st.sampled_from(["best", "ranked"]))
def test_negotiation_is_with_the_lowest_that_is_still_to_be_had(rows, rule) -> None:
    by_offer = {row.offer: row for row in rows}
    found = [by_offer[offer] for offer in partners(rows, rule)]
    running = [row for row in rows if row.in_running]
    for one in found:
        assert one.in_running
        assert one.talks != "failed"
        before = [row for row in running if row.total < one.total]
        if rule == "best":
            assert before == []
        else:
            assert all(row.talks == "failed" for row in before)


@given(candidates, st.sampled_from(["best", "ranked"]), st.booleans(), st.integers(0, 3))
def test_a_round_fails_exactly_when_nobody_is_left_to_go_on_with(
    rows, rule, evaluated, valid_min
) -> None:
    found = failure(rows, evaluated=evaluated, valid_min=valid_min, partners_rule=rule, hps=1_000)
    if not rows:
        assert found == "no_offer"
    elif evaluated:
        assert bool(found) == (not partners(rows, rule))
    else:
        valid = sum(row.verdict == "passed" and not row.withdrawn for row in rows)
        assert bool(found) == (valid < max(valid_min, 1))


def test_a_round_that_is_still_being_judged_has_not_failed() -> None:
    rows = [Candidate(1, 900, "failed", ("surat",)), Candidate(2, 900)]
    how = {"valid_min": 1, "partners_rule": "best", "hps": 1_000}
    assert failure(rows, evaluated=False, **how) == ""
    rows[1] = replace(rows[1], verdict="failed", failed_by=("surat",))
    assert failure(rows, evaluated=False, **how) == "none_valid"
    rows[1] = replace(rows[1], failed_by=(WITHIN_HPS,))
    assert failure(rows, evaluated=False, **how) == "over_hps"
    rows[0] = Candidate(1, 1_100, "passed", talks="failed")
    assert failure(rows, evaluated=True, **how) == "over_hps"
    rows[0] = replace(rows[0], total=900)
    assert failure(rows, evaluated=True, **how) == "no_agreement"


# --- Reasons (A012, A013) -----------------------------------------------------------------------


@given(candidates, st.integers(0, 2), st.integers(0, 2))
def test_reasons_are_asked_for_exactly_when_they_apply(rows, silent, gone_before) -> None:
    invited = len(rows) + silent + gone_before
    for winner in rows:
        found = reasons_needed(
            winner, rows, invited=invited, silent=silent, gone_before=gone_before
        )
        others = [row for row in rows if row is not winner]
        cheaper = [
            row
            for row in others
            if row.total < winner.total
            and (row.verdict == "passed" or row.failed_by == (COMPLETE,))
        ]
        if found.refused:
            waiting = [row for row in cheaper if row.in_running and row.talks != "failed"]
            assert waiting or not winner.in_running
            continue
        valid = [row for row in others if row.verdict == "passed" and not row.withdrawn]
        assert bool(found.one_offer) == (not valid)
        assert bool(found.not_cheapest) == bool(cheaper)
        assert bool(found.tie) == any(
            row.in_running and row.total == winner.total for row in others
        )


def test_a_dearer_offer_does_not_win_while_a_cheaper_one_is_to_be_had() -> None:
    rows = [Candidate(1, 900, "passed"), Candidate(2, 1_000, "passed")]
    how = {"invited": 2, "silent": 0, "gone_before": 0}
    assert "lebih murah" in reasons_needed(rows[1], rows, **how).refused
    for flaw, reason in (
        ({"withdrawn": True}, "cheaper_withdrew"),
        ({"sanctioned": True}, "cheaper_sanctioned"),
        ({"talks": "failed"}, "cheaper_no_agreement"),
        ({"verdict": "failed", "failed_by": (COMPLETE,)}, "cheaper_incomplete"),
    ):
        changed = [replace(rows[0], **flaw), rows[1]]
        assert reasons_needed(rows[1], changed, **how).not_cheapest == (reason,)


@pytest.mark.parametrize(
    ("others", "invited", "silent", "gone", "fits"),
    [
        ([], 1, 0, 0, {"one_asked"}),
        ([], 2, 1, 0, {"others_silent"}),
        ([], 2, 0, 1, {"others_withdrew"}),
        ([Candidate(2, 900, "failed", ("surat",))], 2, 0, 0, {"others_failed"}),
        ([Candidate(2, 1_900, "passed", withdrawn=True)], 2, 0, 0, {"others_withdrew"}),
    ],
)
def test_only_reasons_that_are_true_can_be_picked(others, invited, silent, gone, fits) -> None:
    winner = Candidate(1, 1_000, "passed")
    found = reasons_needed(
        winner, [winner, *others], invited=invited, silent=silent, gone_before=gone
    )
    assert set(found.one_offer) == fits


def test_nothing_of_the_choice_is_hidden_in_the_module() -> None:
    """The law's numbers come in as arguments: the module knows none of its own."""
    numbers = [name for name, value in vars(selection).items() if isinstance(value, int)]
    assert numbers == []
