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
    (0xAE, 0x17F),
    (0x2BB, 0x2BC),  # ʻ ʼ, used in names
    (0x391, 0x3A1),
    (0x3A3, 0x3C9),
    (0x1E00, 0x1E9B),  # ḥ ṣ ṭ: transliterated Arabic names
    (0x1EA0, 0x1EF9),
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
)
SHOWABLE = frozenset(chr(code) for first, last in _RANGES for code in range(first, last + 1))
"""A subset of what Libertinus Serif, regular and bold, has; a test renders all of it."""

_LINE_END = re.compile("\r\n|[\n\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile("[\xad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff]")
_BREAK = "\u200b"
_PIECE = re.compile(r"[ \n]|[^ \n]+?(?:[-–/](?=[^\W\d])|(?=[ \n])|$)")
"""Text between two places where a line may end anyway: spaces, and dashes before a letter."""
# fmt: off
_WIDTHS = dict(zip(map(chr, range(0x20, 0x7F)), (
    250, 266, 376, 514, 514, 637, 729, 215, 315, 315, 433, 537, 244, 358, 244, 316,
    514, 514, 514, 514, 514, 514, 514, 514, 514, 514, 256, 256, 512, 551, 512, 430,
    988, 740, 654, 706, 734, 609, 545, 732, 817, 367, 373, 736, 577, 899, 740, 730,
    614, 730, 716, 504, 652, 732, 700, 1028, 718, 624, 624, 397, 307, 397, 518, 486,
    392, 506, 542, 456, 561, 489, 391, 521, 619, 322, 312, 613, 325, 905, 616, 551,
    581, 573, 428, 427, 358, 598, 529, 777, 561, 558, 452, 307, 220, 307, 473,
), strict=True))
# fmt: on
"""Of Libertinus Serif Bold, in thousandths of an em."""
_WIDEST = 1028


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
        piece if _width(piece) <= room else _BREAK.join(piece) for piece in _PIECE.findall(text)
    )


def _width(piece: str) -> float:
    """In em; an accented letter is as wide as its plain one, an unknown sign as the widest."""
    plain = (unicodedata.normalize("NFD", character)[0] for character in piece)
    return sum(_WIDTHS.get(character, _WIDEST) for character in plain) / 1000
