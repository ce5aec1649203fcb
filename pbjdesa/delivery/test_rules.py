"""Sums on reports and lists, checked against the samples that people reckoned by hand."""

import json
from pathlib import Path

import pytest

from pbjdesa.delivery import rules

PAPERS = Path(rules.__file__).with_name("papers")


def sample(slug):
    return json.loads((PAPERS / slug / "sample.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("slug", "reckon", "fields"),
    [
        ("daftar_upah", rules.wages, ("days_total", "total", "tax_total", "net_total")),
        ("daftar_hadir_pekerja", rules.attendance, ("days_total",)),
        ("laporan_sumber_daya", rules.resources, rules.RESOURCE_SUMS),
        ("laporan_mingguan", rules.week, ("plan_total", "done_total", "deviation")),
        (
            "laporan_kemajuan",
            rules.progress,
            ("paid_share", "plan_total", "done_total", "deviation"),
        ),
    ],
)
def test_the_sums_are_those_of_a_list_reckoned_by_hand(slug, reckon, fields):
    by_hand = sample(slug)
    typed = {name: value for name, value in by_hand.items() if name not in fields}
    assert reckon(typed) == by_hand


def test_a_wage_is_days_times_the_daily_wage_less_tax():
    worker = {"days": "5.5", "wage": 105_001, "tax": 1_000, "amount": 1, "net": 1}
    (row,) = rules.wages({"workers": [worker]})["workers"]
    assert (row["amount"], row["net"]) == (577_506, 576_506)


def test_what_is_not_known_is_not_guessed():
    told = rules.wages({"workers": [{"days": "5", "wage": None}, {"days": "6", "wage": 100_000}]})
    assert told["days_total"] == "11"
    assert "total" not in told
    assert "net_total" not in told
    assert rules.wages({}) == {}


def test_a_list_that_is_to_be_ticked_by_hand_stays_empty():
    row = {"name": "Tarmini", "job": "Pekerja"}
    told = rules.attendance({"workers": [row]})
    assert told == {"workers": [row]}


def test_a_mark_that_nobody_knows_is_left_to_the_reader():
    row = {"day_1": "V", "day_2": "sakit"}
    assert rules.attendance({"workers": [row]}) == {"workers": [row]}


@pytest.mark.parametrize(
    ("done", "told"),
    [("40", "Sesuai rencana"), ("41.5", "1,5 persen di depan rencana")],
)
def test_the_difference_is_told_in_words(done, told):
    row = {"plan": "40", "before": "0", "week_done": done}
    assert rules.week({"works": [row]})["deviation"] == told
