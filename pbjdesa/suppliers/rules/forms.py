"""The form of the numbers that a supplier writes down. Whether a number was really given out only
its issuer knows: a right form is no proof."""

import re

NIB_DIGITS = 13
"""Nomor Induk Berusaha (PP 5/2021)."""
NIK_DIGITS = 16
NPWP_DIGITS = (15, 16)
"""The old form, and the new one: the NIK of a person, or a nought before the old form (PMK
112/PMK.03/2022)."""
PHONE_DIGITS = (8, 12)
"""Of the national number, without the leading nought or 62."""
KBLI_DIGITS = 5

_SEPARATORS = re.compile(r"[\s.\-/()]+")


def bare(text: str) -> str:
    """A number without the dots, dashes and spaces that people write into it."""
    return _SEPARATORS.sub("", text)


def is_number(text: str, *lengths: int) -> bool:
    """Whether this is a number of one of these lengths, and not one digit over and over."""
    digits = bare(text)
    ascii_digits = digits.isascii() and digits.isdigit()
    return ascii_digits and len(digits) in lengths and len(set(digits)) > 1


def nib_problem(nib: str) -> str | None:
    """What is wrong with the form of a NIB; an empty one is no fault here."""
    if not nib or is_number(nib, NIB_DIGITS):
        return None
    return "NIB terdiri dari 13 angka. Periksa lagi di surat NIB."


def nik_problem(nik: str) -> str | None:
    """What is wrong with the form of a NIK."""
    if not nik or is_number(nik, NIK_DIGITS):
        return None
    return "NIK terdiri dari 16 angka. Periksa lagi di KTP."


def npwp_problem(npwp: str) -> str | None:
    """What is wrong with the form of an NPWP: 15 digits, 16 with a nought before, or a NIK."""
    if not npwp or is_number(npwp, *NPWP_DIGITS):
        return None
    return "NPWP terdiri dari 15 atau 16 angka."


def phone_problem(phone: str) -> str | None:
    """What is wrong with the form of a phone number."""
    if not phone:
        return None
    number = national(phone)
    fewest, most = PHONE_DIGITS
    if number.isascii() and number.isdigit() and fewest <= len(number) <= most:
        return None
    return "Nomor telepon belum benar. Contoh: 0812 3456 7890."


def national(phone: str) -> str:
    """A phone number without +62, 62 or the leading nought, so that all ways to write it agree."""
    digits = bare(phone)
    if digits.startswith("+"):
        digits = digits.removeprefix("+").removeprefix("62")
    elif digits.startswith("62") and len(digits) > PHONE_DIGITS[0] + 1:
        digits = digits.removeprefix("62")
    return digits.lstrip("0")


def kbli_codes(text: str) -> tuple[str, ...]:
    """The codes of business fields in a line of text."""
    return tuple(re.findall(r"\d+", text))


def kbli_problem(text: str) -> str | None:
    """What is wrong with a list of KBLI codes."""
    codes = kbli_codes(text)
    left = re.sub(r"[\d\s,;.]", "", text)
    if not left and all(len(code) == KBLI_DIGITS for code in codes):
        return None
    return "Kode KBLI terdiri dari 5 angka, contoh 47111."


def nib_needed(value: int, limit: int | None) -> bool:
    """A051: whether this value asks for a NIB; nobody knows the limit: a stall may sell."""
    return limit is not None and value > limit
