"""The wording of a paper as data: `wording.toml`, read, checked against the fields, and frozen.

A kabupaten may bring its own text for a kind; it passes the same checks. Every slot must be a field
of the kind (or one of `COMMON`), every required field must be used, every signatory must sign.
"""

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from pbjdesa.documents.paper.fields import day, text
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.model import Align
from pbjdesa.documents.paper.templates import Template, check, parse
from pbjdesa.kernel.errors import Refused

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


@dataclass(frozen=True)
class Shown:
    """When a block is printed: always; or if the field `when` has, or `unless` has not, a value."""

    when: str = ""
    unless: str = ""


@dataclass(frozen=True)
class HeadingWording(Shown):
    text: Template = Template(())
    part: bool = False


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
class ColumnWording(Shown):
    heading: str = ""
    value: Template = Template(())
    width: int = 10
    align: Align = "left"


@dataclass(frozen=True)
class TotalWording(Shown):
    label: Template = Template(())
    values: tuple[Template, ...] = ()
    bold: bool = False


@dataclass(frozen=True)
class TableWording(Shown):
    each: str = ""
    columns: tuple[ColumnWording, ...] = ()
    totals: tuple[TotalWording, ...] = ()


@dataclass(frozen=True)
class AmountWording(Shown):
    figures: Template = Template(())
    words: Template = Template(())


@dataclass(frozen=True)
class SignatureWording(Shown):
    """One signer, or one for each row of the table field `each`."""

    signer: str = ""
    role: Template = Template(())
    name: Template = Template(())
    place_date: Template = Template(())
    intro: Template = Template(())
    note: Template = Template(())
    stamp: Template = Template(())
    stamp_when: str = ""
    each: str = ""


@dataclass(frozen=True)
class SignaturesWording(Shown):
    blocks: tuple[SignatureWording, ...] = ()


@dataclass(frozen=True)
class PageBreakWording(Shown):
    pass


BlockWording = (
    HeadingWording
    | ParagraphWording
    | FieldsWording
    | ListWording
    | TableWording
    | AmountWording
    | SignaturesWording
    | PageBreakWording
)
