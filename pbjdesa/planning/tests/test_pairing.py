"""Which stored line is which line of a file."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.planning import pairing
from pbjdesa.planning.pairing import Face, likeness, pair
from pbjdesa.planning.states import Level


def face(name: str, amount: int = 1_000, *, key: str = "", account: str = "5.2.1.01") -> Face:
    return Face(Level.ITEM, key or name, account, name, "DDS", Decimal(1), amount, amount)


faces = st.builds(
    Face,
    st.sampled_from(list(Level)),
    st.text("ab", max_size=2),
    st.sampled_from(("5.2.1.01", "5.3.5.03")),
    st.sampled_from(("Semen", "Semen 50 kg", "Pasir", "Batu", "")),
    st.sampled_from(("DDS", "ADD")),
    st.sampled_from((None, Decimal(1), Decimal(2))),
    st.sampled_from((None, 5, 10)),
    st.integers(0, 3),
)


@given(st.lists(faces, max_size=8), st.lists(faces, max_size=8))
def test_every_line_is_paired_once_at_most(stored: list[Face], wanted: list[Face]) -> None:
    pairs = pair(stored, wanted)
    assert len(set(pairs.values())) == len(pairs)
    assert set(pairs) <= set(range(len(wanted)))
    assert set(pairs.values()) <= set(range(len(stored)))


@given(st.lists(faces, max_size=8))
def test_the_same_lines_find_themselves(lines: list[Face]) -> None:
    pairs = pair(lines, lines)
    assert len(pairs) == len(lines)
    assert all(lines[there] == lines[here] for there, here in pairs.items())


@given(st.text(max_size=20), st.text(max_size=20))
def test_likeness_is_a_share(one: str, other: str) -> None:
    alike = likeness(face(one), face(other))
    assert 0 <= alike <= 1
    assert alike == likeness(face(other), face(one))


def test_words_in_another_order_or_spelling_are_alike() -> None:
    assert likeness(face("Kertas HVS A4"), face("hvs a4, kertas")) == 1
    assert likeness(face("Fotocopy laporan"), face("Fotokopi laporan")) > pairing.ALIKE
    assert likeness(face("Semen"), face("Kertas")) == 0


def test_the_closest_name_is_taken_first() -> None:
    stored = [face("Semen Portland 40 kg"), face("Semen Portland 50 kg")]
    wanted = [face("Semen Portland 50 kg zak", 1_100), face("Semen Portland 40 kg zak", 1_100)]
    assert pair(stored, wanted) == {0: 1, 1: 0}


def test_things_that_share_nothing_stay_apart() -> None:
    assert pair([face("Semen", 5)], [face("Kertas folio", 7)]) == {}


def test_too_many_to_compare_are_paired_by_equal_names_only(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairing, "MOST_COMPARED", 0)
    stored = [face("Semen 40 kg", 1), face("Pasir", 2)]
    wanted = [face("Semen 40 kg.", 3), face("Pasir beton", 4)]
    assert pair(stored, wanted) == {0: 0}
