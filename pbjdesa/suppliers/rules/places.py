"""How far a supplier is from a village: by coordinates where both are known, else by the ladder
desa, kecamatan, kabupaten. Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6_371
"""Mean radius."""
NORTH, SOUTH, WEST, EAST = Decimal(7), Decimal(-12), Decimal(94), Decimal(142)
"""A frame around Indonesia, in degrees: what lies outside was typed wrong or is swapped."""

HERE, NEAR, REGION, BEYOND = range(4)
"""Rungs: the same desa, the same kecamatan, the kabupaten, elsewhere or not known."""


@dataclass(frozen=True)
class Spot:
    """Where something lies: ids of desa and kecamatan as far as known, degrees as far as known."""

    desa: int | None = None
    kecamatan: int | None = None
    latitude: Decimal | None = None
    longitude: Decimal | None = None


def spot_problem(latitude: Decimal | None, longitude: Decimal | None) -> str | None:
    """What is wrong with typed coordinates; none at all is no fault."""
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        return "Isi dua angka koordinat, atau kosongkan dua-duanya."
    if SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST:
        return None
    return "Koordinat ini di luar Indonesia. Contoh: -7,051234 dan 110,112345."


def kilometres(one: Spot, other: Spot) -> float | None:
    """The great-circle distance; None where coordinates are missing."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    north, south = radians(one.latitude), radians(other.latitude)
    turn = radians(float(other.longitude) - float(one.longitude))
    chord = sin((south - north) / 2) ** 2 + cos(north) * cos(south) * sin(turn / 2) ** 2
    return 2 * EARTH_KM * asin(min(1.0, sqrt(chord)))


def rung(seeker: Spot, supplier: Spot) -> int:
    """How many steps of the ladder lie between them; smaller is closer."""
    if supplier.desa is not None and supplier.desa == seeker.desa:
        return HERE
    if supplier.kecamatan is None:
        return BEYOND
    return NEAR if supplier.kecamatan == seeker.kecamatan else REGION


def closeness(seeker: Spot, supplier: Spot) -> tuple[int, float]:
    """By what the nearest come first: the rung, and within it the kilometres where known.

    A shop of the same village stays first even where the neighbour's is fewer kilometres away:
    R-69 asks for the village itself before the kecamatan.
    """
    away = kilometres(seeker, supplier)
    return rung(seeker, supplier), float("inf") if away is None else away


def read_spot(text: str) -> tuple[Decimal | None, Decimal | None]:
    """Latitude and longitude as a map shows them ("-7.051234, 110.112345") or with commas
    ("-7,051234 dan 110,112345"); (None, None) for an empty line, (number, None) for half a pair."""
    found = [Decimal(one.replace(",", ".")) for one in _DEGREES.findall(text)]
    pair = [*found, None, None]
    return (pair[0], pair[1]) if len(found) <= 2 else (found[0], None)


_DEGREES = re.compile(r"-?\d{1,3}[.,]\d{1,15}")
