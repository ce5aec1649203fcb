"""What a purchase pins of the law, and how exact rates are written."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.loader import load_ruleset, ruleset_from_json, ruleset_to_json
from pbjdesa.regulations.schema import fraction_words, grounds_in, parse_fraction
from pbjdesa.regulations.taxes import load_tax_tables, tax_table_from_json, tax_table_to_json

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
KENDAL = load_ruleset("33.24_kendal/perbup_2_2023", methods=METHODS)


def test_a_pinned_rule_set_comes_back_equal():
    until = replace(KENDAL.instrument.in_force_from, value=date(2030, 12, 31))
    days = replace(KENDAL.timing.holidays, value=(date(2024, 5, 1),))
    rules = replace(
        KENDAL,
        instrument=replace(KENDAL.instrument, in_force_until=until),
        timing=replace(KENDAL.timing, holidays=days),
    )
    pinned = json.loads(json.dumps(ruleset_to_json(rules)))
    assert ruleset_from_json(pinned) == rules


def test_a_pin_from_before_a_field_was_added_still_reads():
    pinned = ruleset_to_json(KENDAL)
    for band in pinned["bands"]:
        del band["note"]
    assert ruleset_from_json(pinned).bands[0].note == ""


@pytest.mark.parametrize(
    "damage",
    [
        lambda pin: pin | {"format": 99},
        lambda pin: {name: part for name, part in pin.items() if name != "format"},
        lambda pin: pin | {"bands": "?"},
        lambda pin: {name: part for name, part in pin.items() if name != "titles"},
    ],
)
def test_a_damaged_pin_is_refused(damage):
    with pytest.raises(Refused):
        ruleset_from_json(damage(ruleset_to_json(KENDAL)))


def test_every_value_has_an_address():
    keys = [key for key, _ in grounds_in(KENDAL)]
    assert len(keys) == len(set(keys))
    assert {"instrument.in_force_from", "bands[1]", "payment.cash_limit", "titles.pka"} <= set(keys)


def test_a_stored_tax_table_comes_back_equal():
    for table in load_tax_tables():
        assert tax_table_from_json(json.loads(json.dumps(tax_table_to_json(table)))) == table


def test_a_damaged_tax_table_is_refused():
    stored = tax_table_to_json(load_tax_tables()[0])
    with pytest.raises(Refused, match=r"ppn\.rate\.value harus teks berisi persen"):
        tax_table_from_json(
            stored | {"ppn": stored["ppn"] | {"rate": stored["ppn"]["rate"] | {"value": 0.1}}}
        )


@pytest.mark.parametrize(
    ("text", "words"),
    [("1.5%", "1,5%"), ("1,75%", "1,75%"), ("12%", "12%"), ("11/12", "11/12"), ("0%", "0%")],
)
def test_a_rate_is_written_as_a_percentage_where_that_is_exact(text, words):
    assert fraction_words(parse_fraction(text)) == words


@given(st.fractions(min_value=0, max_value=1, max_denominator=10_000))
def test_a_rate_written_in_words_reads_back_exactly(rate):
    assert parse_fraction(fraction_words(rate)) == rate
