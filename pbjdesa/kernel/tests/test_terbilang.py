"""Amounts in words, checked by reading the words back with rules of their own.

The reader below shares nothing with the writer: it knows the words' values and how they combine.
"""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pbjdesa.kernel.money import terbilang

UNITS = {
    "nol": 0,
    "satu": 1,
    "dua": 2,
    "tiga": 3,
    "empat": 4,
    "lima": 5,
    "enam": 6,
    "tujuh": 7,
    "delapan": 8,
    "sembilan": 9,
}
BIG = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}
WHOLE = {"sepuluh": "satu puluh", "sebelas": "satu belas", "seratus": "satu ratus"}


def read(words: str) -> int:
    """The number that Indonesian words name."""
    text = f" {words} "
    for short, long in (*WHOLE.items(), ("seribu", "satu ribu")):
        text = text.replace(f" {short} ", f" {long} ")
    total = part = digit = 0
    for word in text.split():
        if word in UNITS:
            digit = UNITS[word]
        elif word == "belas":
            part, digit = part + 10 + digit, 0
        elif word in {"puluh", "ratus"}:
            part, digit = part + digit * (10 if word == "puluh" else 100), 0
        else:
            total, part, digit = total + (part + digit) * BIG[word], 0, 0
    return total + part + digit


def test_the_reader_itself_reads_what_the_law_writes() -> None:
    assert read("dua puluh satu juta seratus lima belas ribu sebelas") == 21_115_011
    assert read("satu juta seribu") == 1_001_000


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1_000, "seribu"),
        (1_001, "seribu satu"),
        (1_999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2_000, "dua ribu"),
        (11_000, "sebelas ribu"),
        (100_000, "seratus ribu"),
        (101_000, "seratus satu ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (1_100_000, "satu juta seratus ribu"),
        (1_000_000_000, "satu miliar"),
        (1_000_001_000, "satu miliar seribu"),
        (2_000_000_000_000, "dua triliun"),
        (-1_500, "minus seribu lima ratus"),
    ],
)
def test_the_words_are_those_of_everyday_papers(number: int, words: str) -> None:
    assert terbilang(number) == words


def test_every_number_of_a_small_purchase_reads_back() -> None:
    """Every number up to 12,000, then a step that meets every digit in every place."""
    for number in [*range(12_001), *range(12_001, 1_200_001, 97)]:
        assert read(terbilang(number)) == number


@settings(max_examples=500)
@given(st.integers(0, 10**13) | st.integers(0, 10**6).map(lambda n: n * 1_000))
@example(999_999_999_999_999)
def test_every_amount_reads_back(number: int) -> None:
    words = terbilang(number)
    assert read(words) == number
    assert words == " ".join(words.split())
    assert "satu ribu" not in words.replace("puluh satu ribu", "").replace("ratus satu ribu", "")


def test_what_no_paper_can_hold_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="999 triliun"):
        terbilang(10**15)
