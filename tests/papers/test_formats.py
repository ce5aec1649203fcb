"""Every kind of paper in every format: the same text, on both sizes of paper, whatever is typed."""

import io
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from PIL import Image

from pbjdesa.config.registries import PAPER_LIST
from pbjdesa.documents.paper import layout, qr
from pbjdesa.documents.paper.docx import editable_copy, render_docx
from pbjdesa.documents.paper.glyphs import showable
from pbjdesa.documents.paper.html import render_html
from pbjdesa.documents.paper.render import render_pages, render_pdf
from pbjdesa.documents.paper.testing import REGISTERED, squeezed
from pbjdesa.documents.paper.xlsx import render_xlsx
from tests.papers import printing

ROOT = Path(__file__).parents[2]
EVERY = pytest.mark.parametrize("kind", PAPER_LIST, ids=lambda kind: kind.slug)
DOTS = 40
"""Per inch: enough to see ink where none may be."""
TAGS = {"article", "header", "footer", "hr", "br", "h1", "h2", "p", "b", "small", "a", "ol", "ul"}
TAGS |= {"li", "dl", "div", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"class", "scope", "colspan", "data-label", "href"}
FORMULA = re.compile(
    r"=(SUM\([A-Z]+\d+(:[A-Z]+\d+)?\)|SUMPRODUCT\([A-Z0-9:,]+\)|[A-Z]+\d+\*[A-Z]+\d+"
    r"|ROUND\([A-Z]+\d+\*[A-Z]+\d+,0\))"
)


def test_papers_to_write_on_or_to_calculate_with() -> None:
    """Those of the domain notes; a new kind decides for itself."""
    editable = {kind.slug for kind in PAPER_LIST if kind.editable}
    assert {"kak", "notulen_rapat", "spesifikasi", "penyampaian_dokumen"} <= editable
    counted = {kind.slug for kind in PAPER_LIST if kind.workbook}
    assert {"hps", "rab_swakelola", "dpa", "ba_evaluasi"} <= counted


@EVERY
def test_page_and_text_document_say_what_the_paper_says(kind) -> None:
    paper = printing.sample_paper(kind)
    page = squeezed("".join(printing.Page(render_html(paper)).text))
    document = squeezed(printing.text_of_docx(render_docx(paper)))
    for text in printing.words_of(paper):
        assert squeezed(showable(text)) in page
        assert squeezed(showable(text)) in document


@pytest.mark.slow
@EVERY
@pytest.mark.parametrize("landscape", [False, True], ids=["upright", "on its side"])
@pytest.mark.parametrize("size", ["A4", "F4"])
def test_a_paper_keeps_to_its_page_and_to_black_and_white(kind, size, landscape) -> None:
    paper = replace(printing.sample_paper(kind, size=size), landscape=landscape)
    width, height = layout.SIZES[size][:: -1 if landscape else 1]
    pages = render_pages(paper, DOTS)
    for number, png in enumerate(pages, start=1):
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        assert abs(picture.width * 25.4 / DOTS - width) < 1
        assert abs(picture.height * 25.4 / DOTS - height) < 1
        red, green, blue = picture.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes(), "colour is lost in a copy"
        edges = {"left": 22, "right": 17, "top": 9, "bottom": 7}
        assert _ink(picture, **edges) == [], f"page {number} prints outside its margins"


def _ink(picture: Image.Image, **edges: int) -> list[str]:
    """The edges (in mm) on which something is printed."""
    grey = picture.convert("L")
    dots = {side: round(millimetres * DOTS / 25.4) for side, millimetres in edges.items()}
    strips = {
        "left": (0, 0, dots["left"], grey.height),
        "right": (grey.width - dots["right"], 0, grey.width, grey.height),
        "top": (0, 0, grey.width, dots["top"]),
        "bottom": (0, grey.height - dots["bottom"], grey.width, grey.height),
    }
    return [side for side, box in strips.items() if grey.crop(box).getextrema()[0] < 200]


@EVERY
def test_the_box_for_a_stamp_is_there_when_one_is_due_and_only_then(kind) -> None:
    names = [field.name for field in kind.fields if field.name == "stamp_duty"]
    for duty in (0, 10_000) if names else (None,):
        data = printing.sample_of(kind) | dict.fromkeys(names, duty)
        paper = printing.compose(kind, data, printing.LETTERHEAD, **REGISTERED)
        places = [
            place for block in paper.blocks for place in getattr(block, "blocks", ()) if place.stamp
        ]
        assert bool(places) == bool(duty)


