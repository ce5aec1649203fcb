"""Sanctions hold from their first day to their last, both included, unless lifted before."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.suppliers.rules.sanctions import Term, months_later, sanction_sentence, term_problem

days = st.dates(date(2020, 1, 1), date(2035, 12, 31))
lengths = st.integers(0, 1_500)
DAY = timedelta(days=1)


@given(days, lengths)
def test_the_first_and_the_last_day_are_included_and_no_other(first: date, length: int) -> None:
    last = first + length * DAY
    term = Term(first, last)
    assert term.covers(first)
    assert term.covers(last)
    assert not term.covers(first - DAY)
    assert not term.covers(last + DAY)


@given(days, lengths, days, days)
def test_lifting_frees_from_its_day_on_and_changes_nothing_before(
    first: date, length: int, lifted: date, day: date
) -> None:
    whole = Term(first, first + length * DAY)
    cut = Term(whole.from_date, whole.until_date, lifted)
    assert cut.covers(day) == (whole.covers(day) and day < lifted)


@given(days, st.integers(1, 60))
def test_months_later_is_in_that_month_and_never_after_its_day(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
    assert later.day == day.day or (later + DAY).day == 1


@given(days, lengths, st.integers(1, 36))
def test_the_longest_time_is_kept_to_the_day(first: date, length: int, months: int) -> None:
    term = Term(first, first + length * DAY)
    fits = term.until_date < months_later(first, months)
    assert (term_problem(term, months) is None) == fits
    assert term_problem(term, None) is None


def test_a_year_ends_the_day_before_its_first_day_comes_again() -> None:
    assert term_problem(Term(date(2026, 3, 1), date(2027, 2, 28)), 12) is None
    assert term_problem(Term(date(2026, 3, 1), date(2027, 3, 1)), 12) is not None


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 8, 31), 1, date(2026, 9, 30)),
    ],
)
def test_the_end_of_a_short_month(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_it_cannot_end_before_it_starts() -> None:
    problem = term_problem(Term(date(2026, 3, 2), date(2026, 3, 1)), None)
    assert problem == "Hari terakhir harus sesudah hari pertama."


def test_the_sentence_says_until_when_why_and_what_to_do() -> None:
    term = Term(date(2026, 1, 1), date(2026, 12, 31))
    sentence = sanction_sentence("Toko Maju", "barang tidak dikirim", "SK 5/2026", term)
    for part in ("Toko Maju", "31 Desember 2026", "barang tidak dikirim", "SK 5/2026", "Pilih"):
        assert part in sentence
