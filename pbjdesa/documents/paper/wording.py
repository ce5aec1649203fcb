"""The wording of a paper as data: `wording.toml`, read, checked against the fields, and frozen.

A kabupaten may bring its own text for a kind; it passes the same checks. Every slot must be a field
of the kind (or one of `COMMON`), every required field must be used, every signatory must sign.
"""

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass, replace
from dataclasses import fields as dataclass_fields
from typing import Any

from pbjdesa.documents.paper.fields import day, number, text
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.model import Align
from pbjdesa.documents.paper.shapes import Shape
from pbjdesa.documents.paper.templates import Template, check, parse
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

COMMON = {
    field.name: field
    for field in (
        text("kabupaten", "Kabupaten"),
        text("kecamatan", "Kecamatan"),
        text("desa", "Desa"),
        text("number", "Nomor surat"),
        day("date", "Tanggal surat"),
    )
}
"""Known to every paper from its letterhead, number and date."""

ROW_NUMBER = number("no", "Nomor urut")
"""In a table, `{no}` counts the rows."""


@dataclass(frozen=True)
class Shown:
    """When a block is printed: always; or if the field `when` has, or `unless` has not, a value."""

    when: str = ""
    unless: str = ""


@dataclass(frozen=True)
class HeadingWording(Shown):
    text: Template = Template(())


@dataclass(frozen=True)
class PartWording(Shown):
    title: Template = Template(())


@dataclass(frozen=True)
class ParagraphWording(Shown):
    text: Template = Template(())
    align: Align = "justify"
    indent: bool = False


@dataclass(frozen=True)
class RowWording(Shown):
    label: Template = Template(())
    value: Template = Template(())
    bold: bool = False


@dataclass(frozen=True)
class FieldsWording(Shown):
    rows: tuple[RowWording, ...] = ()
    indent: bool = False


@dataclass(frozen=True)
class ListWording(Shown):
    """Either fixed `items` with slots, or the items of the list field `each`."""

    items: tuple[Template, ...] = ()
    each: str = ""
    ordered: bool = True


@dataclass(frozen=True)
class ColumnWording:
    heading: str
    value: Template
    width: int
    align: Align = "left"
    by_hand: bool = False


@dataclass(frozen=True)
class TotalWording(Shown):
    label: Template = Template(())
    values: tuple[Template, ...] = ()
    bold: bool = False


@dataclass(frozen=True)
class AcrossWording:
    """Columns that the data bring: one for each row of the table field `each`.

    The cells are the texts of the list column `cells` of the table's own rows, one for each added
    column; `sums` stand in the rows of totals, in their order.
    """

    each: str
    heading: Template
    cells: str
    width: int
    sums: tuple[Template, ...] = ()


@dataclass(frozen=True)
class TableWording(Shown):
    """A row for each row of the table field `each`; `across` has at most one entry."""

    each: str = ""
    columns: tuple[ColumnWording, ...] = ()
    totals: tuple[TotalWording, ...] = ()
    across: tuple[AcrossWording, ...] = ()


@dataclass(frozen=True)
class LinkWording(Shown):
    """A text with the QR of an address beside it, to open on a phone."""

    text: Template = Template(())
    address: Template = Template(())


@dataclass(frozen=True)
class AmountWording(Shown):
    label: Template = Template(())
    figures: Template = Template(())
    words: Template = Template(())


@dataclass(frozen=True)
class PhotosWording(Shown):
    """A frame for each row of the table field `each`; `picture` is the column with the picture."""

    each: str = ""
    picture: str = "sha256"
    caption: Template = Template(())
    taken: Template = Template(())
    columns: int = 2
    blanks: int = 4


@dataclass(frozen=True)
class SignatureWording(Shown):
    """One signer, or one for each row of the table field `each` (`blanks` of them on a form)."""

    signer: str = ""
    role: Template = Template(())
    name: Template = Template(())
    place_date: Template = Template(())
    intro: Template = Template(())
    note: Template = Template(())
    stamp: Template = Template(())
    stamp_when: str = ""
    each: str = ""
    blanks: int = 3


@dataclass(frozen=True)
class SignaturesWording(Shown):
    blocks: tuple[SignatureWording, ...] = ()


BlockWording = (
    HeadingWording
    | PartWording
    | ParagraphWording
    | FieldsWording
    | ListWording
    | TableWording
    | LinkWording
    | AmountWording
    | PhotosWording
    | SignaturesWording
)

BLOCKS: dict[str, type] = {
    "heading": HeadingWording,
    "part": PartWording,
    "paragraph": ParagraphWording,
    "fields": FieldsWording,
    "list": ListWording,
    "table": TableWording,
    "link": LinkWording,
    "amount": AmountWording,
    "photos": PhotosWording,
    "signatures": SignaturesWording,
}


@dataclass(frozen=True)
class Wording:
    """The whole of one `wording.toml`."""

    version: int
    """Raised by one with every change of the text."""
    title: Template
    block: tuple[BlockWording, ...]
    landscape: bool = False
    large: bool = False
    edition: str = ""
    """Of a kabupaten's own wording ("kab-2"); set where it is taken from the record."""

    def signers(self) -> tuple[str, ...]:
        """Who signs, by office, in the order of the paper."""
        groups = [block for block in self.block if isinstance(block, SignaturesWording)]
        return tuple(dict.fromkeys(one.signer for group in groups for one in group.blocks))


_SHAPE = Shape(BLOCKS, {Template: parse})


@functools.cache
def wording_of(kind: PaperKind) -> Wording:
    """The wording that is delivered with the kind."""
    return read((kind.folder / "wording.toml").read_text(encoding="utf-8"), kind)


