"""A changed value: what it says, what moves along, what it leaves alone, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations import rules as decide
from pbjdesa.regulations.changes import Footing, changed, said_by
from pbjdesa.regulations.checks import problems_of
from pbjdesa.regulations.loader import load_ruleset, ruleset_from_json, ruleset_to_json
from pbjdesa.regulations.overlay import Confirmed, differences, hint_at, overlaid, with_grounds
from pbjdesa.regulations.schema import grounds_in

METHODS = decide.KNOWN_METHODS
KENDAL = load_ruleset("33.24_kendal/perbup_2_2023", methods=METHODS)
NATIONAL = load_ruleset("nasional/lkpp_12_2019", methods=METHODS)
FOOTING = Footing(
    kab_code="33.24",
    folder="33.24_kendal",
    start=date(2027, 1, 1),
    article="Pasal 7",
    mark="A",
    law="Perbup Kendal 9/2026",
)


def band(limit, inclusive=True):
    return {
        **said_by(KENDAL.bands[0]),
        "upper": limit,
        "upper_inclusive": inclusive,
    }


def test_a_value_is_changed_with_its_own_ground_and_all_else_stays():
    new = changed(KENDAL, "payment.cash_limit", {"value": 750_000}, FOOTING)
    limit = new.payment.cash_limit
    assert (limit.value, limit.citation, limit.mark) == (
        750_000,
        "Perbup Kendal 9/2026 Pasal 7",
        "A",
    )
    before, after = dict(grounds_in(KENDAL)), dict(grounds_in(new))
    assert {key for key in before if before[key] != after[key]} == {
        "payment.cash_limit",
        "instrument.in_force_from",
    }
    assert new.key == "33.24_kendal/perbup_2_2023+2027-01-01"
    assert new.sha256 != KENDAL.sha256
    assert new.files[1:] == KENDAL.files
    assert ruleset_from_json(ruleset_to_json(new)) == new


def test_changed_again_the_name_keeps_one_day():
    once = changed(KENDAL, "payment.cash_limit", {"value": 1}, FOOTING)
    again = changed(once, "payment.cash_limit", {"value": 2}, FOOTING)
    assert again.key == once.key
    assert again.sha256 != once.sha256


def test_the_national_default_becomes_a_rule_set_of_the_kabupaten():
    footing = replace(FOOTING, kab_code="62.13", folder="62.13_barito_timur")
    new = changed(NATIONAL, "payment.cash_limit", {"value": 1}, footing)
    assert new.key == "62.13_barito_timur/lkpp_12_2019+2027-01-01"
    assert new.instrument.kabupaten == "62.13"
    assert new.instrument.replaces == ""


@pytest.mark.parametrize("inclusive", [True, False])
def test_moving_a_limit_moves_the_next_method_along(inclusive):
    new = changed(KENDAL, "bands[1]", band(15_000_000, inclusive), FOOTING)
    at_limit = "pembelian_langsung" if inclusive else "permintaan_penawaran"
    assert decide.method_for(new, 14_999_999, "jasa").method == "pembelian_langsung"
    assert decide.method_for(new, 15_000_000, "jasa").method == at_limit
    assert decide.method_for(new, 15_000_001, "jasa").method == "permintaan_penawaran"
    assert new.bands[1].citation == "Perbup Kendal 9/2026 Pasal 7"
    assert new.bands[2] == KENDAL.bands[2]


@given(st.integers(1, 199_999_999), st.booleans())
def test_any_limit_below_the_next_leaves_every_amount_with_one_method(limit, inclusive):
    new = changed(KENDAL, "bands[1]", band(limit, inclusive), FOOTING)
    assert problems_of(new, METHODS) == []
    for value in (limit - 1, limit, limit + 1):
        assert decide.method_for(new, max(value, 0), "barang").band in new.bands


@pytest.mark.parametrize(
    ("key", "says", "sentence"),
    [
        ("bands[1]", band(200_000_001), "tidak berisi satu nilai pun"),
        ("bands[1]", {**band(5), "method": "arisan"}, "cara “arisan” tidak dikenal"),
        ("tpk.size_min", {"value": 4}, "angka ini genap"),
        ("payment.cash_limit", {"value": -1}, "tidak boleh kurang dari nol"),
        ("negotiation.held_by", {"value": ["camat"]}, "tidak dapat melakukan langkah ini"),
        ("numbering.spp", {"pattern": "{no}", "code": "", "digits": 3}, "{no} dan {tahun}"),
        ("tpk.odd", {"value": "ya"}, "harus true atau false"),
    ],
)
def test_a_change_that_does_not_hold_is_refused_in_words(key, says, sentence):
    with pytest.raises(Refused) as refusal:
        changed(KENDAL, key, says, FOOTING)
    assert sentence in str(refusal.value)


@pytest.mark.parametrize("key", ["payment.cash", "bands[9]", "key", "bands", "titles.dance", ""])
def test_there_is_no_value_at_an_unknown_key(key):
    with pytest.raises(KeyError):
        changed(KENDAL, key, {"value": 1}, FOOTING)


def test_a_value_written_back_as_it_is_is_no_change():
    for key, ground in grounds_in(KENDAL):
        with pytest.raises(Refused, match="Nilainya tidak berubah"):
            changed(KENDAL, key, said_by(ground), FOOTING)


def test_every_key_knows_its_type():
    for key, ground in grounds_in(KENDAL):
        assert hint_at(key) is not None
        assert with_grounds(KENDAL, {key: ground}) == KENDAL


def test_differences_are_told_before_and_after():
    new = changed(KENDAL, "bands[1]", band(15_000_000), FOOTING)
    told = {(one.label, one.before, one.after) for one in differences(KENDAL, new)}
    assert told == {
        ("Mulai berlaku", "1 Januari 2023", "1 Januari 2027"),
        (
            "Barang, jasa, pekerjaan konstruksi",
            "sampai dengan Rp10.000.000: Pembelian Langsung",
            "sampai dengan Rp15.000.000: Pembelian Langsung",
        ),
        (
            "Barang, jasa, pekerjaan konstruksi",
            "di atas Rp10.000.000 sampai dengan Rp200.000.000: Permintaan Penawaran",
            "di atas Rp15.000.000 sampai dengan Rp200.000.000: Permintaan Penawaran",
        ),
    }
    assert differences(KENDAL, KENDAL) == []


def test_confirmations_lie_over_a_rule_set_and_leave_it_as_it_was():
    day = date(2026, 11, 24)
    sure = overlaid(
        KENDAL,
        {
            "bands[1]": Confirmed("Sari, Admin Kabupaten", day, "Pasal 5"),
            "tpk.odd": Confirmed("Sari, Admin Kabupaten", day),
            "tpk.unknown": Confirmed("Sari, Admin Kabupaten", day),
        },
    )
    choice = decide.method_for(sure, 5, "barang")
    assert (choice.confirmed, choice.citation) == (True, "Perbup Kendal 2/2023 Pasal 5")
    assert sure.tpk.odd.label == "dikonfirmasi oleh Sari, Admin Kabupaten pada 24 November 2026"
    assert sure.tpk.odd.article == ""
    assert (sure.key, sure.files) == (KENDAL.key, KENDAL.files)
    assert sum(ground.confirmed for _, ground in grounds_in(sure)) == 2
    assert not any(ground.confirmed for _, ground in grounds_in(KENDAL))
