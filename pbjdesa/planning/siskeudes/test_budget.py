"""Which posting and which table speaks for an account."""

from datetime import date

import pytest

from pbjdesa.planning.siskeudes.test_support import (
    item,
    only_line,
    posted_item,
    posted_total,
    problems_of,
    read_items,
    read_tables,
    total,
)


def test_the_highest_posting_wins_as_a_number() -> None:
    rows = [
        posted_item(9, Anggaran=1_000_000),
        posted_item(10, Anggaran=2_000_000),
        posted_item(2, Anggaran=3_000_000),
    ]
    read = read_tables(
        Ta_AnggaranRinci=rows, Ta_Anggaran=[posted_total(10, TglPosting="09/01/26 10:00:00")]
    )
    assert only_line(read).amount == 2_000_000
    assert read.posting is not None
    assert (read.posting.number, read.posting.posted_on) == (10, date(2026, 9, 1))


def test_an_unreadable_newest_row_does_not_bring_back_the_older_one() -> None:
    read = read_tables(Ta_AnggaranRinci=[posted_item(1), posted_item(2, Anggaran="?")])
    assert read.lines == ()
    assert [problem.line for problem in problems_of(read, "row_unreadable")] == [3]


def test_the_highest_posting_wins_even_when_the_fund_changed() -> None:
    rows = [
        posted_total(1, SumberDana="DDS"),
        posted_total(2, SumberDana="ADD", Anggaran=7_000_000),
    ]
    line = only_line(read_tables(Ta_Anggaran=rows))
    assert (line.fund_sources, line.amount) == (("ADD",), 7_000_000)


@pytest.mark.parametrize("posting", ["", "x", "1.5"])
def test_a_row_without_posting_number_is_listed(posting: str) -> None:
    read = read_tables(Ta_Anggaran=[posted_total(), posted_total(posting, account="5.3.5.02")])
    assert len(read.lines) == 1
    assert [problem.line for problem in problems_of(read, "row_unreadable")] == [3]


def test_posted_items_count_before_the_working_copy() -> None:
    read = read_tables(
        Ta_AnggaranRinci=[posted_item(1, Anggaran=6_550_000)],
        Ta_RABRinci=[item(JmlSatuan=200, Anggaran=13_100_000)],
        Ta_RAB=[total(Anggaran=13_100_000)],
    )
    assert (only_line(read).table, read.total) == ("Ta_AnggaranRinci", 6_550_000)


def test_lines_that_no_posting_holds_are_marked() -> None:
    read = read_tables(
        Ta_AnggaranRinci=[posted_item(1)],
        Ta_RABRinci=[item(), item(account="5.3.5.02", Uraian="Upah")],
    )
    assert [(line.account_code, line.marks) for line in read.lines] == [
        ("5.3.5.02", ("not_posted",)),
        ("5.3.5.03", ()),
    ]
    assert [problem.line for problem in problems_of(read, "not_posted")] == [3]


def test_account_totals_fill_in_only_where_an_account_has_no_items() -> None:
    read = read_items(
        item(),
        Ta_RAB=[total(), total(account="5.3.5.02", Anggaran=2_000_000)],
        Ta_Anggaran=[posted_total(), posted_total(account="5.3.5.02", Anggaran=2_000_000)],
    )
    assert [(line.level, line.account_code, line.amount) for line in read.lines] == [
        ("account_total", "5.3.5.02", 2_000_000),
        ("item", "5.3.5.03", 6_550_000),
    ]
    assert read.lines[0].fund_sources == ("DDS",)
    assert read.lines[0].key == "02.03.10|5.3.5.02|01|total|DDS"
    assert read.lines[0].volume is None


def test_posted_totals_stand_apart_for_each_fund() -> None:
    rows = [posted_total(), posted_total(SumberDana="ADD", Anggaran=1_000_000)]
    read = read_tables(Ta_Anggaran=rows)
    assert {line.fund_sources: line.amount for line in read.lines} == {
        ("DDS",): 6_550_000,
        ("ADD",): 1_000_000,
    }
    assert len({line.key for line in read.lines}) == 2


def test_a_total_without_fund_takes_the_only_fund_of_its_activity() -> None:
    read = read_tables(Ta_RAB=[total()])
    assert (only_line(read).fund_sources, only_line(read).marks) == (
        ("DDS",),
        ("fund_from_activity",),
    )


def test_a_file_with_totals_only_says_that_items_are_typed() -> None:
    read = read_tables(Ta_RAB=[total()], Ta_Anggaran=[posted_total()])
    (problem,) = problems_of(read, "totals_only")
    assert "V2.0.6" in problem.sentence
    assert "Ta_RABRinci.csv" in problem.sentence


def test_items_that_do_not_add_up_to_their_account_are_told() -> None:
    read = read_items(item(), Ta_Anggaran=[posted_total(2, Anggaran=9_000_000)])
    (problem,) = problems_of(read, "total_mismatch")
    assert "Rp6.550.000" in problem.sentence
    assert "Rp9.000.000" in problem.sentence


# --- lines that the newest posting no longer holds ---

OLDER = [posted_item(1), posted_item(1, No_Urut="02"), posted_item(2)]


def test_a_line_missing_in_the_newest_posting_is_gone_when_the_total_says_so() -> None:
    read = read_tables(Ta_AnggaranRinci=OLDER, Ta_Anggaran=[posted_total(2)])
    assert only_line(read).order == 1
    assert problems_of(read, "struck_off")[0].line == 3


def test_a_line_missing_in_the_newest_posting_stays_when_the_total_says_so() -> None:
    read = read_tables(Ta_AnggaranRinci=OLDER, Ta_Anggaran=[posted_total(2, Anggaran=13_100_000)])
    assert [line.marks for line in read.lines] == [(), ()]


def test_a_line_missing_in_the_newest_posting_is_marked_when_nothing_tells() -> None:
    read = read_tables(Ta_AnggaranRinci=OLDER)
    assert [line.marks for line in read.lines] == [(), ("older_posting",)]
    assert problems_of(read, "older_posting")


def test_an_account_that_the_change_emptied_is_gone() -> None:
    read = read_tables(
        Ta_Anggaran=[posted_total(1, account="5.3.5.02"), posted_total(2)],
        Ta_RAB=[
            total(),
            total(account="5.3.5.02", AnggaranPAK=-6_550_000, AnggaranStlhPAK=0),
        ],
    )
    assert only_line(read).account_code == "5.3.5.03"