@dataclass(frozen=True)
class Slip:
    """What is wrong in a wording: in which block, from 1 (0: in the paper as a whole), and why."""

    position: int
    reason: str

    def sentence(self, kind: PaperKind) -> str:
        """The reason with its place."""
        if not self.position:
            return self.reason
        place = f"Bagian ke-{self.position} surat {kind.name}:"
        return say("{place} {reason}", place=place, reason=self.reason)


def read(source: str, kind: PaperKind) -> Wording:
    """A wording for `kind` from TOML text. Raises Refused with what to mend, and where."""
    return from_plain(plain(source), kind)


def plain(source: str) -> dict[str, Any]:
    """The values that a TOML text holds, not yet looked at. Raises Refused for no TOML."""
    try:
        return tomllib.loads(source)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(
            say("Kata-kata surat tidak terbaca. Periksa tanda baca: {error}.", error=error)
        ) from error


def from_plain(data: Any, kind: PaperKind) -> Wording:
    """A wording from plain values. Raises Refused with everything to mend, and where."""
    wording, slips = examine(data, kind)
    if wording is None or slips:
        raise Refused(*(slip.sentence(kind) for slip in slips))
    return wording


def examine(data: Any, kind: PaperKind) -> tuple[Wording | None, list[Slip]]:
    """The wording and everything that is wrong in it; None when it cannot be read at all."""
    slips: list[Slip] = []
    try:
        head = {**data, "block": []}
        blocks = list(data["block"])
        wording: Wording = _member(Wording, head)
    except Refused as refused:
        return None, [Slip(0, reason) for reason in refused.reasons]
    except (KeyError, TypeError, ValueError) as error:
        return None, [Slip(0, _misshapen(error))]
    read_blocks = []
    for position, block in enumerate(blocks, start=1):
        try:
            read_blocks.append(_member(BlockWording, block))
        except Refused as refused:
            slips += [Slip(position, reason) for reason in refused.reasons]
    if slips:
        return None, slips
    whole = replace(wording, block=tuple(read_blocks))
    return whole, list(_slips(whole, kind))


def _member(kind: Any, value: Any) -> Any:
    try:
        return _SHAPE.read(kind, value)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refused(_misshapen(error)) from error


def _misshapen(error: BaseException) -> str:
    return say("Susunan kata-kata surat belum benar. Periksa: {error}.", error=error)


def _slips(wording: Wording, kind: PaperKind) -> Iterator[Slip]:
    fields = {**COMMON, **kind.by_name}
    used: set[str] = set()
    broken = False
    for position, part in enumerate((wording.title, *wording.block)):
        try:
            used |= set(_used(part, fields))
        except Refused as refused:
            broken = True
            yield from (Slip(position, reason) for reason in refused.reasons)
    if broken:
        # What else is missing can only be told once every block can be read.
        return
    unused = [label for name, label in _required(kind.fields) if name not in used]
    if unused:
        names = ", ".join(unused)
        yield Slip(
            0,
            say(
                "Surat {name} belum memuat: {names}. Tambahkan isian itu.",
                name=kind.name,
                names=names,
            ),
        )
    unsigned = set(kind.signatories) - set(wording.signers())
    if unsigned:
        yield Slip(
            0,
            say(
                "Surat {name} belum punya tempat tanda tangan: {names}.",
                name=kind.name,
                names=", ".join(sorted(unsigned)),
            ),
        )


def _required(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Name ("items.volume" inside a table) and label of every field that must be used."""
    for field in fields:
        if field.required:
            yield prefix + field.name, field.label
            yield from _required(field.columns, f"{field.name}.")


def _used(node: Any, fields: dict[str, Field]) -> Iterator[str]:
    """The fields that a part of the wording uses. Raises Refused for one that does not exist."""
    if isinstance(node, Template):
        check(node, fields)
        yield from (part.field for part in node.slots())
    elif isinstance(node, tuple):
        for item in node:
            yield from _used(item, fields)
    elif is_dataclass(node):
        yield from _used_members(node, fields)


def _used_members(node: Any, fields: dict[str, Field]) -> Iterator[str]:
    for name in ("when", "unless", "stamp_when"):
        if condition := getattr(node, name, ""):
            yield _known(condition, fields).name
    row: dict[str, Field] = {}
    if each := getattr(node, "each", ""):
        repeated = _repeated(node, _known(each, fields))
        row = {field.name: field for field in (*repeated.columns, ROW_NUMBER)}
        yield each
        yield from _cells_used(node, row)
    for member in dataclass_fields(node):
        value = getattr(node, member.name)
        if row and member.name != "totals":
            for used in _used(value, {**fields, **row}):
                yield f"{node.each}.{used}" if used in row else used
        else:
            yield from _used(value, fields)


def _cells_used(node: Any, row: dict[str, Field]) -> Iterator[str]:
    for added in getattr(node, "across", ()):
        if _known(added.cells, row).kind is not FieldKind.LIST:
            raise Refused(say("Isian {{{name}}} harus berupa daftar.", name=added.cells))
        yield f"{node.each}.{added.cells}"
    if isinstance(node, PhotosWording):
        if _known(node.picture, row).kind is not FieldKind.PICTURE:
            raise Refused(say("Isian {{{name}}} bukan gambar.", name=node.picture))
        yield f"{node.each}.{node.picture}"


def _repeated(node: Any, field: Field) -> Field:
    wanted = FieldKind.LIST if isinstance(node, ListWording) else FieldKind.TABLE
    if field.kind is not wanted:
        raise Refused(
            say("Isian {{{name}}} bukan daftar yang cocok untuk bagian ini.", name=field.name)
        )
    return field


def _known(name: str, fields: dict[str, Field]) -> Field:
    if name not in fields:
        raise Refused(say("Isian {{{name}}} tidak dikenal. Periksa ejaannya.", name=name))
    return fields[name]
