"""Binding papers and photos into one PDF: in order, each page stamped, with bookmarks.

The papers are not drawn again: their pages are taken over as they are, and a stamp from the same
engine is laid over each. Photos are put onto pages of their own as the JPEG that was kept. The same
pieces give the same bytes.
"""

import io
import json
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typst
from PIL import Image, UnidentifiedImageError
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
)

from pbjdesa.documents.paper.glyphs import breakable, showable
from pbjdesa.documents.paper.layout import SIZES
from pbjdesa.documents.paper.model import Size
from pbjdesa.documents.paper.render import fonts
from pbjdesa.kernel.words import say

_TEMPLATES = Path(__file__).with_name("paper") / "typst"
_POINTS = 72 / 25.4
_MADE = datetime(2020, 1, 1, tzinfo=UTC)
"""The date inside the stamps: it is never shown, and it must not move."""
_MARGIN_LEFT, _MARGIN_TOP, _MARGIN = 25 * _POINTS, 32 * _POINTS, 20 * _POINTS
_UNREADABLE = "Foto ini tidak bisa dibuka."
_LONGEST_NAME = 70
"""Characters of a stamp's name: what fits above a page."""

_of_thread = threading.local()


@dataclass(frozen=True)
class Piece:
    """One thing to bind: a paper (`pdf`), or a photo (`jpeg`) with what it shows."""

    title: str
    caption: str = ""
    pdf: bytes = b""
    jpeg: bytes = b""


@dataclass(frozen=True)
class Bound:
    """The file, and on which page each of its pieces begins."""

    pdf: bytes
    starts: tuple[int, ...]
    pages: int


def bind(pieces: Iterable[Piece], name: str, size: Size = "A4") -> Bound:
    """One PDF of all the pieces, at least one; `name` stands in every stamp.

    Pieces are taken one by one: a generator keeps one of them in memory beside the file itself.
    """
    writer = PdfWriter()
    writer.metadata = {"/Producer": "PBJ Desa", "/Title": showable(name)}
    starts, notes = [], []
    for piece in pieces:
        starts.append(len(writer.pages) + 1)
        for page in _pages(piece, size):
            writer.add_page(page)
            notes.append(_note(piece, writer.pages[-1]))
        writer.add_outline_item(title=showable(piece.title), page_number=starts[-1] - 1)
    _stamp(writer, notes, name)
    out = io.BytesIO()
    writer.write(out)
    return Bound(out.getvalue(), tuple(starts), len(notes))


def pages_in(pdf: bytes) -> int:
    """How many pages a paper has."""
    return len(PdfReader(io.BytesIO(pdf)).pages)


def _note(piece: Piece, page: PageObject) -> dict[str, Any]:
    box = page.mediabox
    wide = float(box.width)
    room = (wide - _MARGIN_LEFT - _MARGIN) / 11
    words = {"title": "", "caption": ""}
    if not piece.pdf:
        caption = piece.caption if _shape(piece.jpeg) else f"{piece.caption}. {_UNREADABLE}"
        words = {"title": piece.title, "caption": caption or " "}
    fitted = {name: breakable(showable(text), room) for name, text in words.items()}
    return {"width": wide, "height": float(box.height), **fitted}


def _pages(piece: Piece, size: Size) -> Iterator[PageObject]:
    if piece.pdf:
        yield from PdfReader(io.BytesIO(piece.pdf)).pages
    else:
        width, height = (side * _POINTS for side in SIZES[size])
        page = PageObject.create_blank_page(width=width, height=height)
        if shape := _shape(piece.jpeg):
            _put_photo(page, piece.jpeg, *shape)
        else:
            page[NameObject("/Contents")] = _stream("")
        yield page


def _shape(jpeg: bytes) -> tuple[int, int, str] | None:
    """Width and height in pixels, and the colours; None for what is no photo."""
    try:
        with Image.open(io.BytesIO(jpeg), formats=("JPEG",)) as opened:
            return opened.width, opened.height, opened.mode
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None


