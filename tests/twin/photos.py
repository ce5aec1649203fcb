"""Photos of printed papers, as a phone sends them."""

import io

import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageFilter

from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.model import Paper
from pbjdesa.documents.queries import paper_of
from tests.twin.degrade import printed

LONGEST_SIDE = 1600
"""Pixels along the longest side of these photos."""


def photo_of(paper: Document | Paper) -> SimpleUploadedFile:
    """A good photo of the last page, where the QR is."""
    frozen = paper_of(paper) if isinstance(paper, Document) else paper
    return sent(printed(frozen)[-1])


def unreadable(paper: Document) -> SimpleUploadedFile:
    """A photo so far out of focus that no QR is left in it."""
    return sent(printed(paper_of(paper))[-1].filter(ImageFilter.GaussianBlur(9)))


def qr_of(text: str) -> SimpleUploadedFile:
    """A photo of some QR that is on no paper of ours."""
    drawing = io.BytesIO()
    segno.make_qr(text).save(drawing, kind="png", scale=8)
    return sent(Image.open(drawing))


def sent(picture: Image.Image) -> SimpleUploadedFile:
    """A picture as the form sends it."""
    picture = picture.convert("RGB")
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=80)
    return SimpleUploadedFile("surat.jpg", file.getvalue(), "image/jpeg")
