"""A paper, before it is printed: plain text in blocks, and nothing that depends on how it is shown.

The same model is printed as PDF and can be shown on a screen or written as a text document. Every
text is plain: markup in it is printed as it stands. `to_json` and `from_json` are exact inverses,
so the frozen JSON of a paper prints the same paper for ever.
"""

import base64
import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from pbjdesa.documents.paper.shapes import Shape
from pbjdesa.kernel.errors import Refused

Align = Literal["left", "center", "right", "justify"]
Size = Literal["A4", "F4"]


@dataclass(frozen=True)
class Letterhead:
    """The kop of a village. `logo` is a PNG or JPEG file as base64, "" for none."""

    kabupaten: str
    kecamatan: str
    desa: str
    lines: tuple[str, ...]
    """From large to small government; the last line is printed largest."""
    address: tuple[str, ...] = ()
    logo: str = ""

    @classmethod
    def of_desa(
        cls,
        *,
        kabupaten: str,
        kecamatan: str,
        desa: str,
        address: tuple[str, ...] = (),
        logo: bytes = b"",
    ) -> "Letterhead":
        """The usual three lines of a village's letterhead; names come without their rank."""
        lines = (f"Pemerintah Kabupaten {kabupaten}", f"Kecamatan {kecamatan}", f"Desa {desa}")
        return cls(
            kabupaten=kabupaten,
            kecamatan=kecamatan,
            desa=desa,
            lines=tuple(line.upper() for line in lines),
            address=address,
            logo=base64.b64encode(logo).decode(),
        )


@dataclass(frozen=True)
class Span:
    """A run of text; emphasis is a property, never a mark inside the text."""

    text: str
    bold: bool = False


@dataclass(frozen=True)
class Heading:
    """The head of a section."""

    text: str


@dataclass(frozen=True)
class Part:
    """A second letter on the same paper: a fresh page with the letterhead and its own title."""

    title: str


@dataclass(frozen=True)
class Paragraph:
    spans: tuple[Span, ...]
    align: Align = "justify"
    indent: bool = False


@dataclass(frozen=True)
class FieldRow:
    label: str
    value: str
    bold: bool = False


@dataclass(frozen=True)
class Fields:
    """Label : value, one under the other; `indent` moves them in, as below a numbered party."""

    rows: tuple[FieldRow, ...]
    indent: bool = False


@dataclass(frozen=True)
class Items:
    """A list of short texts, numbered when `ordered`."""

    items: tuple[str, ...]
    ordered: bool = True


@dataclass(frozen=True)
class Column:
    heading: str
    width: int
    """Share of the width of the page's text; only the proportion counts."""
    align: Align = "left"
    by_hand: bool = False
    """Left empty, to be signed or written in: the rows are taller."""


@dataclass(frozen=True)
class TotalRow:
    """A row at the foot of a table: the label over all columns but those of `values` (the last)."""

    label: str
    values: tuple[str, ...]
    bold: bool = False


@dataclass(frozen=True)
class Table:
    """Heads repeat on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    totals: tuple[TotalRow, ...] = ()


@dataclass(frozen=True)
class Link:
    """An address to open on a phone, with its QR where it is short enough to scan."""

    text: str
    address: str


@dataclass(frozen=True)
class Amount:
    """A framed sum in figures and words, as on a receipt."""

    label: str
    figures: str
    words: str


@dataclass(frozen=True)
class Signature:
    """One place to sign. `stamp` is the text of a box for stamp duty, "" for no box."""

    role: str
    name: str
    place_date: str = ""
    intro: str = ""
    note: str = ""
    stamp: str = ""


@dataclass(frozen=True)
class Signatures:
    """Places to sign, side by side; never apart from each other or from the text before."""

    blocks: tuple[Signature, ...]


@dataclass(frozen=True)
class Photo:
    """A stored picture by its SHA-256, "" for an empty frame, with the words below it."""

    sha256: str
    caption: str
    taken: str = ""


@dataclass(frozen=True)
class Photos:
    """Photos in a grid; the bytes are looked up when the paper is printed."""

    photos: tuple[Photo, ...]
    columns: int = 2


Block = Heading | Part | Paragraph | Fields | Items | Table | Link | Amount | Photos | Signatures
BLOCKS: dict[str, type[Block]] = {
    "heading": Heading,
    "part": Part,
    "paragraph": Paragraph,
    "fields": Fields,
    "list": Items,
    "table": Table,
    "link": Link,
    "amount": Amount,
    "photos": Photos,
    "signatures": Signatures,
}
_NAMES = {block: name for name, block in BLOCKS.items()}


@dataclass(frozen=True)
class Paper:
    """One paper. `code`, `check_url` and `audit_head` are "" on a form that is not registered."""

    kind: str
    name: str
    """What villagers call it, in running text: "Surat Pesanan"."""
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    wording_version: int | str
    """The number of the delivered wording, or the name of a kabupaten's own edition ("kab-2")."""
    number: str
    date: date | None
    code: str = ""
    """12 characters, without dashes (`codes`)."""
    check_url: str = ""
    """At most 60 characters, with the code in it: it becomes the QR. On a blank form of a package,
    which has no code, it is where the photo of the filled-in form is filed."""
    audit_head: str = ""
    practice: bool = False
    """Printed across every page of a paper that has no force."""
    size: Size = "A4"
    landscape: bool = False
    large: bool = False
    """In letters that are read from two metres: a notice for a board."""


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _version(value: Any) -> int | str:
    if type(value) not in (int, str):
        raise TypeError("a number or a name is wanted")
    version: int | str = value
    return version


_SHAPE = Shape(BLOCKS, {date | None: _date, int | str: _version})


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON values."""
    plain: dict[str, Any] = _plain(paper)
    return plain


def from_json(data: Any) -> Paper:
    """The paper that `to_json` wrote. Raises Refused when `data` is not one."""
    try:
        paper: Paper = _SHAPE.read(Paper, data)
    except (KeyError, TypeError, ValueError) as error:
        raise Refused("Isi surat yang tersimpan tidak utuh. Beri tahu pengelola sistem.") from error
    return paper


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        plain = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        name = _NAMES.get(type(value))  # type: ignore[arg-type]
        return {"type": name, **plain} if name else plain
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
