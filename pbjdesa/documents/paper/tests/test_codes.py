import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.documents.paper import codes

one_code = st.builds(codes.new_code)


def test_a_new_code_is_read_back_however_it_is_typed():
    for _ in range(500):
        code = codes.new_code()
        assert len(code) == codes.LENGTH
        assert codes.normalise(code) == code
        assert codes.normalise(codes.grouped(code)) == code
        assert codes.normalise(f" {codes.grouped(code).lower()}\n") == code


def test_new_codes_do_not_repeat():
    assert len({codes.new_code() for _ in range(10_000)}) == 10_000


def test_letters_that_look_like_digits_are_read_as_digits():
    code = next(c for c in iter(codes.new_code, None) if "0" in c and "1" in c)
    assert codes.normalise(code.replace("0", "o").replace("1", "l")) == code
    assert codes.normalise(code.replace("0", "O").replace("1", "I")) == code


@given(one_code, st.integers(0, codes.LENGTH - 1), st.sampled_from(codes.ALPHABET))
def test_one_wrong_character_is_never_a_code(code, place, character):
    wrong = code[:place] + character + code[place + 1 :]
    assert wrong == code or codes.normalise(wrong) is None


@given(one_code, st.integers(0, codes.LENGTH - 1), st.integers(0, codes.LENGTH - 1))
def test_two_characters_swapped_are_never_a_code(code, one, other):
    swapped = list(code)
    swapped[one], swapped[other] = swapped[other], swapped[one]
    assert "".join(swapped) == code or codes.normalise("".join(swapped)) is None


def test_ten_thousand_guesses_open_no_paper():
    issued = {codes.new_code() for _ in range(1000)}
    dice = random.Random(7)
    guesses = ("".join(dice.choices(codes.ALPHABET, k=codes.LENGTH)) for _ in range(10_000))
    assert [guess for guess in guesses if codes.normalise(guess) in issued] == []


@pytest.mark.parametrize(
    "text",
    ["", "K3F7-9QWX-2MT", "K3F7-9QWX-2MTRR", "U3F7-9QWX-2MTR", "Ⅸ" * 12, "ß" * 12, "\0" * 12],
)
def test_what_cannot_be_a_code_is_none(text):
    assert codes.normalise(text) is None