def _put_photo(page: PageObject, jpeg: bytes, wide: int, high: int, mode: str) -> None:
    """The photo as large as the page lets it be, below the place of its caption."""
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    room = width - _MARGIN_LEFT - _MARGIN
    scale = min(room / wide, (height - _MARGIN_TOP - _MARGIN) / high)
    picture = StreamObject()
    picture.set_data(jpeg)
    picture.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Image"),
            NameObject("/Width"): NumberObject(wide),
            NameObject("/Height"): NumberObject(high),
            NameObject("/ColorSpace"): NameObject("/DeviceGray" if mode == "L" else "/DeviceRGB"),
            NameObject("/BitsPerComponent"): NumberObject(8),
            NameObject("/Filter"): NameObject("/DCTDecode"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/XObject"): DictionaryObject({NameObject("/Photo"): picture})}
    )
    drawn = (wide * scale, high * scale)
    left = _MARGIN_LEFT + (room - drawn[0]) / 2
    bottom = height - _MARGIN_TOP - drawn[1]
    page[NameObject("/Contents")] = _stream(
        f"q {drawn[0]:.2f} 0 0 {drawn[1]:.2f} {left:.2f} {bottom:.2f} cm /Photo Do Q"
    )


def _stamp(writer: PdfWriter, notes: list[dict[str, Any]], name: str) -> None:
    """Lay a stamp over every page, without reading what stands on it."""
    short = showable(name)
    short = short if len(short) <= _LONGEST_NAME else f"{short[: _LONGEST_NAME - 1]}…"
    for number, note in enumerate(notes, start=1):
        note["stamp"] = say(
            "Halaman {number} dari {all} · {name}", number=number, all=len(notes), name=short
        )
    drawn = PdfReader(io.BytesIO(_stamps(notes)))
    before, after = _registered(writer, "q"), _registered(writer, "Q q /Stempel Do Q")
    for page, stamp in zip(writer.pages, drawn.pages, strict=True):
        _lay_over(writer, page, stamp, before, after)


def _stamps(notes: list[dict[str, Any]]) -> bytes:
    compiler: typst.Compiler | None = getattr(_of_thread, "compiler", None)
    if compiler is None:
        compiler = _of_thread.compiler = typst.Compiler(
            _TEMPLATES / "stamps.typ", root=_TEMPLATES, font_paths=fonts()
        )
    inputs = {"pages": json.dumps(notes, ensure_ascii=False)}
    pdf = compiler.compile(sys_inputs=inputs, format="pdf", timestamp=_MADE)
    return pdf if isinstance(pdf, bytes) else b""


def _lay_over(
    writer: PdfWriter, page: PageObject, stamp: PageObject, before: Any, after: Any
) -> None:
    contents = stamp.get_contents()
    form = StreamObject()
    form.set_data(contents.get_data() if contents is not None else b"")
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(side) for side in stamp.mediabox),
            NameObject("/Resources"): _resources(stamp).clone(writer),
        }
    )
    drawn = writer._add_object(form.flate_encode())
    own = page["/Contents"].get_object()
    parts = list(own) if isinstance(own, ArrayObject) else [page.raw_get("/Contents")]
    page[NameObject("/Contents")] = ArrayObject([before, *parts, after])
    resources = page.setdefault(NameObject("/Resources"), DictionaryObject()).get_object()
    drawings = resources.setdefault(NameObject("/XObject"), DictionaryObject()).get_object()
    drawings[NameObject("/Stempel")] = drawn


def _resources(page: PageObject) -> DictionaryObject:
    found = page["/Resources"].get_object()
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _registered(writer: PdfWriter, operators: str) -> Any:
    return writer._add_object(_stream(operators))


def _stream(operators: str) -> StreamObject:
    stream = StreamObject()
    stream.set_data(operators.encode())
    return stream
