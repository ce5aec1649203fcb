"""Likenesses (A057): found in every spelling, the same from both sides, never out of nothing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.suppliers.rules.likeness import (
    Party,
    bank_digits,
    likenesses,
    same_address,
    same_name,
    same_phone,
)
from pbjdesa.suppliers.states import LikenessKind

names = st.lists(st.text("abcdefgklmnoprstuw", min_size=3, max_size=9), min_size=1, max_size=3)
numbers = st.integers(10**9, 10**11 - 1)
some = st.sampled_from(["", "Wagiman", "wagiman.", "Bapak Wagiman", "Siti Aminah"])
parties = st.builds(
    Party,
    key=st.integers(1, 10**6).map(lambda n: f"supplier:{n}"),
    name=st.just("Toko"),
    owner=some,
    nik=st.sampled_from(["", "a1", "b2"]),
    phone=st.sampled_from(["", "0812 3456 7890", "+6281234567890", "0813 000 1111"]),
    address=st.sampled_from(["", "Dusun Krajan", "Dusun Krajan RT 02", "dsn. krajan, rt.2"]),
    place=st.sampled_from(["1", "2"]),
    bank=st.sampled_from(["", "h1", "h2"]),
)
officials = st.builds(
    Party,
    key=st.integers(1, 10**6).map(lambda n: f"person:{n}"),
    name=st.just("Pak Kades"),
    owner=some,
    nik=st.sampled_from(["", "a1", "b2"]),
    phone=st.sampled_from(["", "081234567890"]),
    official=st.just(True),
)
groups = st.lists(parties, max_size=4, unique_by=lambda one: one.key)
teams = st.lists(officials, max_size=3, unique_by=lambda one: one.key)


@given(names, st.sampled_from([" ", "  ", ". ", ", "]), st.sampled_from(["", "Bapak ", "H. "]))
def test_a_name_is_the_same_in_any_spelling(words: list[str], gap: str, title: str) -> None:
    plain = " ".join(words)
    assert same_name(title + gap.join(word.upper() for word in words)) == same_name(plain)


@given(numbers)
def test_a_phone_is_the_same_in_any_spelling(number: int) -> None:
    text = str(number)
    if text.startswith("62"):
        return
    ways = {f"0{text}", f"+62{text}", f"62 {text}", f"0{text[:3]}-{text[3:]}"}
    assert len({same_phone(way) for way in ways}) == 1


@given(numbers.map(str), st.sampled_from(["Bank Desa {} a.n. Siti", "{}", "BRI: {}", "no. {} (2)"]))
def test_a_bank_account_is_its_digits(number: str, way: str) -> None:
    parted = "-".join((number[:4], number[4:]))
    assert bank_digits(way.format(number)) == bank_digits(way.format(parted)) == number


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jalan Raya No. 14", "jl raya nomor 14"),
        ("Dusun Krajan RT 02 RW 1", "Dsn. Krajan, RT.2/RW 01"),
    ],
)
def test_an_address_is_the_same_in_short(one: str, other: str) -> None:
    assert same_address(one) == same_address(other) != ""


def test_a_hamlet_alone_is_no_address() -> None:
    assert same_address("Dusun Krajan") == ""


@given(groups, teams)
def test_nobody_is_like_themselves_and_a_pair_is_named_once(
    sellers: list[Party], team: list[Party]
) -> None:
    found = likenesses(sellers, team)
    pairs = [(one.kind, frozenset((one.supplier.key, one.other.key))) for one in found]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for _, pair in pairs)
    assert len({one.key for one in found}) == len(found)
    assert all(not one.supplier.official for one in found)


@given(groups, teams)
def test_the_order_in_which_they_are_named_changes_nothing(
    sellers: list[Party], team: list[Party]
) -> None:
    there, back = likenesses(sellers, team), likenesses(sellers[::-1], team[::-1])
    assert {one.key for one in there} == {one.key for one in back}


@given(groups, teams)
def test_what_is_empty_is_like_nothing(sellers: list[Party], team: list[Party]) -> None:
    bare = [replace(one, owner="", nik="", phone="", address="", bank="") for one in sellers]
    assert likenesses(bare, team) == []


@given(parties, officials)
def test_the_same_nik_says_all(seller: Party, person: Party) -> None:
    seller, person = replace(seller, nik="same"), replace(person, nik="same")
    (found,) = likenesses([seller], [person])
    assert found.kind == LikenessKind.NIK
    assert found.same_person


@given(parties, parties, st.sampled_from(["0812 0000 0001", "0812 0000 0002"]))
def test_what_changes_is_another_likeness(one: Party, other: Party, phone: str) -> None:
    """An answer to the old one does not answer the new one."""
    one = replace(one, key="supplier:1", nik="", owner="", bank="", address="")
    other = replace(other, key="supplier:2", nik="", owner="", bank="", address="")
    before = likenesses([replace(one, phone="0815 1"), replace(other, phone="0815 1")])
    after = likenesses([replace(one, phone=phone), replace(other, phone=phone)])
    assert [found.kind for found in after] == [LikenessKind.PHONE]
    assert {found.key for found in before}.isdisjoint(found.key for found in after)


def test_the_same_hamlet_in_two_villages_is_no_likeness() -> None:
    here = Party("supplier:1", "Toko A", address="Dusun Krajan RT 02", place="1")
    there = replace(here, key="supplier:2", name="Toko B", place="2")
    assert likenesses([here, there]) == []
    (found,) = likenesses([here, replace(there, place="1")])
    assert found.kind == LikenessKind.ADDRESS


def test_an_official_has_no_bank_here() -> None:
    seller = Party("supplier:1", "Toko A", bank="h1")
    assert likenesses([seller], [Party("person:1", "Pak Kades", official=True)]) == []
