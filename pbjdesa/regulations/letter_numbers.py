"""Reading letter numbers back: the inverse of `rules.letter_number`. Pure."""

import re

from pbjdesa.regulations.ruleset import RuleSet, Series

EVERY_LETTER = "default"
"""The one series of a village whose numbers do not say what kind of letter they are of."""

_SLOTS = {
    "no": r"(?P<no>\d{1,6})",
    "bulan": "(?:I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII)",
}


def place_in_series(
    rules: RuleSet,
    series: str,
    number: str,
    *,
    year: int,
    village_code: str,
    village_letter_code: str = "",
) -> int | None:
    """The place of `number` in a series of the year, or None when it follows another pattern.

    Zeros in front and small letters do not matter: a clerk who writes 7 means 007.
    """
    row = rules.numbering.get(series, rules.numbering["default"])
    slots = {
        **_SLOTS,
        "kode": re.escape(row.code or series.upper().replace("_", "-")),
        "kode_desa": re.escape(village_code),
        "kode_surat_desa": re.escape(village_letter_code or village_code),
        "tahun": str(year),
    }
    found = re.fullmatch(_expression(row, slots), "".join(number.split()), re.IGNORECASE)
    return int(found["no"]) if found else None


def _expression(row: Series, slots: dict[str, str]) -> str:
    parts = re.split(r"\{(\w+)\}", "".join(row.pattern.split()))
    return "".join(
        slots[part] if place % 2 else re.escape(part) for place, part in enumerate(parts)
    )


def series_of(rules: RuleSet, kind: str) -> str:
    """Under which name the numbers of a kind of paper are counted: its own, or one for all letters
    where the pattern does not tell them apart."""
    row = rules.numbering.get(kind, rules.numbering["default"])
    return kind if "{kode}" in row.pattern else EVERY_LETTER
