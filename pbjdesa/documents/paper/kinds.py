"""What a kind of paper is: its fields, who must sign it, and where its wording stands."""

import functools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

Issuer = Literal["desa", "tpk", "supplier"]
"""Whose letter it is: the village's, its TPK's, or the supplier's own, which has no letterhead."""

Publicity = Literal["always", "sealed", "choice", "hps", "payment", "never"]
"""When the list of a package's papers may show one to the public: from its first day; once the
offers are opened (it says who was asked); once somebody is chosen (it says prices); where the rule
set shows the HPS, or payments; or never, because it names private people or is a supplier's own."""


class FieldKind(StrEnum):
    """How a value is given in JSON, and so how it may be printed."""

    TEXT = "text"
    """A string; newlines are kept."""
    NUMBER = "number"
    """A whole number that is not money, such as a year."""
    VOLUME = "volume"
    """A decimal number as a string: "2.5"."""
    RUPIAH = "rupiah"
    """A whole number of rupiah."""
    DATE = "date"
    """An ISO date: "2026-11-24"."""
    FLAG = "flag"
    """True or false; decides whether a block is printed."""
    LIST = "list"
    """A list of strings."""
    PICTURE = "picture"
    """The SHA-256 of a stored picture, as hex; shown in a frame of a block `photos`, never as text.
    Only a column of a table; "" is an empty frame."""
    TABLE = "table"
    """A list of objects with the members `columns`."""


@dataclass(frozen=True)
class Field:
    """One thing that a paper states.

    A required field must be used by the wording; one without data prints as a dotted line to be
    filled in by hand. `private` marks NIK, bank and tax numbers: they are printed for the parties,
    but never shown on a public page nor kept in clear. `long`: asked in a box of several lines.
    """

    name: str
    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = True
    private: bool = False
    columns: tuple["Field", ...] = ()
    long: bool = False


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper, declared by the stage that it is born in."""

    slug: str
    name: str
    """In running text, as villagers say it."""
    stage: str
    fields: tuple[Field, ...]
    signatories: tuple[str, ...]
    """Who must sign, by office ("pka", "kepala_desa", "supplier" …); the wording may add others."""
    facts: tuple[str, ...]
    """The fields that a public check page shows, never private ones."""
    folder: Path
    """Where its `wording.toml` and `sample.json` stand."""
    issuer: Issuer = "desa"
    publicity: Publicity = "never"
    editable: bool = False
    """Whether a village writes on in it: then a DOCX is offered, without the code of the PDF."""
    workbook: bool = False
    """Whether people calculate with it: then its tables are offered as XLSX."""

    @functools.cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}
