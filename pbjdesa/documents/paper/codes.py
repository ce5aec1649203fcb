"""The code that is typed from a printed paper to check it: 12 characters, XXXX-XXXX-XXXX.

Eleven characters are random (55 bits), in Crockford's base 32, which has no I, L, O and U. The
twelfth is a check character over GF(32): every single wrong character and every swap of two
characters gives a code that is no code at all, so a slip can never show somebody else's paper.
"""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12

_READ_AS = str.maketrans(
    "abcdefghjkmnpqrstvwxyzOoIiLl", "ABCDEFGHJKMNPQRSTVWXYZ001111", " -–.\t\n\r"
)
_POLYNOMIAL = 0b100101
"""x⁵ + x² + 1, primitive over GF(2): its root generates every value but zero."""


def new_code() -> str:
    """A fresh code, without dashes, from the system's random source."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return body + _check_character(body)


def normalise(text: str) -> str | None:
    """The code that somebody typed, or None when it cannot be one.

    Forgives case, spaces, dashes and dots, and reads O as 0 and I or L as 1.
    """
    code = text.translate(_READ_AS)
    if len(code) != LENGTH or not set(code) <= set(ALPHABET):
        return None
    return code if _check_character(code[:-1]) == code[-1] else None


def grouped(code: str) -> str:
    """The code as it is printed: XXXX-XXXX-XXXX."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _check_character(body: str) -> str:
    """Σ value·xⁿ: the weights differ at every place, so slips and swaps change the sum."""
    total = 0
    for character in body:
        total = _times_x(total ^ ALPHABET.index(character))
    return ALPHABET[total]


def _times_x(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 0b100000 else doubled