@pytest.mark.slow
@EVERY
def test_the_worst_text_is_printed_as_text(kind, tmp_path: Path) -> None:
    paper = printing.hostile_paper(kind)
    pdf = squeezed("".join(_pages(render_pdf(paper), tmp_path)))
    assert "<script>alert(1)</script>" in pdf
    assert "{{7*7}}" in pdf
    page = printing.Page(render_html(paper))
    assert page.tags <= TAGS
    assert page.attributes <= ATTRIBUTES
    assert (page.open, page.astray) == ([], [])
    assert "<script>alert(1)</script>" in "".join(page.text)
    document = printing.text_of_docx(render_docx(editable_copy(paper)))
    assert "<script>alert(1)</script>" in document
    assert "\u202e" not in document + "".join(page.text)


def _pages(pdf: bytes, folder: Path) -> list[str]:
    """The text of each page; poppler reads a hundred pages in the time of one of pypdf."""
    file = folder / "surat.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-enc", "UTF-8", file, "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return told.replace("\u200b", "").removesuffix("\f").split("\f")


@pytest.mark.slow
@EVERY
def test_the_worst_text_is_no_formula(kind) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_xlsx(printing.hostile_paper(kind))))
    cells = [cell for sheet in book for row in sheet.rows for cell in row]
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert [formula for formula in formulas if not FORMULA.fullmatch(formula)] == []
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.slow
@EVERY
def test_500_lines_are_printed_on_counted_pages(kind, tmp_path: Path) -> None:
    for paper in printing.long_papers(kind):
        printed = _pages(render_pdf(paper), tmp_path)
        for number, text in enumerate(printed, start=1):
            assert f"Halaman {number} dari {len(printed)}" in text
        assert render_html(paper)
        assert not kind.editable or render_docx(paper)
        assert not kind.workbook or render_xlsx(paper)


@pytest.mark.slow
@EVERY
def test_independent_tools_find_no_fault(kind, tmp_path: Path) -> None:
    if not (shutil.which("qpdf") and shutil.which("pdfinfo")):
        pytest.skip("qpdf and poppler-utils are not on this machine")
    file = tmp_path / "surat.pdf"
    file.write_bytes(render_pdf(printing.sample_paper(kind, size="F4")))
    subprocess.run(["qpdf", "--check", file], check=True, capture_output=True)
    told = subprocess.run(["pdfinfo", file], check=True, capture_output=True, text=True).stdout
    assert re.search(r"Tagged: +yes", told)
    assert re.search(r"JavaScript: +no", told)


_HASHES = """
import hashlib, os, time
time.tzset()
from pbjdesa.config.registries import PAPER_LIST
from pbjdesa.documents.paper.docx import render_docx
from pbjdesa.documents.paper.html import render_html
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.xlsx import render_xlsx
from tests.papers.printing import sample_paper
for kind in PAPER_LIST:
    paper = sample_paper(kind)
    files = render_pdf(paper), render_docx(paper), render_xlsx(paper), render_html(paper).encode()
    print(kind.slug, *(hashlib.sha256(file).hexdigest() for file in files))
"""


@pytest.mark.slow
def test_the_same_paper_is_the_same_file_everywhere() -> None:
    """In other processes, zones, languages and orders of hashing."""
    places = (
        {"TZ": "Asia/Jayapura", "LANG": "id_ID.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LANG": "C", "PYTHONHASHSEED": "2"},
    )
    setup = "import django; django.setup()\n"
    told = [
        subprocess.run(
            [sys.executable, "-c", setup + _HASHES],
            cwd=ROOT,
            env={**os.environ, **place},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for place in places
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) == len(PAPER_LIST)


def test_the_address_of_a_check_fits_beside_any_usual_host() -> None:
    """60 characters, of which the way and the code take 17."""
    for host in ("https://pbj.kab-hulusungaiselatan.go.id", "https://pengadaan.batangkab.go.id"):
        assert qr.fits(f"{host}/cek/K3F79QWX2MTR")
