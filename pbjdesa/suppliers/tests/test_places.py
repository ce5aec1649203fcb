"""Nearest first: by the ladder of R-69, and by kilometres where both places are known."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.suppliers.rules.places import (
    BEYOND,
    EARTH_KM,
    HERE,
    NEAR,
    REGION,
    Spot,
    closeness,
    kilometres,
    read_spot,
    rung,
    spot_problem,
)

latitudes = st.decimals(-11, 6, places=6)
longitudes = st.decimals(95, 141, places=6)
spots = st.builds(
    Spot,
    desa=st.none() | st.integers(1, 3),
    kecamatan=st.none() | st.integers(1, 2),
    latitude=latitudes,
    longitude=longitudes,
)


@given(spots, spots)
def test_the_way_there_is_as_long_as_the_way_back(one: Spot, other: Spot) -> None:
    there, back = kilometres(one, other), kilometres(other, one)
    assert there == pytest.approx(back)
    assert 0 <= there <= 3.2 * EARTH_KM


@given(spots)
def test_nothing_is_far_from_itself(spot: Spot) -> None:
    assert kilometres(spot, spot) == pytest.approx(0, abs=1e-6)


def test_a_degree_of_latitude_is_111_kilometres() -> None:
    one = Spot(latitude=Decimal(-7), longitude=Decimal(110))
    other = Spot(latitude=Decimal(-8), longitude=Decimal(110))
    assert kilometres(one, other) == pytest.approx(111.2, abs=0.1)


def test_no_distance_is_invented() -> None:
    assert kilometres(Spot(1, 1), Spot(1, 1)) is None


@pytest.mark.parametrize(
    ("seller", "expected"),
    [
        (Spot(1, 1), HERE),
        (Spot(2, 1), NEAR),
        (Spot(None, 1), NEAR),
        (Spot(3, 2), REGION),
        (Spot(), BEYOND),
    ],
)
def test_the_ladder_is_desa_kecamatan_kabupaten(seller: Spot, expected: int) -> None:
    assert rung(Spot(1, 1), seller) == expected


@given(spots, st.lists(spots, min_size=2, max_size=6))
def test_a_lower_rung_comes_first_whatever_the_kilometres(here: Spot, shops: list[Spot]) -> None:
    found = sorted(shops, key=lambda shop: closeness(here, shop))
    rungs = [rung(here, shop) for shop in found]
    assert rungs == sorted(rungs)
    for one, other in pairwise(found):
        if rung(here, one) == rung(here, other):
            assert kilometres(here, one) <= kilometres(here, other)


@pytest.mark.parametrize(
    ("latitude", "longitude", "good"),
    [
        (None, None, True),
        (Decimal("-7.05"), Decimal("110.11"), True),
        (Decimal("-7.05"), None, False),
        (Decimal("110.11"), Decimal("-7.05"), False),
        (Decimal(0), Decimal(0), False),
    ],
)
def test_coordinates_lie_in_indonesia_or_are_left_out(
    latitude: Decimal | None, longitude: Decimal | None, good: bool
) -> None:
    assert (spot_problem(latitude, longitude) is None) == good


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("", (None, None)),
        ("-7.051234, 110.112345", (Decimal("-7.051234"), Decimal("110.112345"))),
        ("-7,051234 dan 110,112345", (Decimal("-7.051234"), Decimal("110.112345"))),
        ("-7.05", (Decimal("-7.05"), None)),
        ("1.1 2.2 3.3", (Decimal("1.1"), None)),
        ("di sana", (None, None)),
    ],
)
def test_two_numbers_of_a_map_are_read_in_both_ways_of_writing(
    text: str, pair: tuple[Decimal | None, Decimal | None]
) -> None:
    assert read_spot(text) == pair
