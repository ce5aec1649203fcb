"""A paper, before it is printed: plain text in blocks, and nothing that depends on how it is shown.

The same model is printed as PDF and can be shown on a screen or written as a text document. Every
text is plain: markup in it is printed as it stands. `to_json` and `from_json` are exact inverses,
so the frozen JSON of a paper prints the same paper for ever.
"""

import base64
import dataclasses
import functools
import types
import typing
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

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
    """`part` starts a second letter on the same paper (centred); otherwise a section head."""

    text: str
    part: bool = False


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
class Amount:
    """A framed sum in figures and words, as on a receipt."""

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
class PageBreak:
    pass


Block = Heading | Paragraph | Fields | Items | Table | Amount | Signatures | PageBreak
BLOCKS: dict[str, type[Block]] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "fields": Fields,
    "list": Items,
    "table": Table,
    "amount": Amount,
    "signatures": Signatures,
    "page_break": PageBreak,
}
_NAMES = {block: name for name, block in BLOCKS.items()}


@dataclass(frozen=True)
class Paper:
    """One paper. `code`, `check_url` and `audit_head` are all "" on a form that is not registered."""

    kind: str
    name: str
    """What villagers call it, in running text: "Surat Pesanan"."""
    title: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    wording_version: int
    number: str
    date: date | None
    code: str = ""
    """12 characters, without dashes (`codes`)."""
    check_url: str = ""
    """At most 60 characters, with the code in it: it becomes the QR."""
    audit_head: str = ""
    practice: bool = False
    """Printed across every page of a paper that has no force."""
    size: Size = "A4"
    landscape: bool = False


def to_json(paper: Paper) -> dict[str, Any]:
    """The paper as plain JSON values."""
    plain: dict[str, Any] = _plain(paper)
    return plain


def from_json(data: Any) -> Paper:
    """The paper that `to_json` wrote. Raises Refused when `data` is not one."""
    try:
        paper: Paper = _read(Paper, data)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise Refused(
            "Isi surat yang tersimpan tidak utuh. Beri tahu pengelola sistem."
        ) from error
    return paper


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        plain = {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        name = _NAMES.get(type(value))  # type: ignore[arg-type]
        return {"type": name, **plain} if name else plain
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _read(kind: Any, value: Any) -> Any:
    """`value` as `kind`: no surplus or wrongly typed member, none missing that has no default."""
    origin = typing.get_origin(kind)
    if kind == Block:
        name = value["type"]
        return _read(BLOCKS[name], {key: value[key] for key in value if key != "type"})
    if origin is tuple:
        if not isinstance(value, list):
            raise TypeError(f"a list is wanted, not {type(value).__name__}")
        return tuple(_read(typing.get_args(kind)[0], item) for item in value)
    if origin is Literal:
        if value not in typing.get_args(kind):
            raise ValueError(f"{value!r} is none of {typing.get_args(kind)}")
        return value
    if origin is types.UnionType:  # date | None
        return None if value is None else date.fromisoformat(value)
    if dataclasses.is_dataclass(kind):
        return _read_members(kind, value)
    if type(value) is not kind:
        raise TypeError(f"{kind.__name__} is wanted, not {type(value).__name__}")
    return value


def _read_members(kind: Any, value: Any) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hints[name], member) for name, member in value.items()})


@functools.cache
def _hints(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)
