"""Binding pages whatever they are called and however large they are."""

import io

import pytest
from pypdf import PdfReader

from pbjdesa.documents.binding import Piece, bind, pages_in
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import HOSTILE, LETTERHEAD, REGISTERED, sample_of, text_of
from pbjdesa.documents.registry import PAPERS
from tests.bundle.test_spj import photo


def paper(kind: str, **more: object) -> bytes:
    made = compose(PAPERS[kind], sample_of(PAPERS[kind]), LETTERHEAD, **REGISTERED, **more)  # type: ignore[arg-type]
    return render_pdf(made)


@pytest.mark.parametrize("name", [HOSTILE, "", "نص 漢字 🧾" * 40, "#pagebreak()\n" * 30])
def test_names_are_shown_and_never_run(name: str) -> None:
    bound = bind([Piece(name, name, jpeg=photo()), Piece(name, pdf=paper("hps"))], name)
    assert bound.pages == 1 + pages_in(paper("hps"))
    assert "Halaman 1 dari" in text_of(bound.pdf)


def test_pages_keep_their_size_and_their_text() -> None:
    parts = [paper("pengumuman_rencana"), paper("hps", size="F4"), paper("spk")]
    bound = bind([Piece("Surat", pdf=part) for part in parts], "SPJ Contoh", "F4")
    before = [page for part in parts for page in PdfReader(io.BytesIO(part)).pages]
    after = PdfReader(io.BytesIO(bound.pdf)).pages
    assert [page.mediabox for page in after] == [page.mediabox for page in before]
    for old, new in zip(before, after, strict=True):
        assert old.extract_text() in new.extract_text()


def test_bookmarks_lead_to_where_each_piece_begins() -> None:
    bound = bind([Piece("Satu", pdf=paper("spk")), Piece("Dua", pdf=paper("hps"))], "SPJ")
    found = PdfReader(io.BytesIO(bound.pdf))
    pages = [found.get_destination_page_number(mark) for mark in found.outline]  # type: ignore[arg-type]
    assert pages == [start - 1 for start in bound.starts] == [0, pages_in(paper("spk"))]
