"""Photos on a paper: looked up by their hash when it is printed, shrunk, and drawn or replaced.

A frozen paper holds only the hashes, so that it stays small. The same bytes always give the same
print; a photo that is lost, broken or no longer what was frozen is told in its frame instead.
"""

import base64
import functools
import hashlib
import io
from collections.abc import Callable
from typing import Any

from PIL import Image, UnidentifiedImageError

Lookup = Callable[[str], bytes]
"""The bytes that are kept under a SHA-256. Raises OSError when there are none."""

PIXELS = 800
"""Longest side of a printed photo: 80 mm wide it has 250 dpi, more than the printer."""
LARGEST = 12 << 20
"""Bytes of the file."""
QUALITY = 60
LOST = "Foto ini tidak ada di penyimpanan. Tempel cetakannya di sini."
BROKEN = "Foto ini tidak bisa dibuka. Tempel cetakannya di sini."
EMPTY = "Tempat foto"

_BROKEN = (OSError, SyntaxError, ValueError, UnidentifiedImageError, Image.DecompressionBombError)


def none(sha256: str) -> bytes:
    """The lookup of who has no pictures: every frame says so."""
    raise FileNotFoundError(sha256)


def framed(sha256: str, pictures: Lookup) -> dict[str, Any]:
    """What stands in one frame: the `drawing` as SVG, or "" and a `note` in its place."""
    if not sha256:
        return {"drawing": "", "note": EMPTY}
    try:
        content = pictures(sha256)
    except OSError:
        return {"drawing": "", "note": LOST}
    if hashlib.sha256(content).hexdigest() != sha256:
        return {"drawing": "", "note": BROKEN}
    try:
        return {"drawing": _shrunk(content), "note": ""}
    except _BROKEN:
        return {"drawing": "", "note": BROKEN}


@functools.lru_cache(maxsize=64)
def _shrunk(content: bytes) -> str:
    """An SVG around a small JPEG with nothing in it but pixels. Raises what Pillow raises."""
    if len(content) > LARGEST:
        raise ValueError
    with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
        opened.draft("RGB", (PIXELS, PIXELS))
        picture = opened.convert("RGB")
    picture.thumbnail((PIXELS, PIXELS))
    picture.info.clear()
    return wrapped(picture, "JPEG", quality=QUALITY, optimize=True)


def wrapped(picture: Image.Image, form: str, **options: Any) -> str:
    """A picture as SVG: the only kind that reaches the printer as text. `form` is JPEG or PNG."""
    file = io.BytesIO()
    picture.save(file, form, **options)
    width, height = picture.size
    data = base64.b64encode(file.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
        f'<image width="{width}" height="{height}" '
        f'href="data:image/{form.lower()};base64,{data}"/></svg>'
    )


def raster(drawing: str) -> bytes:
    """The picture inside a drawing of `wrapped`, for files that take pictures as they are."""
    return base64.b64decode(drawing.partition("base64,")[2].partition('"')[0])
