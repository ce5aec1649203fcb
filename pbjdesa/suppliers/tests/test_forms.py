"""The form of numbers: right lengths in any way of writing, and nothing else."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.suppliers.rules import forms

digits = st.text("0123456789", min_size=1, max_size=20)
SEPARATED = st.sampled_from([" ", ".", "-", "", "", ""])


def spread(draw: st.DrawFn, number: str) -> str:
    """The same number with dots, dashes and spaces in it."""
    return "".join(digit + draw(SEPARATED) for digit in number)


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A number, and one way in which somebody writes it."""
    number = draw(digits)
    return number, spread(draw, number)


@given(written())
def test_only_the_length_counts_not_how_it_is_written(pair: tuple[str, str]) -> None:
    number, text = pair
    varied = len(set(number)) > 1
    assert (forms.nib_problem(text) is None) == (varied and len(number) == 13)
    assert (forms.nik_problem(text) is None) == (varied and len(number) == 16)
    assert (forms.npwp_problem(text) is None) == (varied and len(number) in {15, 16})
    assert forms.bare(text) == number


@given(digits, st.sampled_from(string.ascii_letters + "²٣_@"))
def test_a_number_with_anything_else_in_it_is_none(number: str, strange: str) -> None:
    for problem in (forms.nib_problem, forms.nik_problem, forms.npwp_problem):
        assert problem(number + strange) is not None
    assert forms.phone_problem(number + strange) is not None


def test_an_empty_number_is_no_fault() -> None:
    for problem in (
        forms.nib_problem,
        forms.nik_problem,
        forms.npwp_problem,
        forms.phone_problem,
        forms.kbli_problem,
    ):
        assert problem("") is None


@given(st.integers(10**9, 10**11 - 1))
def test_a_phone_number_is_the_same_with_62_or_a_nought(national: int) -> None:
    ways = (f"0{national}", f"62{national}", f"+62{national}", f"+62 0{national}", str(national))
    found = {forms.national(way) for way in ways if not str(national).startswith("62")}
    assert len(found) <= 1
    for way in ways[:4]:
        assert forms.phone_problem(way) is None


@pytest.mark.parametrize("text", ["0812 3456 7890", "(0294) 381234", "+62-812-3456-7890"])
def test_usual_numbers_are_taken(text: str) -> None:
    assert forms.phone_problem(text) is None


@pytest.mark.parametrize("text", ["0812", "tanya istri", "08123456789012345", "0812x3456789"])
def test_what_nobody_can_call_is_not_taken(text: str) -> None:
    assert forms.phone_problem(text) == "Nomor telepon belum benar. Contoh: 0812 3456 7890."


@pytest.mark.parametrize(
    ("text", "codes"), [("47111", ("47111",)), ("47111, 47112", ("47111", "47112")), ("", ())]
)
def test_business_fields_are_codes_of_five_digits(text: str, codes: tuple[str, ...]) -> None:
    assert forms.kbli_problem(text) is None
    assert forms.kbli_codes(text) == codes


@pytest.mark.parametrize("text", ["4711", "toko besi", "47111 besi"])
def test_a_word_is_no_code(text: str) -> None:
    assert forms.kbli_problem(text) is not None


@given(st.integers(0, 10**12), st.integers(0, 10**12) | st.none())
def test_a_nib_is_needed_above_the_limit_and_not_at_it(value: int, limit: int | None) -> None:
    assert forms.nib_needed(value, limit) == (limit is not None and value > limit)
    if limit is not None:
        assert not forms.nib_needed(limit, limit)
        assert forms.nib_needed(limit + 1, limit)
