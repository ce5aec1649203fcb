"""A paper as the dictionary that the Typst template draws: text made showable and breakable."""

import base64
import functools
import io
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from pbjdesa.documents.paper import codes, pictures, qr
from pbjdesa.documents.paper.glyphs import breakable, showable
from pbjdesa.documents.paper.model import Letterhead, Paper, Size, to_json
from pbjdesa.kernel.errors import Refused

SIZES: dict[Size, tuple[int, int]] = {"A4": (210, 297), "F4": (215, 330)}
"""Width and height in mm. F4 ("folio") is what most village offices have in the tray."""
MARGIN_LEFT, MARGIN_RIGHT = 25, 20
"""mm; the left one leaves room for the holes of the binder."""
TEXT_SIZE, TABLE_SIZE = 11, 9.5
"""Points."""
LARGE_TEXT_SIZE = 22
"""Points, for a board: capitals of 5 mm, which are read from two metres."""
LABEL_WIDTH, LARGE_LABEL_WIDTH = 46, 62
"""mm, of the labels before their values."""
LARGEST_LOGO = 2_000_000
"""Bytes of the file."""

_MM = 72 / 25.4
_CELL_INSET = 2 * 1.4
"""mm, both sides of a cell."""
_LOGO_PIXELS = 500
_PHOTO_GUTTER = 5
"""mm between two photos."""
_PHOTO_SHAPE = 0.75
"""Height of a frame to its width: that of a photo held level."""
AUDIT_HEAD_SHOWN = 16


@dataclass(frozen=True)
class _Page:
    width: int
    height: int
    text_size: float
    label_width: int

    @property
    def text_width(self) -> int:
        return self.width - MARGIN_LEFT - MARGIN_RIGHT


def lay_out(paper: Paper, photos: pictures.Lookup = pictures.none) -> dict[str, Any]:
    """Everything the template needs. Raises Refused for a broken logo or an over-long address."""
    width, height = SIZES[paper.size]
    if paper.landscape:
        width, height = height, width
    letters = (LARGE_TEXT_SIZE, LARGE_LABEL_WIDTH) if paper.large else (TEXT_SIZE, LABEL_WIDTH)
    page = _Page(width, height, *letters)
    room = page.text_width * _MM / TEXT_SIZE
    plain = to_json(paper)
    return {
        "page": {
            "width": page.width,
            "height": page.height,
            "left": MARGIN_LEFT,
            "right": MARGIN_RIGHT,
        },
        "large": paper.large,
        "text_size": page.text_size,
        "label_width": page.label_width,
        "table_size": TABLE_SIZE,
        "practice": paper.practice,
        "date": plain["date"],
        "name": showable(paper.name),
        "title": _fit(paper.title, room / 1.2),
        "number": _fit(paper.number, room),
        "kop": _kop(paper.letterhead, room),
        "blocks": [_block(block, page, photos) for block in plain["blocks"]],
        "check": _check(paper),
    }


def _kop(letterhead: Letterhead, room: float) -> dict[str, Any]:
    return {
        "lines": [_fit(line, room / 1.6) for line in letterhead.lines],
        "address": [_fit(line, room) for line in letterhead.address],
        "logo": logo_drawing(letterhead.logo) if letterhead.logo else None,
    }


def _check(paper: Paper) -> dict[str, Any] | None:
    if not paper.code and not qr.fits(paper.check_url):
        return None
    return {
        "code": codes.grouped(paper.code),
        "url": paper.check_url,
        "head": paper.audit_head[:AUDIT_HEAD_SHOWN],
        "qr": qr.svg(paper.check_url, dense=True),
        "qr_width": qr.WIDTH,
    }


def _block(block: dict[str, Any], page: _Page, photos: pictures.Lookup) -> dict[str, Any]:
    """The block with every text fitted to the width that it has on the page."""
    width = page.text_width
    if block["type"] == "table":
        return _table(block, page)
    if block["type"] == "photos":
        return _photos(block, page, photos)
    if block["type"] == "link":
        width -= qr.WIDTH + 6
        address = block["address"]
        block = {**block, "qr": qr.svg(address) if qr.fits(address) else "", "qr_width": qr.WIDTH}
        drawing = block.pop("qr")
        return {**_fit_all(block, width * _MM / TEXT_SIZE), "qr": drawing}
    if block["type"] == "signatures":
        across = min(len(block["blocks"]), 3) or 1
        width = width // max(across, 2) - 4
    elif block["type"] == "fields":
        width -= page.label_width + 14
    fitted: dict[str, Any] = _fit_all(block, width * _MM / page.text_size)
    return fitted


def _table(block: dict[str, Any], page: _Page) -> dict[str, Any]:
    shares = sum(column["width"] for column in block["columns"])
    rooms = [
        (page.text_width * column["width"] / shares - _CELL_INSET) * _MM / TABLE_SIZE
        for column in block["columns"]
    ]
    columns = [
        {**column, "heading": _fit(column["heading"], room)}
        for column, room in zip(block["columns"], rooms, strict=True)
    ]
    rows = [
        [_fit(cell, room) for cell, room in zip(row, rooms, strict=True)] for row in block["rows"]
    ]
    return {**block, "columns": columns, "rows": rows, "totals": _fit_all(block["totals"], 99)}


def _photos(block: dict[str, Any], page: _Page, photos: pictures.Lookup) -> dict[str, Any]:
    across = block["columns"]
    frame = (page.text_width - _PHOTO_GUTTER * (across - 1)) / across
    framed = [
        {
            **_fit_all(photo, frame * _MM / TEXT_SIZE),
            **pictures.framed(photo["sha256"], photos),
        }
        for photo in block["photos"]
    ]
    return {**block, "photos": framed, "height": frame * _PHOTO_SHAPE, "gutter": _PHOTO_GUTTER}


def _fit_all(value: Any, room: float) -> Any:
    if isinstance(value, str):
        return _fit(value, room)
    if isinstance(value, list):
        return [_fit_all(item, room) for item in value]
    if isinstance(value, dict):
        return {key: _fit_all(item, room) for key, item in value.items()}
    return value


def _fit(text: str, room: float) -> str:
    return breakable(showable(text), room)


@functools.lru_cache(maxsize=32)
def logo_drawing(encoded: str) -> str:
    """The logo as an SVG around a clean, small PNG: the file itself never reaches the printer."""
    try:
        raw = base64.b64decode(encoded, validate=True)
        if len(raw) > LARGEST_LOGO:
            raise ValueError
        with Image.open(io.BytesIO(raw), formats=("PNG", "JPEG")) as image:
            small = image.convert("RGBA")
    except (OSError, ValueError, UnidentifiedImageError, Image.DecompressionBombError):
        raise Refused(
            "Gambar logo tidak terbaca. Pilih berkas PNG atau JPG di bawah 2 MB."
        ) from None
    small.thumbnail((_LOGO_PIXELS, _LOGO_PIXELS))
    return pictures.wrapped(small, "PNG")
