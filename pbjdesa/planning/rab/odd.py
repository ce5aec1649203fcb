"""Prices and volumes far from the rest of the same workbook: pointed out, never changed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median_low

from pbjdesa.kernel.money import rupiah, volume
from pbjdesa.kernel.words import say
from pbjdesa.planning.rab.model import Note, RabLine
from pbjdesa.planning.siskeudes.codes import normal_text

TIMES = 10
"""So many times the usual, or a part of it so small, is odd."""
_NEAR = Decimal(1) / 5
"""Two prices are alike when they differ by at most a fifth."""

Key = tuple[str, str]


def odd_notes(lines: Sequence[RabLine]) -> Iterator[Note]:
    """What is odd beside the other lines of the workbook that buy the same in the same unit."""
    groups: dict[Key, list[RabLine]] = defaultdict(list)
    for line in lines:
        if line.price:
            groups[_key(line)].append(line)
    usual = _Usual(groups)
    swapped = set()
    for note, pair in _swapped(lines, usual):
        swapped |= pair
        yield note
    for line in lines:
        if (line.sheet, line.row) in swapped:
            continue
        turned = _columns(line, usual)
        found = (turned,) if turned else (_price(line, usual), _volume(line, usual))
        yield from (note for note in found if note is not None)


def _key(line: RabLine) -> Key:
    return normal_text(line.description), line.usual_unit.lower()


class _Usual:
    """The median price and volume of one thing in one unit; nothing where it is bought once."""

    def __init__(self, groups: dict[Key, list[RabLine]]) -> None:
        self._groups = groups

    def price(self, line: RabLine) -> Decimal | None:
        prices = [one.price for one in self._alike(line) if one.price]
        return median_low(prices) if len(prices) >= 2 else None

    def volume(self, line: RabLine) -> Decimal | None:
        volumes = [one.volume for one in self._alike(line) if one.volume]
        return median_low(volumes) if len(volumes) >= 3 else None

    def _alike(self, line: RabLine) -> list[RabLine]:
        return self._groups.get(_key(line), [])


def _far(value: Decimal, usual: Decimal) -> bool:
    return usual > 0 and value > 0 and not usual / TIMES < value < usual * TIMES


def _near(value: Decimal, usual: Decimal | None) -> bool:
    return usual is not None and abs(value - usual) <= usual * _NEAR


def _price(line: RabLine, usual: _Usual) -> Note | None:
    there = usual.price(line)
    if line.price is None or there is None or not _far(line.price, there):
        return None
    sentence = say(
        "Harga {price} jauh dari baris lain yang sama, {usual}. Periksa nolnya.",
        price=rupiah(int(line.price)),
        usual=rupiah(int(there)),
    )
    return Note("warning", "price_unusual", line.sheet, line.row, sentence)


def _volume(line: RabLine, usual: _Usual) -> Note | None:
    there = usual.volume(line)
    if line.volume is None or there is None or not _far(line.volume, there):
        return None
    sentence = say(
        "Volume {volume} jauh dari baris lain yang sama, {usual}. Periksa komanya.",
        volume=volume(line.volume),
        usual=volume(there),
    )
    return Note("warning", "volume_unusual", line.sheet, line.row, sentence)


def _columns(line: RabLine, usual: _Usual) -> Note | None:
    """Volume and price in each other's column."""
    there = usual.price(line)
    if line.price is None or line.volume is None or there is None:
        return None
    if not _far(line.price, there) or not _near(line.volume, there):
        return None
    sentence = "Volume dan harganya seperti tertukar. Periksa kedua kolomnya."
    return Note("warning", "columns_swapped", line.sheet, line.row, sentence)


def _swapped(
    lines: Sequence[RabLine], usual: _Usual
) -> Iterator[tuple[Note, set[tuple[str, int]]]]:
    """Two neighbours whose prices stand in each other's row."""
    for one, other in pairwise(lines):
        if one.sheet != other.sheet or one.price is None or other.price is None:
            continue
        mine, theirs = usual.price(one), usual.price(other)
        if mine is None or theirs is None or _near(mine, theirs):
            continue
        crossed = _near(one.price, theirs) and _near(other.price, mine)
        if crossed and not _near(one.price, mine) and not _near(other.price, theirs):
            sentence = say(
                "Harga baris {first} dan {second} seperti tertukar. Periksa keduanya.",
                first=one.row,
                second=other.row,
            )
            where = {(one.sheet, one.row), (other.sheet, other.row)}
            yield Note("warning", "rows_swapped", one.sheet, one.row, sentence), where
