"""The helper book of taxes accounts for every rupiah, in every year, whatever the order of days."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.payments.books import Standing, Withheld, by_urgency, tax_book

FIRST = date(2024, 1, 1)


@st.composite
def taxes(draw: st.DrawFn) -> Withheld:
    withheld_on = FIRST + timedelta(days=draw(st.integers(0, 1_095)))
    after = draw(st.none() | st.integers(0, 400))
    return Withheld(
        purchase_id=draw(st.integers(1, 9)),
        about="Semen",
        supplier="Toko Maju",
        label="PPh 22",
        amount=draw(st.integers(0, 10**12)),
        withheld_on=withheld_on,
        due_on=withheld_on + timedelta(days=30),
        ntpn="" if after is None else "A" * 16,
        deposited_on=None if after is None else withheld_on + timedelta(days=after),
    )


def open_after(all_taxes: list[Withheld], day: date) -> int:
    """What the village owes the state at the end of a day, counted tax by tax."""
    return sum(
        tax.amount
        for tax in all_taxes
        if tax.withheld_on <= day and (tax.deposited_on is None or tax.deposited_on > day)
    )


@given(st.lists(taxes(), max_size=40))
def test_each_year_begins_where_the_last_one_ended(all_taxes: list[Withheld]) -> None:
    books = [tax_book(year, all_taxes) for year in range(2024, 2030)]
    assert books[0].opening == 0
    for earlier, later in pairwise(books):
        assert later.opening == earlier.closing


@given(st.lists(taxes(), max_size=40), st.integers(2024, 2028))
def test_what_is_left_is_the_sum_of_the_open_taxes(all_taxes: list[Withheld], year: int) -> None:
    book = tax_book(year, all_taxes)
    assert book.closing == open_after(all_taxes, date(year, 12, 31))
    last_of_day = {entry.day: entry.balance for entry in book.entries}
    for day, balance in last_of_day.items():
        assert balance == open_after(all_taxes, day)


@given(st.lists(taxes(), max_size=40), st.integers(2024, 2028))
def test_no_line_hands_on_what_was_not_withheld(all_taxes: list[Withheld], year: int) -> None:
    for entry in tax_book(year, all_taxes).entries:
        assert entry.balance >= 0
        assert (entry.withheld == 0) != (entry.deposited == 0)


@given(st.lists(taxes(), max_size=40))
def test_the_list_loses_nothing_and_shows_the_most_urgent_first(all_taxes: list[Withheld]) -> None:
    listed = by_urgency(all_taxes)
    assert sorted(map(id, listed)) == sorted(map(id, all_taxes))
    marks = [not tax.amount or tax.deposited_on is not None for tax in listed]
    assert marks == sorted(marks)
    due = [tax.due_on for tax in listed if tax.amount and tax.deposited_on is None]
    assert due == sorted(due)


def test_a_tax_is_late_from_the_day_after_it_was_due() -> None:
    tax = Withheld(1, "Semen", "Toko Maju", "PPN", 1, FIRST, date(2024, 2, 15))
    assert tax.standing(date(2024, 2, 15)) == Standing.OPEN
    assert tax.standing(date(2024, 2, 16)) == Standing.LATE
