"""The bound file of a purchase (berkas SPJ): cover, papers in the matrix's order, photos (A019)."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pbjdesa.documents import files
from pbjdesa.documents.binding import Bound, Piece, bind, pages_in
from pbjdesa.documents.models import Attachment, Document
from pbjdesa.documents.paper.model import Size
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.queries import SIGNED, loose_paper, pdf_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.words import say
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import package_data
from pbjdesa.procurement.queries import Line

COVER = "sampul_spj"
PHOTO_NAMES = {"nota": "Foto nota", "penawaran": "Foto penawaran di kertas"}
"""Attachments by kind, as the contents call them; any other is a photo of the work."""
OTHER_PHOTO = "Foto bukti"
MOST_PHOTOS = 200
"""Photos that are bound: more would fill the memory of a small server. The cover names the rest,
and the sealed file holds them."""
NOT_BOUND = "Foto, tidak dijilid"
_TRIES = 4
"""How often a cover is drawn until its page numbers say how long it is itself."""


@dataclass(frozen=True)
class Entry:
    """One thing in the file: a paper, or a photo."""

    title: str
    detail: str
    status: str
    document: Document | None = None
    photo: Attachment | None = None

    @property
    def is_bound(self) -> bool:
        """Whether it has pages in the PDF."""
        return bool(self.document or (self.photo and self.status != NOT_BOUND))

    def content(self) -> bytes:
        """The photo as it lies on the disk; nothing where it is gone: its page then says so."""
        try:
            return files.read(self.photo.file.sha256) if self.photo else b""
        except OSError:
            return b""


@dataclass(frozen=True)
class Contents:
    """What goes into the file, in order, and the names of what is missing."""

    purchase: Purchase
    entries: tuple[Entry, ...]
    missing: tuple[str, ...]


def contents_of(purchase: Purchase) -> Contents:
    """Everything of the file by the matrix: papers in force, each with the photos of its signed
    sheets; then receipts and photos. The number of queries does not depend on their number."""
    lines = queries.checklist(purchase)
    photos = _photos(purchase, lines)
    by_paper: dict[int, list[Attachment]] = {}
    for photo in photos:
        if photo.kind == SIGNED and photo.document_id:
            by_paper.setdefault(photo.document_id, []).append(photo)
    entries = [entry for line in lines for entry in _of_line(line, by_paper, photos)]
    entries += [_photo(photo) for photo in photos if photo.kind != SIGNED]
    shown = [at for at, entry in enumerate(entries) if entry.photo]
    for at in shown[MOST_PHOTOS:]:
        entries[at] = dataclasses.replace(entries[at], status=NOT_BOUND)
    return Contents(purchase, tuple(entries), tuple(queries.papers_missing(lines)))


def _photos(purchase: Purchase, lines: list[Line]) -> list[Attachment]:
    dossiers = {purchase.dossier_id}
    dossiers |= {paper.dossier_id for line in lines for paper in line.papers}
    ids = {paper.pk for line in lines for paper in line.papers}
    rows = Attachment.objects.like(purchase).filter(dossier_id__in=dossiers)
    found = rows.select_related("file", "desa__kab").order_by("received_at", "pk")
    return [
        photo
        for photo in found
        if photo.dossier_id == purchase.dossier_id or photo.document_id in ids
    ]


def _of_line(
    line: Line, by_paper: dict[int, list[Attachment]], photos: list[Attachment]
) -> Iterator[Entry]:
    for paper in line.papers:
        signed = by_paper.get(paper.pk, [])
        detail = f"{paper.number}\n{clock.plain_date(paper.dated)}".strip()
        status = "Ditandatangani" if signed else "Belum ditandatangani"
        yield Entry(_name(paper), detail, status, document=paper)
        for photo in signed:
            yield _photo(photo, say("Lembar bertanda tangan: {title}", title=paper.title))
    by_hand = {photo.pk for photo in line.by_hand}
    for photo in photos:
        if photo.pk in by_hand:
            yield _photo(photo, say("Diisi dengan tangan: {title}", title=line.label))
    if line.elsewhere and not line.papers:
        yield Entry(line.label, line.elsewhere, "Di luar sistem")


def _name(paper: Document) -> str:
    """What a paper is called; one of several of its kind with the supplier it is about."""
    supplier = paper.data.get("supplier_name") if paper.variant else ""
    return f"{paper.title}, {supplier}" if supplier else paper.title


def _photo(photo: Attachment, title: str = "") -> Entry:
    day = clock.plain_date(clock.in_zone(photo.received_at, photo.desa.zone).date())
    words = [photo.caption] if photo.caption and not title else []
    detail = " · ".join([*words, say("disimpan {day}", day=day)])
    return Entry(title or PHOTO_NAMES.get(photo.kind, OTHER_PHOTO), detail, "Foto", photo=photo)


@dataclass(frozen=True)
class Drawn:
    """The file before it is bound: its contents, and the pieces of those that have pages."""

    contents: Contents
    bodies: tuple[tuple[Entry, Piece, int], ...]
    """With how many pages each has."""

    def pages(self) -> int:
        """How many pages there are behind the cover."""
        return sum(length for _, _, length in self.bodies)


def draw(purchase: Purchase) -> Drawn:
    """Every paper and photo of the file, drawn once."""
    contents = contents_of(purchase)
    found = [(entry, _piece(entry)) for entry in contents.entries if entry.is_bound]
    return Drawn(
        contents,
        tuple((entry, piece, pages_in(piece.pdf) if piece.pdf else 1) for entry, piece in found),
    )


def file_of(purchase: Purchase) -> Bound:
    """The whole file as one PDF, stamped on every page; the same records give the same bytes."""
    return bound(draw(purchase))


def bound(drawn: Drawn, seal: dict[str, str] | None = None) -> Bound:
    """The drawn file behind its cover, which says on which page everything is."""
    purchase = drawn.contents.purchase
    pieces = [
        Piece("Sampul dan daftar isi", pdf=cover_of(drawn, seal)),
        *(piece for _, piece, _ in drawn.bodies),
    ]
    size: Size = queries.rules_for(purchase).letterhead.paper_size.value
    return bind(pieces, say("SPJ {title}", title=purchase.title), size)


def cover_of(drawn: Drawn, seal: dict[str, str] | None = None) -> bytes:
    """The cover; drawn again until its page numbers are right, since it may be long itself."""
    own, cover = 1, b""
    for _ in range(_TRIES):
        cover = _cover(drawn, own, seal or {})
        if (length := pages_in(cover)) == own:
            break
        own = length
    return cover


def _cover(drawn: Drawn, own: int, seal: dict[str, str]) -> bytes:
    purchase = drawn.contents.purchase
    desa = purchase.desa
    data = {**_facts(purchase), **_table_of(drawn, own), **seal}
    rules = queries.rules_for(purchase)
    paper = loose_paper(desa, rules, COVER, data, dated=_newest(drawn.contents))
    # A cover has no letter number of its own.
    return render_pdf(dataclasses.replace(paper, number=""))


def _facts(purchase: Purchase) -> dict[str, Any]:
    supplier = purchase.supplier
    return {
        **package_data(purchase),
        "package_number": f"{purchase.year}-{purchase.sequence:04d}",
        "method": queries.method_of(purchase).label if purchase.method else None,
        "supplier_name": supplier.name if supplier else None,
        "supplier_address": supplier.address if supplier else None,
        "value": purchase.value or None,
    }


def _table_of(drawn: Drawn, own: int) -> dict[str, Any]:
    places: dict[int, str] = {}
    page = own + 1
    for entry, _, length in drawn.bodies:
        places[id(entry)] = str(page) if length == 1 else f"{page}–{page + length - 1}"
        page += length
    return {
        "page_count": page - 1,
        "contents": [
            {
                "paper": entry.title,
                "letter_number": entry.detail,
                "status": entry.status,
                "page": places.get(id(entry), ""),
            }
            for entry in drawn.contents.entries
        ],
        "missing": list(drawn.contents.missing),
        "complete": not drawn.contents.missing,
    }


def _newest(contents: Contents) -> date:
    """The day of the last thing that came into the file: it dates the cover, so that the same
    records give the same bytes on any day."""
    times = [entry.document.issued_at for entry in contents.entries if entry.document]
    times += [entry.photo.received_at for entry in contents.entries if entry.photo]
    newest = max(times, default=contents.purchase.started_at)
    return clock.in_zone(newest, contents.purchase.desa.zone).date()


def _piece(entry: Entry) -> Piece:
    if entry.document is not None:
        return Piece(entry.title, pdf=pdf_of(entry.document))
    return Piece(entry.title, entry.detail, jpeg=entry.content())
