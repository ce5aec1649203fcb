"""Which method a value takes: bands, their edges, and bands drawn at random."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations import rules as decide
from pbjdesa.regulations.checks import CATEGORIES, tiling_problems
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.ruleset import Band

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
RULES = load_ruleset("nasional/lkpp_12_2019", methods=METHODS)
VALUES = st.integers(min_value=0, max_value=10**12)


def band(lower, lower_inclusive, upper, upper_inclusive, method="lelang"):
    return Band(
        article="",
        mark="C",
        categories=CATEGORIES,
        method=method,
        lower=lower,
        lower_inclusive=lower_inclusive,
        upper=upper,
        upper_inclusive=upper_inclusive,
    )


@st.composite
def band_sets(draw):
    """Bands that tile every amount, with random cuts and random inclusive flags."""
    cuts = sorted(draw(st.sets(st.integers(1, 10**11), min_size=0, max_size=5)))
    below = [draw(st.booleans()) for _ in cuts]
    starts = [(0, True), *((cut, not inside) for cut, inside in zip(cuts, below, strict=True))]
    ends = [*zip(cuts, below, strict=True), (None, True)]
    return tuple(
        band(lower, low_in, upper, up_in, METHODS[at % 4])
        for at, ((lower, low_in), (upper, up_in)) in enumerate(zip(starts, ends, strict=True))
    )


@pytest.mark.parametrize(
    ("amount", "method"),
    [
        (0, "pembelian_langsung"),
        (1, "pembelian_langsung"),
        (10_000_000, "pembelian_langsung"),
        (10_000_001, "permintaan_penawaran"),
        (200_000_000, "permintaan_penawaran"),
        (200_000_001, "lelang"),
        (10**14, "lelang"),
    ],
)
@pytest.mark.parametrize("category", CATEGORIES)
def test_the_value_decides_the_method_up_to_and_including_the_limit(amount, method, category):
    assert decide.method_for(RULES, amount, category).method == method


def test_the_reason_is_a_sentence_that_people_can_check():
    choice = decide.method_for(RULES, 4_500_000, "barang")
    assert choice.reason == (
        "Nilainya Rp4.500.000. Untuk nilai sampai dengan Rp10.000.000, caranya Pembelian Langsung."
    )
    assert choice.citation == "Peraturan LKPP 12/2019, pasal belum diketahui"
    assert (choice.article, choice.mark, choice.confirmed) == ("", "B", False)


def test_a_value_below_zero_is_refused_and_an_unknown_category_is_a_slip_of_the_program():
    with pytest.raises(Refused, match="tidak boleh kurang dari nol"):
        decide.method_for(RULES, -1, "barang")
    with pytest.raises(KeyError):
        decide.method_for(RULES, 1, "hewan")


@given(VALUES, st.sampled_from(CATEGORIES))
def test_every_value_has_exactly_one_band(amount, category):
    fitting = [one for one in RULES.bands if category in one.categories and one.contains(amount)]
    assert fitting == [decide.method_for(RULES, amount, category).band]


@given(band_sets(), VALUES, st.data())
def test_random_bands_that_tile_give_every_value_one_method(bands, amount, data):
    assert tiling_problems(bands, "bands", "cara") == []
    edges = [edge for one in bands for edge in (one.lower, one.upper) if edge is not None]
    near = data.draw(st.sampled_from(edges)) + data.draw(st.integers(-1, 1))
    for candidate in (amount, max(near, 0)):
        assert sum(one.contains(candidate) for one in bands) == 1
        choice = decide.method_for(replace(RULES, bands=bands), candidate, "jasa")
        assert choice.band.contains(candidate)


@given(band_sets(), VALUES, st.none() | st.integers(0, 5), st.none() | st.booleans())
def test_a_band_may_ask_for_more_than_its_method(bands, amount, suppliers, in_writing):
    asking = [replace(one, invite_min=suppliers, written_offers=in_writing) for one in bands]
    rules = replace(RULES, bands=tuple(asking))
    method = decide.method_for(rules, amount, "jasa").method
    own = rules.methods[method]
    asked = decide.invite_min_for(rules, method, amount, "jasa")
    written = decide.written_offers_for(rules, method, amount, "jasa")
    assert asked == (own.invite_min.value if suppliers is None else suppliers)
    assert written is (own.written_offers.value if in_writing is None else in_writing)


def test_a_package_outside_the_band_of_its_method_keeps_what_the_method_asks():
    (first, second, third) = RULES.bands
    rules = replace(RULES, bands=(first, replace(second, invite_min=3), third))
    assert decide.invite_min_for(rules, "permintaan_penawaran", 10_000_001) == 3
    assert decide.invite_min_for(rules, "permintaan_penawaran", 10_000_000) == 2
    assert decide.invite_min_for(rules, "permintaan_penawaran", 10_000_001, "jasa") == 3


@given(VALUES, st.none() | VALUES, st.booleans())
def test_a_nib_is_asked_for_above_its_limit_and_every_paper_once(amount, limit, licensed):
    goods = replace(RULES.suppliers.licence_goods, value=("genset",) if licensed else ())
    papers = replace(RULES.suppliers.licence_papers, value=("npwp", "ktp"))
    nib = replace(RULES.suppliers.nib_above, value=limit)
    group = replace(RULES.suppliers, licence_goods=goods, licence_papers=papers, nib_above=nib)
    rules = replace(RULES, suppliers=group)
    found = decide.supplier_papers_for(rules, "permintaan_penawaran", amount, ["Genset"])
    assert len(found) == len(set(found))
    assert ("nib" in found) == (limit is not None and amount > limit)
    assert ("npwp" in found) == licensed
    assert set(RULES.methods["permintaan_penawaran"].supplier_papers.value) <= set(found)


@given(band_sets(), st.data())
def test_moving_one_edge_of_random_bands_is_always_found(bands, data):
    at = data.draw(st.integers(0, len(bands) - 1))
    flipped = replace(bands[at], lower_inclusive=not bands[at].lower_inclusive)
    broken = (*bands[:at], flipped, *bands[at + 1 :])
    assert tiling_problems(broken, "bands", "cara") != []


@given(st.lists(st.tuples(VALUES, st.booleans(), st.none() | VALUES, st.booleans()), max_size=4))
def test_bands_pass_the_check_only_if_every_edge_is_covered_once(rows):
    bands = [band(*row) for row in rows]
    edges = {0, 10**13} | {
        max(edge + step, 0)
        for one in bands
        for edge in (one.lower, one.upper or 0)
        for step in (-1, 0, 1)
    }
    once = all(sum(one.contains(edge) for one in bands) == 1 for edge in edges)
    empty = any(one.end is not None and one.end <= one.first for one in bands)
    assert (tiling_problems(bands, "bands", "cara") == []) == (once and not empty)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ((0, True, 10, True), "sampai dengan Rp10"),
        ((0, True, 10, False), "di bawah Rp10"),
        ((10, False, 20, True), "di atas Rp10 sampai dengan Rp20"),
        ((10, True, None, True), "mulai Rp10"),
        ((10, False, None, True), "di atas Rp10"),
    ],
)
def test_a_band_says_whether_its_edges_belong_to_it(row, words):
    assert band(*row).words == words


def test_the_papers_of_a_deal_follow_its_value():
    assert decide.evidence_for(RULES, 10_000_000).forms == ("surat_pesanan", "nota", "kuitansi")
    assert decide.evidence_for(RULES, 10_000_001).forms == ("spk", "kuitansi")


def test_the_split_guard_knows_the_largest_amount_of_each_method():
    assert decide.band_limits(RULES, "barang") == (10_000_000, 200_000_000)
    open_ended = replace(RULES, bands=(band(0, True, 50, False), band(50, True, None, True)))
    assert decide.band_limits(open_ended, "barang") == (49,)
