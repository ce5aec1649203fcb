"""Files on disk under their own hash; and photos made safe before they are kept.

Re-encoding alone is not cleaning: Pillow copies a JPEG comment when it saves, so everything beside
the pixels is dropped explicitly (trust B7).
"""

import hashlib
import io
import os
import tempfile
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageOps, UnidentifiedImageError

from pbjdesa.kernel.errors import Refused

LARGEST_UPLOAD = 12_000_000
"""Bytes; a phone that shrinks nothing sends up to about 8 MB."""
LARGEST_PIXELS = 50_000_000
LONGEST_SIDE = 1280
LARGEST_PHOTO = 150_000
"""Bytes of a kept photo (A033)."""

Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS


def keep(content: bytes) -> str:
    """Write bytes under their SHA-256 (whole or not at all) and return the hash."""
    sha256 = sha256_of(content)
    path = path_of(sha256)
    if path.exists():
        return sha256
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    Path(temporary).replace(path)
    return sha256


def sha256_of(content: bytes) -> str:
    """Under which hash bytes are kept."""
    return hashlib.sha256(content).hexdigest()


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return Path(settings.FILES) / sha256[:2] / sha256


def read(sha256: str) -> bytes:
    """The bytes of a hash."""
    return path_of(sha256).read_bytes()


def clean_photo(upload: bytes) -> bytes:
    """A JPEG of at most 1280 px and 150 KB with nothing in it but pixels.

    Raises Refused when the upload is too large, is no JPEG or PNG, or is broken.
    """
    if len(upload) > LARGEST_UPLOAD:
        raise Refused("Foto ini terlalu besar. Kirim foto di bawah 12 MB.", field="photo")
    try:
        with Image.open(io.BytesIO(upload), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > LARGEST_PIXELS:
                raise Refused("Foto ini terlalu besar. Ambil ulang fotonya.", field="photo")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except Refused:
        raise
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError):
        raise Refused(
            "Foto ini tidak bisa dibuka. Kirim foto JPG atau PNG, atau ambil ulang.", field="photo"
        ) from None
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    picture.info.clear()
    return _compressed(picture)


def _compressed(picture: Image.Image) -> bytes:
    for quality in (80, 65, 50, 35, 20):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() <= LARGEST_PHOTO:
            break
    return out.getvalue()
