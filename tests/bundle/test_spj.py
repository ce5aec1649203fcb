"""The file of a purchase as one PDF: cover, papers, photos, stamps, what is missing (A019)."""

import io
import time
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from pbjdesa.documents.binding import Piece, bind
from pbjdesa.documents.files import clean_photo
from pbjdesa.documents.operations import attach_photo, file_signed
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import LETTERHEAD, REGISTERED, sample_of, squeezed, text_of
from pbjdesa.documents.queries import papers_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.oversight.bundle.archive import prepare
from pbjdesa.payments import spj
from pbjdesa.payments.spj import contents_of, file_of
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.queries import checklist, papers_missing
from tests import scene
from tests.world import Village, announced, territory, village

MOST_SECONDS = 3.0
"""Processor time for a file of 30 papers."""


def photo(color: str = "teal", size: tuple[int, int] = (1200, 900)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, "JPEG")
    return clean_photo(out.getvalue())


@pytest.fixture
def place(db: None) -> Village:
    return announced(village(territory()))


@pytest.fixture
def purchase(place: Village) -> Purchase:
    return scene.purchase_in(place, "paid")


def pages_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_every_page_says_where_it_is(purchase: Purchase) -> None:
    bound = file_of(purchase)
    pages = pages_of(bound.pdf)
    assert len(pages) == bound.pages > 8
    for number, text in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)} · SPJ {purchase.title}" in text


def test_papers_stand_in_the_order_of_the_checklist_on_the_pages_that_the_cover_names(
    purchase: Purchase,
) -> None:
    bound = file_of(purchase)
    pages = pages_of(bound.pdf)
    wanted = [paper for line in checklist(purchase) for paper in line.papers]
    found = [entry.document for entry in contents_of(purchase).entries if entry.document]
    assert found == wanted
    cover = squeezed("".join(pages[: bound.starts[1] - 1]))
    for paper in wanted:
        (first,) = [
            number
            for number, text in enumerate(pages[bound.starts[1] - 1 :], start=bound.starts[1])
            if paper.code and "Halaman 1 dari" in text and grouped(paper.code) in text
        ][:1]
        assert first in bound.starts
        assert squeezed(f"{paper.number}") in cover


def grouped(code: str) -> str:
    return "-".join((code[:4], code[4:8], code[8:]))


def test_the_cover_says_what_from_whom_for_how_much_and_what_is_missing(
    purchase: Purchase,
) -> None:
    cover = squeezed(text_of(file_of(purchase).pdf))
    for text in (purchase.title, purchase.supplier.name, purchase.activity.name):  # type: ignore[union-attr]
        assert squeezed(text) in cover
    missing = papers_missing(checklist(purchase))
    assert missing
    for name in missing:
        assert squeezed(name) in cover


def test_signed_sheets_and_receipts_are_pages_with_a_caption_and_a_day(
    place: Village, purchase: Purchase
) -> None:
    (order,) = [one for one in papers_of(purchase.dossier) if one.kind == "surat_pesanan"]
    file_signed(
        by=place.by("kasi"),
        dossier=purchase.dossier,
        kind="surat_pesanan",
        photo=photo(),
        document=order,
    )
    attach_photo(
        by=place.by("kasi"),
        dossier=purchase.dossier,
        kind="barang",
        photo=photo("gold", (600, 1200)),
        caption="Dua rim kertas di balai desa",
    )
    pages = pages_of(file_of(purchase).pdf)
    (signed,) = [at for at, text in enumerate(pages) if "Lembar bertanda tangan:" in text][-1:]
    assert grouped(order.code) in pages[signed - 1]
    assert "disimpan" in pages[signed]
    assert any("Dua rim kertas di balai desa" in text for text in pages[signed:])
    assert "Ditandatangani" in pages[0]


def test_a_photo_that_is_gone_or_broken_does_not_stop_the_file(
    place: Village, purchase: Purchase
) -> None:
    attach_photo(by=place.by("kasi"), dossier=purchase.dossier, kind="barang", photo=b"no photo")
    assert "Foto ini tidak bisa dibuka." in text_of(file_of(purchase).pdf)


def test_photos_beyond_what_a_small_server_can_bind_are_named_and_left_to_the_sealed_file(
    place: Village, purchase: Purchase, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file_of(purchase).pages  # with the photo of the receipt
    for color in ("red", "gold", "teal"):
        shown = photo(color, (40, 40))
        attach_photo(by=place.by("kasi"), dossier=purchase.dossier, kind="barang", photo=shown)
    monkeypatch.setattr(spj, "MOST_PHOTOS", 2)
    bound = file_of(purchase)
    assert bound.pages == before + 1
    assert text_of(bound.pdf).count("Foto, tidak dijilid") == 2
    kept = [one for one in prepare(purchase).members if one.name.startswith("foto/")]
    assert len(kept) == 4


def test_the_same_records_give_the_same_bytes(purchase: Purchase) -> None:
    assert file_of(purchase).pdf == file_of(purchase).pdf


def test_a_draft_has_a_file_too(place: Village) -> None:
    assert "Yang belum ada" in text_of(file_of(scene.purchase_in(place, "draft")).pdf)


def test_the_number_of_queries_does_not_grow_with_the_file(
    place: Village, purchase: Purchase, django_assert_max_num_queries: Any
) -> None:
    for turn in range(6):
        attach_photo(
            by=place.by("kasi"),
            dossier=purchase.dossier,
            kind="barang",
            photo=photo(size=(40 + turn, 40)),
        )
    with django_assert_max_num_queries(12):
        contents_of(purchase)


@pytest.mark.slow
def test_thirty_papers_are_bound_in_three_seconds() -> None:
    kinds = list(PAPERS)
    taken = photo()

    def pieces() -> list[Piece]:
        papers = [
            Piece(
                kind.name, pdf=render_pdf(compose(kind, sample_of(kind), LETTERHEAD, **REGISTERED))
            )
            for kind in (kinds * 3)[:30]
        ]
        return [*papers, *(Piece("Foto", "disimpan", jpeg=taken) for _ in range(10))]

    pieces()
    begun = time.process_time()
    bound = bind(pieces(), "SPJ Pengadaan Bahan Jalan")
    assert time.process_time() - begun < MOST_SECONDS
    assert bound.pages >= 40
