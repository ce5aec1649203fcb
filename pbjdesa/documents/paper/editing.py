"""A wording as parts that an office clerk can edit: texts in boxes, rows, order; no marks to learn.

Works on the plain values of a wording (`wording.toml` as read), since what is half-written must be
kept, too. What an editor does not show, such as conditions and widths of print, stays as it was.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.shapes import Shape
from pbjdesa.documents.paper.templates import SLOT, Template
from pbjdesa.documents.paper.wording import BLOCKS, COMMON, ROW_NUMBER, BlockWording, Wording
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.words import say


@dataclass(frozen=True)
class Box:
    """One text of a part: its member, what is asked, and how it is read."""

    member: str
    label: str
    kind: str = "text"
    """ "text", one line; "tall", several; "lines", a list with one item a line; "cells", the same
    where places count; "number"."""
    hint: str = ""


@dataclass(frozen=True)
class Rows:
    """Texts that repeat; `fresh` is a new row before it is filled in, None where none is added."""

    member: str
    label: str
    boxes: tuple[Box, ...]
    fresh: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class PartForm:
    """What one type of block is called, and what may be written in it."""

    name: str
    boxes: tuple[Box, ...] = ()
    rows: tuple[Rows, ...] = ()


_LINES = "Satu baris untuk setiap butir."
_EMPTY = "-"
_CELLS = "Satu baris untuk setiap kolom terakhir, dari kiri. Kolom kosong: tulis -."
FORMS: dict[str, PartForm] = {
    "heading": PartForm("Judul bagian", (Box("text", "Judul"),)),
    "part": PartForm("Surat berikutnya di lembar baru", (Box("title", "Judul surat"),)),
    "paragraph": PartForm("Paragraf", (Box("text", "Teks", "tall", "Tebal: **kata**."),)),
    "list": PartForm("Daftar", (Box("items", "Isi daftar", "lines", _LINES),)),
    "link": PartForm(
        "Alamat dengan kode QR", (Box("text", "Teks", "tall"), Box("address", "Alamat"))
    ),
    "amount": PartForm(
        "Kotak jumlah uang",
        (Box("label", "Keterangan"), Box("figures", "Angka"), Box("words", "Dengan huruf")),
    ),
    "photos": PartForm(
        "Foto", (Box("caption", "Keterangan foto"), Box("taken", "Tanggal di bawah foto"))
    ),
    "fields": PartForm(
        "Keterangan dan isinya",
        rows=(Rows("rows", "Baris", (Box("label", "Keterangan"), Box("value", "Isi")), {}),),
    ),
    "table": PartForm(
        "Tabel",
        rows=(
            Rows(
                "columns",
                "Kolom",
                (
                    Box("heading", "Judul kolom"),
                    Box("value", "Isi kolom"),
                    Box("width", "Lebar (1 sampai 100)", "number"),
                ),
                {"width": 10},
            ),
            Rows(
                "totals",
                "Baris jumlah",
                (Box("label", "Keterangan"), Box("values", "Nilai", "cells", _CELLS)),
                {},
            ),
            Rows("across", "Kolom dari data", (Box("heading", "Judul kolom"),)),
        ),
    ),
    "signatures": PartForm(
        "Tanda tangan",
        rows=(
            Rows(
                "blocks",
                "Penanda tangan",
                (
                    Box("place_date", "Tempat dan tanggal"),
                    Box("intro", "Kata di atas jabatan"),
                    Box("role", "Jabatan"),
                    Box("name", "Nama"),
                    Box("note", "Keterangan di bawah nama"),
                ),
                {"signer": "tambahan"},
            ),
        ),
    ),
}
FRESH: dict[str, dict[str, Any]] = {
    "paragraph": {"type": "paragraph", "text": ""},
    "heading": {"type": "heading", "text": ""},
    "list": {"type": "list", "items": []},
    "fields": {"type": "fields", "rows": []},
}
"""What may be added, empty."""


def _text(value: Any) -> Template:
    if type(value) is not str:
        raise TypeError("a text is wanted")
    return Template(())


_SHAPE = Shape(BLOCKS, {Template: _text})


def received(text: str) -> dict[str, Any]:
    """The values that a page sent along, whatever their texts say.

    Raises Refused when they are no wording at all; then the page was tampered with.
    """
    try:
        content: dict[str, Any] = json.loads(text)
        _SHAPE.read(Wording, {**content, "block": []})
        for block in content["block"]:
            _SHAPE.read(BlockWording, block)
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Refused("Isi halaman ini tidak utuh. Buka lagi halamannya.") from error
    return content


# --- What is asked, and what was typed ------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """One box on the page, with what it holds."""

    name: str
    label: str
    value: str
    hint: str = ""
    lines: int = 0
    """0 for a single line."""


@dataclass(frozen=True)
class AskedRow:
    """The boxes of one row; `place` is "columns:2", "" for the empty row to add one."""

    label: str
    place: str
    boxes: tuple[Asked, ...]


def asked(
    block: dict[str, Any], fields: Mapping[str, Field] | None = None
) -> tuple[tuple[Asked, ...], tuple[AskedRow, ...]]:
    """The boxes of a block and of its rows; with `fields` a row says when it is printed."""
    form = form_of(block)
    single = () if block.get("each") and block["type"] == "list" else form.boxes
    rows: list[AskedRow] = []
    for group in form.rows:
        held = block.get(group.member, [])
        for at, row in enumerate(held):
            rows.append(
                AskedRow(
                    " ".join((f"{group.label} {at + 1}", *_conditions(row, fields or {}))),
                    f"{group.member}:{at}",
                    tuple(_asked(box, row, f"t_{group.member}_{at}_") for box in group.boxes),
                )
            )
        if group.fresh is not None:
            boxes = tuple(
                _asked(box, group.fresh, f"t_{group.member}_{len(held)}_") for box in group.boxes
            )
            rows.append(AskedRow(f"{group.label} baru, boleh kosong", "", boxes))
    return tuple(_asked(box, block, "t_") for box in single), tuple(rows)


def form_of(block: dict[str, Any]) -> PartForm:
    """How this block is edited; one without texts has nothing to ask."""
    return FORMS.get(block["type"], PartForm("Bagian lain"))


def filled(block: dict[str, Any], typed: Mapping[str, str]) -> dict[str, Any]:
    """The block with what was typed; rows without a word are taken out."""
    form, block = form_of(block), dict(block)
    for box in form.boxes:
        _put(block, box, typed.get(f"t_{box.member}"))
    for group in form.rows:
        held = [dict(row) for row in block.get(group.member, [])]
        if group.fresh is not None:
            held.append(dict(group.fresh))
        for at, row in enumerate(held):
            for box in group.boxes:
                _put(row, box, typed.get(f"t_{group.member}_{at}_{box.member}"))
        if group.fresh is not None:
            held = [row for row in held if _says_something(row, group)]
        if held or group.member in block:
            block[group.member] = held
    return block


def moved(items: list[Any], at: int, by: int) -> list[Any]:
    """The list with one item a place up (-1) or down (1); the same at the ends."""
    there = at + by
    if not (0 <= at < len(items) and 0 <= there < len(items)):
        return items
    changed = list(items)
    changed[at], changed[there] = changed[there], changed[at]
    return changed


def _asked(box: Box, holder: Mapping[str, Any], prefix: str) -> Asked:
    value = holder.get(box.member, "")
    if isinstance(value, list):
        none = _EMPTY if box.kind == "cells" else ""
        text = "\n".join(item or none for item in value)
    else:
        text = str(value)
    lines = max(text.count("\n") + 1, len(text) // 45 + 1)
    single = box.kind in ("text", "number") and "\n" not in text
    return Asked(
        prefix + box.member, box.label, text, box.hint, 0 if single else min(lines + 1, 14)
    )


def _put(holder: dict[str, Any], box: Box, typed: str | None) -> None:
    if typed is None:
        return
    text = typed.replace("\r\n", "\n")
    # Empty lines alone are room to write by hand.
    text = text.strip() or (text if "\n" in text else "")
    if box.kind in ("lines", "cells"):
        lines = [line.strip() for line in text.split("\n") if line.strip()]
        if box.kind == "cells":
            lines = ["" if line == _EMPTY else line for line in lines]
        if lines or box.member in holder:
            holder[box.member] = lines
    elif box.kind == "number":
        # What is no number becomes 0, which the check of measures names.
        holder[box.member] = int(text) if text.isdecimal() and len(text) < 4 else 0
    elif text or box.member in holder:
        holder[box.member] = text


def _says_something(row: dict[str, Any], group: Rows) -> bool:
    return any(row.get(box.member) for box in group.boxes if box.kind != "number")


# --- What a block says, for people ----------------------------------------------------------------


def slots_named(text: str, fields: Mapping[str, Field]) -> str:
    """The text with the names of its fields instead of their marks: "‹Nama toko›"."""

    def name(found: Any) -> str:
        field = fields.get(found[1])
        way = f", {WAYS[found[2]]}" if found[2] in WAYS else ""
        return f"‹{field.label}{way}›" if field else str(found[0])

    return SLOT.sub(name, text).replace("**", "")


WAYS = {
    "terbilang": "dengan huruf",
    "long": "hari dan tanggal",
    "weekday": "nama hari",
    "plain": "angka saja",
    "upper": "huruf besar",
}
"""How a value is written, in the words of people."""


def fields_of(kind: PaperKind, block: Mapping[str, Any] | None = None) -> dict[str, Field]:
    """The fields that a text may use; those of a row, too, inside a block that repeats."""
    fields = {**COMMON, **kind.by_name}
    if block is None:
        return fields
    repeated = [block.get("each", ""), *(one.get("each", "") for one in block.get("blocks", []))]
    for name in repeated:
        if name in kind.by_name and kind.by_name[name].kind is FieldKind.TABLE:
            fields |= {"no": ROW_NUMBER, **{f.name: f for f in kind.by_name[name].columns}}
    return fields


def said(block: dict[str, Any], kind: PaperKind) -> list[str]:
    """The texts of a block line by line, fields by their names."""
    fields = fields_of(kind, block)
    lines = [slots_named(line, fields) for line in _lines(block)]
    return [*filter(None, lines), *_conditions(block, fields)]


def _lines(block: dict[str, Any]) -> Iterator[str]:
    if block.get("each") and block["type"] == "list":
        yield f"{{{block['each']}}}"
    boxes, rows = asked(block)
    for box in boxes:
        yield from box.value.split("\n")
    for row in rows:
        texts = [box.value.replace("\n", " / ") for box in row.boxes if box.value]
        if row.place and texts:
            yield (
                ": ".join(texts[:2]) if block["type"] in ("fields", "table") else " · ".join(texts)
            )


def _conditions(block: dict[str, Any], fields: Mapping[str, Field]) -> Iterator[str]:
    for member, sentence in (
        ("when", "(hanya bila ada: {name})"),
        ("unless", "(hanya bila tidak ada: {name})"),
    ):
        if wanted := block.get(member):
            yield say(sentence, name=fields[wanted].label if wanted in fields else wanted)
