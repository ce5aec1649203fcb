"""Papers that came back signed: their photos, page by page."""

from pbjdesa.documents import files
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.queries import SIGNED


def pages_signed(document: Document) -> list[Attachment]:
    """The photos of one signed paper, oldest first: a page each."""
    photos = Attachment.objects.like(document).filter(document=document, kind=SIGNED)
    return list(photos.select_related("file").order_by("pk"))


def has_photo(document: Document, photo: bytes) -> bool:
    """Whether this very photo lies beside the signed paper already."""
    sha256 = files.sha256_of(photo)
    return any(page.file.sha256 == sha256 for page in pages_signed(document))
