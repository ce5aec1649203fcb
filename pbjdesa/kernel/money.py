"""Rupiah are whole numbers. Reading them, writing them, and saying them in words."""

import re
from decimal import ROUND_HALF_UP, Decimal

from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

LARGEST = 10**15
"""Above every budget of every village together; what is larger is a typing slip."""

_PLAIN = re.compile(r"\d+")
_DOTTED = re.compile(r"\d{1,3}(\.\d{3})+")
_CENTS = re.compile(r",(00|-)$")
_WORDS = re.compile(r"(?i)\b(ribu|rb|juta|jt|milyar|miliar|m)\b")

_ONES = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
)


def parse_rupiah(text: str) -> int:
    """Read an amount as villagers type it: 1500000, 1.500.000, Rp1.500.000 or Rp 1.500.000,00.

    Anything that can be read in two ways ("1,5 juta", "1.5", "1,500") is asked back, never guessed.
    Raises Refused with a sentence that shows how to write it.
    """
    bare = re.sub(r"(?i)^\s*rp\.?\s*", "", text).strip()
    bare = _CENTS.sub("", bare.replace("\u00a0", " ").replace(" ", ""))
    if not bare:
        raise Refused("Isi jumlah uangnya, contoh 65.000.")
    if _WORDS.search(text):
        raise Refused(
            say("Tulis “{typed}” dengan angka lengkap, contoh 1.500.000.", typed=text.strip())
        )
    if bare.isascii() and (_PLAIN.fullmatch(bare) or _DOTTED.fullmatch(bare)):
        digits = bare.replace(".", "").lstrip("0") or "0"
        if len(digits) > len(str(LARGEST)) or (amount := int(digits)) > LARGEST:
            raise Refused("Angka ini terlalu besar. Periksa lagi jumlah nolnya.")
        return amount
    raise Refused(
        say("“{typed}” belum jelas. Tulis angka saja, contoh 1.500.000.", typed=text.strip()[:30])
    )


_VOLUME = re.compile(r"(\d{1,3}(\.\d{3})+|\d{1,12})(,\d{1,4})?")


def parse_volume(text: str) -> Decimal:
    """Read a quantity as villagers type it: 12, 2,5 or 1.200. A point before one, two or four
    digits ("2.5") is read as a comma, since it cannot part thousands. Refused when unclear.
    """
    bare = text.replace(" ", "")
    if re.fullmatch(r"\d+\.(\d{1,2}|\d{4})", bare):
        bare = bare.replace(".", ",")
    if not bare:
        raise Refused("Isi jumlahnya, contoh 2 atau 2,5.")
    if not (bare.isascii() and _VOLUME.fullmatch(bare)):
        raise Refused(
            say("“{typed}” belum jelas. Tulis angka, contoh 2 atau 2,5.", typed=text.strip()[:30])
        )
    return Decimal(bare.replace(".", "").replace(",", "."))


def rupiah(amount: int) -> str:
    """Rp1.500.000, with a minus sign before the Rp of a negative amount."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{group(abs(amount))}"


def group(number: int) -> str:
    """1.500.000."""
    return f"{number:,}".replace(",", ".")


def volume(amount: Decimal) -> str:
    """12, 2,5 or 1.200,25: as a village writes it, without trailing zeros."""
    whole, _, part = f"{amount:f}".partition(".")
    part = part.rstrip("0")
    return group(int(whole)) + (f",{part}" if part else "")


def times(volume: Decimal, unit_price: int) -> int:
    """Volume × unit price, in whole rupiah, rounded half up (R-65)."""
    return int((volume * unit_price).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def terbilang(number: int) -> str:
    """A whole number in Indonesian words: 1.001.000 is "satu juta seribu"."""
    if number < 0:
        return f"minus {terbilang(-number)}"
    if number >= 10**15:
        raise ValueError("terbilang() ends at 999 triliun")
    return _say(number)


def _say(number: int) -> str:
    if number < 12:
        return _ONES[number]
    if number < 20:
        return f"{_ONES[number - 10]} belas"
    if number < 100:
        return _join(f"{_ONES[number // 10]} puluh", number % 10)
    if number < 200:
        return _join("seratus", number - 100)
    if number < 1000:
        return _join(f"{_ONES[number // 100]} ratus", number % 100)
    if number < 2000:
        return _join("seribu", number - 1000)
    if number < 10**6:
        return _join(f"{_say(number // 1000)} ribu", number % 1000)
    scale, name = next(pair for pair in _SCALES if number >= pair[0])
    return _join(f"{_say(number // scale)} {name}", number % scale)


def _join(head: str, rest: int) -> str:
    return f"{head} {_say(rest)}" if rest else head
