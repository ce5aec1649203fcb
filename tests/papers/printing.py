"""Every kind of paper, made from its sample, from nothing, or from what nobody should type."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import docx

from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.model import Paper, to_json
from pbjdesa.documents.paper.testing import HOSTILE, LETTERHEAD, REGISTERED, sample_of

WORST = (
    "\x00\x01\x08\x1b\x7f\ufffe=HYPERLINK('http://x') {{ 7*7 }} {% load x %}"
    " <script>alert(1)</script> &lt; ]]> \u202e\u2067\u200f\U0001f9fe\u0627\u0644 @SUM(A1)"
    f" \r\n\t{HOSTILE}"
)
"""Markup of every kind, control characters, directions, emoji, and a word of 300 letters."""
LINES = 500


def sample_paper(kind: PaperKind, **changes: Any) -> Paper:
    """The sample of a kind as it is issued."""
    return compose(kind, sample_of(kind), LETTERHEAD, **(REGISTERED | changes))


def hostile_paper(kind: PaperKind, **changes: Any) -> Paper:
    """The same with the worst text in every field that takes text."""
    data = {
        name: _worst(kind.by_name[name], value)
        for name, value in sample_of(kind).items()
        if name in kind.by_name
    }
    return compose(kind, data, LETTERHEAD, **(REGISTERED | changes))


def long_papers(kind: PaperKind) -> Iterator[Paper]:
    """The same with 500 lines in one table or list, each in turn.

    Not in all at once: where tables cross, as items and offers do, 500 lines of both would be a
    quarter of a million cells, which no village buys.
    """
    sample = sample_of(kind)
    for name, value in sample.items():
        if isinstance(value, list):
            longer = sample | {name: (value * LINES)[:LINES]}
            yield compose(kind, longer, LETTERHEAD, **REGISTERED)


def _worst(field: Field, value: Any) -> Any:
    if field.kind is FieldKind.TEXT:
        return WORST
    if field.kind is FieldKind.LIST:
        return [WORST for _ in value]
    if field.kind is FieldKind.TABLE:
        columns = {column.name: column for column in field.columns}
        return [
            {name: _worst(columns[name], cell) for name, cell in row.items()} for row in value[:2]
        ]
    return value


def words_of(paper: Paper) -> list[str]:
    """Every text of the paper's blocks, line by line."""
    return [
        line
        for block in to_json(paper)["blocks"]
        for text in _texts(block)
        for line in text.split("\n")
        if line.strip()
    ]


_NO_TEXT = {"type", "align", "sha256", "address"}


def _texts(value: Any, name: str = "") -> list[str]:
    if isinstance(value, str):
        return [] if name in _NO_TEXT else [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return [text for key, item in value.items() for text in _texts(item, key)]
    return []


def text_of_docx(content: bytes) -> str:
    """All text of a text document."""
    body = docx.Document(io.BytesIO(content)).element.body
    return "".join(body.itertext())


class Page(HTMLParser):
    """What a browser makes of a fragment: its text, tags and attributes, and what stays open."""

    def __init__(self, fragment: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.astray: list[str] = []
        self.feed(fragment)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.astray.append(tag)

    def handle_data(self, data: str) -> None:
        self.text.append(data)
