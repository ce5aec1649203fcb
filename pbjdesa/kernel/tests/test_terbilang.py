"""Amounts in words, checked by reading the words back with rules of their own.

The reader below shares nothing with the writer: it knows the words' values and how they combine.
"""

import ast
import os
import random
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pbjdesa.kernel.money import terbilang

PACKAGE = Path(__file__).resolve().parents[2]
LONG = os.environ.get("PBJDESA_LONG") == "1"
RANDOM = 20_000 if LONG else 2_000
NEVER = re.compile(r"\bsatu (belas|puluh|ratus)\b|^satu ribu\b|\b(juta|miliar|triliun) satu ribu\b")
"""What papers never say: sebelas, sepuluh, seratus, seribu. "Dua puluh satu ribu" is right."""
SAYS_NUMBERS = {"kernel/money.py"}
IN_A_BROWSER = {"web/static/web/pbj.js"}
"""Says amounts while they are typed; tests/browser compares it with ours, amount by amount."""

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
    """All of 0 … 1,200,000 in the long run; else up to 12,000, then a step that meets every digit
    in every place."""
    few = [*range(12_001), *range(12_001, 1_200_001, 97)]
    wrong = []
    for number in range(1_200_001) if LONG else few:
        words = terbilang(number)
        if read(words) != number or NEVER.search(words):
            wrong.append((number, words))
    assert wrong == []


def test_amounts_of_any_size_read_back() -> None:
    luck = random.Random(314159)
    wrong = []
    for number in (luck.randrange(10 ** luck.randint(1, 13)) for _ in range(RANDOM)):
        words = terbilang(number)
        if read(words) != number or NEVER.search(words) or words != " ".join(words.split()):
            wrong.append((number, words))
    assert wrong == []


@pytest.mark.parametrize("words", ["satu ribu", "satu juta satu ribu", "dua ratus satu puluh"])
def test_words_that_no_paper_says_are_found(words: str) -> None:
    assert NEVER.search(words)


def test_a_negative_amount_is_the_same_words_with_minus() -> None:
    for number in (1, 11, 1_000, 2_736_400):
        assert terbilang(-number) == f"minus {terbilang(number)}"
    assert terbilang(-0) == "nol"


def test_only_one_function_says_numbers() -> None:
    """A second one would say some number in another way one day."""
    saying = set()
    for file in PACKAGE.rglob("*"):
        name = file.relative_to(PACKAGE).as_posix()
        if "/tests/" in name or file.name.startswith("test_"):
            continue
        if file.suffix == ".py":
            literals = (
                n.value
                for n in ast.walk(ast.parse(file.read_text("utf-8")))
                if isinstance(n, ast.Constant)
            )
            if any(
                isinstance(each, str) and re.fullmatch(r"\W*(belas|sebelas|puluh)\W*", each)
                for each in literals
            ):
                saying.add(name)
        elif file.suffix in {".js", ".html", ".typ"} and re.search(
            r"\b(belas|puluh)\b", file.read_text("utf-8")
        ):
            saying.add(name)
    assert saying == SAYS_NUMBERS | IN_A_BROWSER


@settings(max_examples=500)
@given(st.integers(0, 10**13) | st.integers(0, 10**6).map(lambda n: n * 1_000))
@example(999_999_999_999_999)
def test_every_amount_reads_back(number: int) -> None:
    words = terbilang(number)
    assert read(words) == number
    assert words == " ".join(words.split())
    assert not NEVER.search(words)


def test_what_no_paper_can_hold_is_an_error_of_ours() -> None:
    with pytest.raises(ValueError, match="999 triliun"):
        terbilang(10**15)
