"""Reading the QR codes in a photo of a paper: bent, copied, badly lit, out of focus.

The photo as it is comes first. Only when nothing usable is seen are other views of it tried:
closer, softer against the speckles of a photocopier, with more contrast. The work is bounded in
pixels (memory) and in processor time, since anybody in the village may send anything.
"""

import io
import time
from collections.abc import Callable, Iterator

import zxingcpp
from PIL import Image, ImageChops, ImageFilter, ImageOps, UnidentifiedImageError

from pbjdesa.documents.files import LARGEST_PIXELS, LARGEST_UPLOAD

MOST_SECONDS = 2.0
"""Processor time for one photo."""
LONGEST_SIDE = 2000
"""Pixels of the view that is read; a module of a 26 mm QR on A4 is then five pixels wide."""
_FORMATS = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
_CLOSER = 3200
"""Pixels of the view that halves are cut from; more are thrown away when the photo is opened."""
_LARGEST = 4000
"""Pixels of a half that was made larger: sixteen megabytes at most."""
_OVERLAP = 0.6
"""Share of the height of a half: a QR in the middle must be whole in one of them."""

Enough = Callable[[str], bool]


def read_codes(photo: bytes, enough: Enough = bool) -> tuple[str, ...]:
    """The texts of the QR codes in a photo (JPEG or PNG), first seen first; () when none is read.

    Stops at the first view with a text that is `enough`: a paper may carry another QR, too. An
    upload that is no picture, or too large to be opened, has no codes.
    """
    until = time.thread_time() + MOST_SECONDS
    seen: dict[str, None] = {}
    for view in _views(photo):
        for text in _texts(view):
            seen.setdefault(text)
        if any(enough(text) for text in seen) or time.thread_time() > until:
            break
    return tuple(seen)


def _texts(view: Image.Image) -> list[str]:
    found = zxingcpp.read_barcodes(view, formats=_FORMATS)
    return [barcode.text for barcode in found if barcode.text]


def _views(photo: bytes) -> Iterator[Image.Image]:
    """The same photo in ways that help a reader, the likeliest first."""
    whole = _opened(photo)
    if whole is None:
        return
    usual = _at_most(whole, LONGEST_SIDE)
    yield usual
    for half in _halves(whole):
        # Small or unsharp: twice the pixels first, then with their edges drawn again.
        scale = min(2, _LARGEST / max(half.size))
        size = round(half.width * scale), round(half.height * scale)
        larger = half.resize(size, Image.Resampling.BICUBIC)
        yield larger
        yield larger.filter(ImageFilter.UnsharpMask(6, 180, 0))
    yield usual.filter(ImageFilter.MedianFilter(3))
    yield ImageOps.autocontrast(usual.filter(ImageFilter.GaussianBlur(1.2)), cutoff=1)
    yield _flat(usual)
    yield _at_most(usual, LONGEST_SIDE // 2)


def _opened(photo: bytes) -> Image.Image | None:
    """The picture in grey and upright; None for what is no picture or too large to open."""
    if len(photo) > LARGEST_UPLOAD:
        return None
    try:
        with Image.open(io.BytesIO(photo), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                return None
            # A JPEG is opened at an eighth, a quarter or half of its size where that is enough.
            opened.draft("L", (_CLOSER // 2, _CLOSER // 2))
            opened.thumbnail((_CLOSER, _CLOSER))
            return ImageOps.exif_transpose(opened).convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        return None


def _at_most(picture: Image.Image, side: int) -> Image.Image:
    small = picture.copy()
    small.thumbnail((side, side))
    return small


def _halves(picture: Image.Image) -> Iterator[Image.Image]:
    """The lower half, where papers carry their code, then the upper one."""
    part = int(picture.height * _OVERLAP)
    yield picture.crop((0, picture.height - part, picture.width, picture.height))
    yield picture.crop((0, 0, picture.width, part))


def _flat(picture: Image.Image) -> Image.Image:
    """Shadows taken out: how much darker every point is than the paper around it."""
    paper = picture.resize((64, 64)).filter(ImageFilter.MaxFilter(5)).resize(picture.size)
    return ImageOps.invert(ImageOps.autocontrast(ImageChops.subtract(paper, picture), cutoff=2))
