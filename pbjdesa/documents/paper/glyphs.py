"""What the letter fonts can show, and what happens to everything else.

A PDF/A export fails as a whole on one character without a glyph, so text is made showable before
it reaches the page. The rule, for every text of a paper:

- composed to NFC; tabs and odd spaces become spaces, every line end becomes a newline;
- marks that print nothing in any font (joiners, variation selectors, soft hyphens) are left out;
- every other character outside `SHOWABLE` (emoji, other scripts, control and direction-changing
  characters) is printed as □, so that nobody can hide or reverse text on an official letter.
"""

import re
import unicodedata

PLACEHOLDER = "\u25a1"

_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0xAC),  # leaves out the soft hyphen
    (0xAE, 0x24F),
    (0x2BB, 0x2BC),  # ʻ ʼ, used in names
    (0x391, 0x3A1),
    (0x3A3, 0x3C9),
    (0x1E00, 0x1EFF),  # ḥ ṣ ṭ: transliterated Arabic names
    (0x2010, 0x2015),
    (0x2018, 0x201E),
    (0x2020, 0x2022),
    (0x2026, 0x2026),
    (0x2030, 0x2030),
    (0x2032, 0x2033),
    (0x2039, 0x203A),
    (0x2044, 0x2044),
    (0x2070, 0x2071),
    (0x2074, 0x208E),
    (0x20AC, 0x20AC),
    (0x2103, 0x2103),
    (0x2113, 0x2113),
    (0x2116, 0x2116),
    (0x2122, 0x2122),
    (0x2153, 0x215E),
    (0x2190, 0x2193),
    (0x2212, 0x2212),
    (0x2248, 0x2248),
    (0x2260, 0x2260),
    (0x2264, 0x2265),
    (0x25A0, 0x25A1),
    (0x2714, 0x2714),
    (0x2718, 0x2718),
)
SHOWABLE = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""A subset of what Libertinus Serif, regular and bold, has; a test renders all of it."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\xad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_WORD = re.compile("[ \n]|[^ \n]+")
_BREAK = "\u200b"
_WIDE = frozenset("MWmw@%&—…")


def showable(text: str) -> str:
    """`text` with only newlines and characters that the fonts have."""
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return "\n".join(
        "".join(_shown(character) for character in line) for line in _LINE_END.split(composed)
    )


def _shown(character: str) -> str:
    if character in SHOWABLE:
        return character
    return " " if character == "\t" or unicodedata.category(character) == "Zs" else PLACEHOLDER


def breakable(text: str, room: float) -> str:
    """Let words that are wider than `room` (in em) break anywhere; others stay whole.

    A name of 300 letters without a space would otherwise run over the edge of the paper.
    """
    return "".join(
        word if _width(word) <= room else _BREAK.join(word) for word in _WORD.findall(text)
    )


def _width(word: str) -> float:
    """Width in em, slightly over what Libertinus Serif bold needs."""
    return sum(
        0.95 if character in _WIDE else 0.72 if character.isupper() else 0.53 for character in word
    )
