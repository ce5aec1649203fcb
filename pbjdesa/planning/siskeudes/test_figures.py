"""Numbers, years and dates as Access, Excel and people write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.planning.siskeudes.figures import (
    Unreadable,
    is_unclear,
    read_date,
    read_figure,
    read_year,
    whole_rupiah,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1500000", "1500000"),
        ("1500000.00", "1500000"),
        ("1500000.0000", "1500000"),
        ("1500000,00", "1500000"),
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("1.500.000,00", "1500000"),
        ("1,500,000.00", "1500000"),
        ("1 500 000", "1500000"),
        ("1\u00a0500\u00a0000,50", "1500000.5"),
        ("1.5E+06", "1500000"),
        ("1,5e6", "1500000"),
        ("2E-1", "0.2"),
        ("Rp1.500.000", "1500000"),
        ("Rp 1.500.000,-", "1500000"),
        ("Rp. 1.500.000,00", "1500000"),
        ("IDR 1,500,000.00", "1500000"),
        ("-250.000", "-250000"),
        ("Rp-250.000", "-250000"),
        ("-Rp250.000", "-250000"),
        ("(250.000)", "-250000"),
        ("+7", "7"),
        ("1.500", "1500"),
        ("1,500", "1500"),
        ("0.125", "0.125"),
        ("1.25", "1.25"),
        (",5", "0.5"),
        ("12.", "12"),
        ("1500.125", "1500.125"),
        ("1499999.9999999998", "1499999.9999999998"),
        ("0", "0"),
    ],
)
def test_money_is_read_in_every_way_it_is_written(text: str, number: str) -> None:
    assert read_figure(text) == Decimal(number)


@pytest.mark.parametrize("text", ["", "   ", "-", "–", "\u00a0"])
def test_an_empty_cell_is_no_number(text: str) -> None:
    assert read_figure(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "1,5 juta",
        "12 sak",
        "1.50.000",
        "1.500.00,5",
        "1.500,000,00",
        "1.500.000.00",
        "12 34",
        "1E+999999",
        "1E+30",
        "NaN",
        "Infinity",
        "1e",
        ".",
        "--5",
        "٣٤",
        "1" * 40,
        "1000000000000001",
        "#REF!",
        "1/2",
        "Rp",
    ],
)
def test_what_is_not_one_number_is_never_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        read_figure(text)


def test_a_single_mark_before_three_digits_is_decimal_in_volumes_and_thousands_in_money() -> None:
    assert read_figure("1.500") == 1500
    assert read_figure("1.500", grouped=False) == Decimal("1.5")
    assert read_figure("1,500", grouped=False) == Decimal("1.5")
    assert read_figure("1.500.000", grouped=False) == 1_500_000
    assert is_unclear("1.500")
    assert not is_unclear("1.50")
    assert not is_unclear("0.125")


def _grouped(amount: int, mark: str) -> str:
    return f"{amount:,}".replace(",", mark)


@given(st.integers(-(10**14), 10**14))
def test_every_amount_survives_every_way_of_writing_it(amount: int) -> None:
    for text in (
        str(amount),
        f"{amount}.00",
        f"{amount},00",
        f"{_grouped(amount, '.')},00",
        f"{_grouped(amount, ',')}.00",
        f"Rp {_grouped(amount, '.')},-",
        f"{Decimal(amount):E}",
    ):
        assert read_figure(text) == amount, text


@given(st.decimals(0, 10**9, places=4))
def test_every_volume_survives_in_both_decimal_marks(volume: Decimal) -> None:
    assert read_figure(f"{volume:f}", grouped=False) == volume
    assert read_figure(f"{volume:f}".replace(".", ","), grouped=False) == volume


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_unreadable(text: str) -> None:
    try:
        number = read_figure(text)
    except Unreadable:
        return
    assert number is None or number.is_finite()


@pytest.mark.parametrize(
    ("number", "whole", "rounded"),
    [
        ("1500000", 1_500_000, False),
        ("1499999.9999999998", 1_500_000, False),
        ("10.5", 11, True),
        ("10.49", 10, True),
        ("0.004", 0, False),
        ("-10.5", -11, True),
    ],
)
def test_parts_of_a_rupiah_round_half_up_and_are_told(
    number: str, whole: int, rounded: bool
) -> None:
    assert whole_rupiah(Decimal(number)) == (whole, rounded)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12/05/15 00:00:00", date(2015, 12, 5)),
        ("12/31/25 00:00:00", date(2025, 12, 31)),
        ("31/12/2025", date(2025, 12, 31)),
        ("2025-12-31", date(2025, 12, 31)),
        ("2025-12-31T00:00:00", date(2025, 12, 31)),
        ("02/30/25", None),
        ("", None),
        ("besok", None),
        ("1/2", None),
    ],
)
def test_dates_of_access(text: str, day: date | None) -> None:
    assert read_date(text) == day


@given(st.text(max_size=20))
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_date(text)
    assert found is None or found.isoformat()


@pytest.mark.parametrize(
    ("text", "year"),
    [("2026", 2026), (" 2026.0 ", 2026), ("26", None), ("", None), ("20260", None)],
)
def test_years(text: str, year: int | None) -> None:
    assert read_year(text) == year
