"""One line of wording: plain text with `{field}` or `{field:way}`, and `**bold**`.

Parsed once, from the wording only. What a user typed is put in afterwards and never parsed, so a
name with braces, asterisks or markup in it is printed as it stands.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pbjdesa.documents.paper.kinds import Field
from pbjdesa.documents.paper.values import ways
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say

SLOT = re.compile(r"\{([a-z][a-z0-9_]*)(?::([a-z]+))?\}")
_PARTS = re.compile(rf"\*\*|{SLOT.pattern}|[{{}}]|[^{{}}*]+|\*")


@dataclass(frozen=True)
class Part:
    """Fixed text, or the place of a field."""

    text: str
    bold: bool = False
    field: str = ""
    way: str = ""


@dataclass(frozen=True)
class Template:
    parts: tuple[Part, ...]

    def slots(self) -> Iterator[Part]:
        """The places of fields in it."""
        return (part for part in self.parts if part.field)


def parse(source: str) -> Template:
    """Read one line of wording. Raises Refused for a brace or a bold mark that is left open."""
    parts: list[Part] = []
    bold = False
    for match in _PARTS.finditer(source):
        if match[0] == "**":
            bold = not bold
        elif match[1]:
            parts.append(Part("", bold, match[1], match[2] or ""))
        elif match[0] in "{}":
            raise Refused(
                say(
                    "Tanda kurung kurawal pada “{source}” belum benar. Contoh: {{nomor}}.",
                    source=source,
                )
            )
        else:
            parts.append(Part(match[0], bold))
    if bold:
        raise Refused(
            say("Tanda ** pada “{source}” belum ditutup. Contoh: **tebal**.", source=source)
        )
    return Template(tuple(parts))


def check(template: Template, fields: dict[str, Field]) -> None:
    """Raises Refused when a slot names no field, or a way that its kind does not have."""
    for part in template.slots():
        field = fields.get(part.field)
        if field is None:
            known = ", ".join(sorted(fields))
            raise Refused(
                say(
                    "Isian {{{field}}} tidak dikenal. Pilih salah satu isian ini: {known}.",
                    field=part.field,
                    known=known,
                )
            )
        if part.way not in ways(field.kind):
            raise Refused(
                say(
                    "Isian {{{field}}} tidak bisa ditulis sebagai “{way}”.",
                    field=part.field,
                    way=part.way or "teks",
                )
            )
