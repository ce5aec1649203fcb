"""Reading the numbers, years and dates that Access, Excel and people write into the tables."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from pbjdesa.kernel.money import LARGEST

_GROUPED = re.compile(r"\d{1,3}([., ])\d{3}(\1\d{3})*")
_SCIENTIFIC = re.compile(r"(\d{1,20}(?:[.,]\d{0,20})?)[eE]([+-]?\d{1,2})")
_SPACED = re.compile(r"\d{1,3}( \d{3})+([.,]\d+)?")
_PREFIX = re.compile(r"(?i)^(?:rp|idr)\.?\s*")
_SUFFIX = re.compile(r"[.,]\s*-+$")
_ONE_MARK = re.compile(r"(\d{0,20})[.,](\d{0,20})")
_UNCLEAR = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?")
_CENT = Decimal("0.01")


class Unreadable(ValueError):
    """The text is not one number, whichever way it is read."""


def read_figure(text: str, *, grouped: bool = True) -> Decimal | None:
    """The number in a cell, None for an empty cell or a lone dash.

    Understands 1500000, 1500000.00, 1500000,00, 1.500.000, 1.500.000,00, 1,500,000.00, 1.5E+06,
    a leading Rp, a minus sign or brackets. One mark before exactly three digits (1.500) has two
    meanings: with `grouped` it separates thousands, as in money, else decimals, as in volumes.
    Raises Unreadable for anything else, and for what is beyond every village's budget.
    """
    bare = text.replace("\u00a0", " ").replace("\u202f", " ").strip()
    if bare in ("", "-", "–"):
        return None
    if bare.isascii() and bare.isdigit() and len(bare) < 16:
        return Decimal(bare)
    negative, digits = _unsign(bare)
    number = _unsigned(digits, grouped=grouped)
    if number > LARGEST:
        raise Unreadable(text)
    return -number if negative else number


def is_unclear(text: str) -> bool:
    """Whether the mark in the text may separate thousands as well as decimals (1.500)."""
    return _UNCLEAR.fullmatch(text.strip()) is not None


def whole_rupiah(number: Decimal) -> tuple[int, bool]:
    """The number in whole rupiah, half up, and whether a part of a rupiah was rounded away.

    Access stores money as binary fractions; noise below one cent is no part of a rupiah.
    """
    cents = number.quantize(_CENT, rounding=ROUND_HALF_UP)
    whole = int(cents.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return whole, cents != whole


def read_year(text: str) -> int | None:
    """2026 from "2026" or "2026.0"; None when the cell holds no year."""
    match = _YEAR.fullmatch(text.strip())
    return int(match[1]) if match and match[1].isascii() else None


def read_date(text: str) -> date | None:
    """A date as Access writes it (month/day/two-digit year, with or without a time), or ISO.

    Where the first number cannot be a month it is taken as the day. None when it is no date.
    """
    stamp = text.strip().split(" ")[0].split("T")[0]
    parts = re.split(r"[/-]", stamp)
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return None
    first, second, third = (int(part[:4]) for part in parts)
    if len(parts[0]) == 4:
        year, month, day = first, second, third
    else:
        month, day = (second, first) if first > 12 else (first, second)
        year = third + 2000 if third < 100 else third
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unsign(bare: str) -> tuple[bool, str]:
    negative = bare.startswith("(") and bare.endswith(")")
    if negative:
        bare = bare[1:-1].strip()
    bare = _PREFIX.sub("", bare)
    if bare[:1] in ("-", "+", "−"):
        negative = negative != (bare[0] != "+")
        bare = _PREFIX.sub("", bare[1:].strip())
    return negative, _SUFFIX.sub("", bare).strip()


def _unsigned(digits: str, *, grouped: bool) -> Decimal:
    if not digits.isascii() or len(digits) > 60:
        raise Unreadable(digits)
    if digits.isdigit():
        return Decimal(digits)
    if match := _SCIENTIFIC.fullmatch(digits):
        return _decimal(f"{match[1].replace(',', '.')}E{match[2]}")
    if _SPACED.fullmatch(digits):
        digits = digits.replace(" ", "")
        return _unsigned(digits, grouped=False) if not digits.isdigit() else Decimal(digits)
    if "." in digits and "," in digits:
        return _two_marks(digits)
    if _GROUPED.fullmatch(digits) and (grouped or not _UNCLEAR.fullmatch(digits)):
        if _ONE_MARK.fullmatch(digits) and digits.startswith("0"):
            return _decimal(digits.replace(",", "."))
        return Decimal(re.sub(r"[.,]", "", digits))
    return _one_mark(digits)


def _two_marks(digits: str) -> Decimal:
    """1.500.000,25 or 1,500,000.25: the last kind of mark is the decimal one, and stands once."""
    last = max(digits.rfind("."), digits.rfind(","))
    whole, part = digits[:last], digits[last + 1 :]
    if not _GROUPED.fullmatch(whole) or not part.isdigit():
        raise Unreadable(digits)
    return _decimal(f"{re.sub(r'[.,]', '', whole)}.{part}")


def _one_mark(digits: str) -> Decimal:
    match = _ONE_MARK.fullmatch(digits)
    if not match or not (match[1] or match[2]):
        raise Unreadable(digits)
    return _decimal(f"{match[1] or '0'}.{match[2] or '0'}")


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise Unreadable(text) from None
