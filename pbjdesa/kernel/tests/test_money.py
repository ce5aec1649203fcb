"""Rupiah as people type and read them, and volumes times prices."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.money import (
    LARGEST,
    group,
    parse_rupiah,
    parse_volume,
    rupiah,
    times,
    volume,
)

amounts = st.integers(0, LARGEST)


@given(amounts)
@example(0)
@example(999)
@example(1_000)
@example(LARGEST)
def test_every_way_of_writing_an_amount_reads_back_the_same(amount: int) -> None:
    for text in (
        str(amount),
        group(amount),
        rupiah(amount),
        f"Rp {group(amount)}",
        f"rp. {group(amount)},00",
        f"  {group(amount)},-  ",
        f"Rp\u00a0{group(amount)}",
    ):
        assert parse_rupiah(text) == amount, text


@given(st.text(max_size=40) | st.from_regex(r"[Rrp .,0-9-]{1,20}", fullmatch=True))
@example("1,5 juta")
@example("1.5")
@example("1,500")
@example("1.50.000")
@example("12.3456")
@example("-5000")
@example("٣٤٥")
@example("1e6")
@example("5jt")
def test_what_is_typed_is_read_exactly_or_asked_back(text: str) -> None:
    amount, reasons = read(text)
    if amount is None:
        assert all(reason.endswith(".") for reason in reasons)
        return
    whole = text.replace("\u00a0", " ").strip().removesuffix(",00").removesuffix(",-")
    assert amount == int("".join(sign for sign in whole if sign.isdigit()))
    assert all(sign.isspace() or sign in "rRpP.0123456789" for sign in whole)


def read(text: str) -> tuple[int | None, tuple[str, ...]]:
    try:
        return parse_rupiah(text), ()
    except Refused as refusal:
        return None, refusal.reasons


@pytest.mark.parametrize(
    "text", ["", "Rp", "1,5 juta", "2 jt", "seribu", "1.5", "1,500", "1.50.000", "-5", "1 000 .0"]
)
def test_what_can_be_read_in_two_ways_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match=r"contoh (65\.000|1\.500\.000)"):
        parse_rupiah(text)


@pytest.mark.parametrize("digits", [17, 100, 5_000])
def test_an_amount_beyond_every_budget_is_a_slip_and_no_crash(digits: int) -> None:
    with pytest.raises(Refused, match="terlalu besar"):
        parse_rupiah("9" * digits)


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.integers(0, 10**9))
def test_an_amount_is_off_by_at_most_half_a_rupiah_and_halves_go_up(
    quantity: Decimal, price: int
) -> None:
    exact = quantity * price
    amount = times(quantity, price)
    assert -Decimal("0.5") < amount - exact <= Decimal("0.5")


def test_half_a_rupiah_goes_up() -> None:
    assert times(Decimal("0.5"), 1) == 1
    assert times(Decimal("2.5"), 1) == 3
    assert times(Decimal("1.4999"), 1) == 1


@given(st.decimals(min_value=0, max_value=10**11, places=4))
def test_a_volume_reads_back_as_it_is_written(quantity: Decimal) -> None:
    assert parse_volume(volume(quantity)) == quantity


@pytest.mark.parametrize(
    ("text", "quantity"),
    [("12", "12"), ("2,5", "2.5"), ("2.5", "2.5"), ("1.200", "1200"), ("1.200,25", "1200.25")],
)
def test_a_point_before_three_digits_separates_thousands(text: str, quantity: str) -> None:
    assert parse_volume(text) == Decimal(quantity)


@pytest.mark.parametrize("text", ["", "dua", "-1", "1,2,3", "1.2.3", "½", "٣", "1" * 5_000])
def test_an_unclear_volume_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(Refused, match=r"contoh 2 atau 2,5"):
        parse_volume(text)


@given(st.integers(-(10**15), 10**15))
def test_a_negative_amount_shows_its_sign_before_the_rp(amount: int) -> None:
    shown = rupiah(amount)
    assert shown.startswith("-Rp" if amount < 0 else "Rp")
    assert int(shown.replace("Rp", "").replace(".", "")) == amount
