"""The wording of a paper as data: `wording.toml`, read, checked against the fields, and frozen.

A kabupaten may bring its own text for a kind; it passes the same checks. Every slot must be a field
of the kind (or one of `COMMON`), every required field must be used, every signatory must sign.
"""

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, is_dataclass
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

    def signers(self) -> tuple[str, ...]:
        """Who signs, by office, in the order of the paper."""
        groups = [block for block in self.block if isinstance(block, SignaturesWording)]
        return tuple(dict.fromkeys(one.signer for group in groups for one in group.blocks))


_SHAPE = Shape(BLOCKS, {Template: parse})


@functools.cache
def wording_of(kind: PaperKind) -> Wording:
    """The wording that is delivered with the kind."""
    return read((kind.folder / "wording.toml").read_text(encoding="utf-8"), kind)


def read(source: str, kind: PaperKind) -> Wording:
    """A wording for `kind` from TOML text. Raises Refused with what to mend, and where."""
    try:
        wording: Wording = _SHAPE.read(Wording, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        raise Refused(
            say("Kata-kata surat tidak terbaca. Periksa tanda baca: {error}.", error=error)
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise Refused(
            say("Susunan kata-kata surat belum benar. Periksa: {error}.", error=error)
        ) from error
    _verify(wording, kind)
    return wording


def _verify(wording: Wording, kind: PaperKind) -> None:
    fields = {**COMMON, **kind.by_name}
    used = set(_used(wording.title, fields))
    for position, block in enumerate(wording.block, start=1):
        try:
            used |= set(_used(block, fields))
        except Refused as refused:
            place = f"Bagian ke-{position} surat {kind.name}:"
            raise Refused(
                *(say("{place} {reason}", place=place, reason=reason) for reason in refused.reasons)
            ) from refused
    unused = [label for name, label in _required(kind.fields) if name not in used]
    if unused:
        raise Refused(
            say(
                "Surat {name} belum memuat: {names}. Tambahkan isian itu.",
                name=kind.name,
                names=", ".join(unused),
            )
        )
    unsigned = set(kind.signatories) - set(wording.signers())
    if unsigned:
        raise Refused(
            say(
                "Surat {name} belum punya tempat tanda tangan: {names}.",
                name=kind.name,
                names=", ".join(sorted(unsigned)),
            )
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
