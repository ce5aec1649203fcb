"""Photos on papers: looked up by hash, drawn small, and told in words where there are none."""

import dataclasses
import hashlib
import io
import json
import time
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from pbjdesa.documents.paper import fields
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.model import FieldRow, Fields, Photo, Photos, from_json, to_json
from pbjdesa.documents.paper.render import render_pages, render_pdf
from pbjdesa.documents.paper.testing import LETTERHEAD, REGISTERED, squeezed, text_of
from pbjdesa.documents.paper.tests.test_model import a_paper
from pbjdesa.documents.paper.wording import read
from pbjdesa.kernel.errors import Refused

KIND = PaperKind(
    slug="foto",
    name="Foto",
    stage="documents",
    fields=fields.PHOTOS,
    signatories=(),
    facts=(),
    folder=Path(),
)
WORDING = read(
    """
version = 1
title = "Foto"
[[block]]
type = "photos"
each = "photos"
caption = "{caption}"
taken = "{taken_on:long}"
""",
    KIND,
)


def jpeg(shade=90, size=(1280, 960), **options):
    file = io.BytesIO()
    Image.effect_noise(size, shade).convert("RGB").save(file, "JPEG", quality=80, **options)
    return file.getvalue()


@pytest.fixture(scope="module")
def stored():
    contents = [jpeg(20 + 10 * n) for n in range(9)]
    return {hashlib.sha256(content).hexdigest(): content for content in contents}


def lookup(stored):
    def read_stored(sha256):
        if sha256 not in stored:
            raise FileNotFoundError(sha256)
        return stored[sha256]

    return read_stored


def paper_with(hashes):
    rows = [
        {"sha256": one, "caption": f"Talud sisi {n}", "taken_on": "2026-11-12"}
        for n, one in enumerate(hashes, 1)
    ]
    return compose(KIND, {"photos": rows}, LETTERHEAD, wording=WORDING, **REGISTERED)


def test_the_frozen_paper_holds_hashes_and_prints_the_same_file(stored):
    paper = paper_with(stored)
    frozen = json.dumps(to_json(paper))
    assert len(frozen) < 4_000
    pdf = render_pdf(paper, lookup(stored))
    assert pdf == render_pdf(from_json(json.loads(frozen)), lookup(stored))
    assert pdf.count(b"DCTDecode") == 9
    printed = text_of(pdf)
    assert "Talud sisi 9" in printed
    assert "12 November 2026" in printed


def test_nine_photos_make_a_small_and_quick_paper(stored):
    paper = paper_with(stored)
    assert len(render_pdf(paper, lookup(stored))) < 1_500_000
    began = time.perf_counter()
    render_pdf(paper, lookup(stored))
    assert time.perf_counter() - began < 0.5


def test_every_photo_has_a_text_for_who_cannot_see_it(stored):
    pdf = render_pdf(paper_with(stored), lookup(stored))
    described = _alternatives(pdf)
    assert [text for text in described if text.startswith("Foto: Talud sisi")] == [
        f"Foto: Talud sisi {n}" for n in range(1, 10)
    ]


def _alternatives(pdf):
    """The alternative texts of the file's figures, in their order."""
    root = PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
    found, waiting = [], [root]
    while waiting:
        node = waiting.pop().get_object()
        if not isinstance(node, dict):
            continue
        if "/Alt" in node:
            found.append(str(node["/Alt"]))
        children = node.get("/K", [])
        waiting += reversed(children if isinstance(children, list) else [children])
    return found


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "tidak ada di penyimpanan"), (b"no picture", "tidak bisa dibuka")],
)
def test_a_photo_that_cannot_be_shown_is_told_in_its_frame(content, said):
    name = hashlib.sha256(content or b"").hexdigest()
    stored = {} if content is None else {name: content}
    printed = text_of(render_pdf(paper_with([name]), lookup(stored)))
    assert said in " ".join(printed.split())
    assert "Talud sisi 1" in printed


def test_half_a_file_and_another_file_are_told_too(stored):
    name, content = next(iter(stored.items()))
    half = content[: len(content) // 2]
    for held in ({name: jpeg(5)}, {hashlib.sha256(half).hexdigest(): half}):
        printed = text_of(render_pdf(paper_with([*held]), lookup(held)))
        assert "tidak bisa dibuka" in " ".join(printed.split())


def test_a_blank_form_has_empty_frames():
    printed = text_of(render_pdf(compose(KIND, {}, LETTERHEAD, wording=WORDING)))
    assert printed.count("Tempat foto") == 4


def test_nothing_but_pixels_is_printed():
    exif = Image.Exif()
    exif[0x010E] = "koordinat rumah warga"
    content = jpeg(60, exif=exif, comment=b"catatan rahasia")
    name = hashlib.sha256(content).hexdigest()
    pdf = render_pdf(paper_with([name]), lookup({name: content}))
    assert b"DCTDecode" in pdf
    assert b"rahasia" not in pdf
    assert b"koordinat" not in pdf


def test_a_caption_is_text_whatever_it_says():
    block = Photos((Photo("", '#panic("x") </b> ' + "W" * 300, ""),), columns=3)
    printed = squeezed(text_of(render_pdf(a_paper(blocks=(block,)))))
    assert squeezed('#panic("x") </b>') in printed


def test_pages_for_a_printer_show_the_photos(stored):
    paper = dataclasses.replace(paper_with(list(stored)[:1]), date=date(2026, 11, 24))
    assert render_pages(paper, 40, lookup(stored)) != render_pages(paper, 40)


def test_only_the_hash_of_a_file_names_a_photo():
    with pytest.raises(Refused):
        paper_with(["../../etc/passwd"])


def test_the_wording_of_a_photo_names_a_picture():
    source = 'version = 1\ntitle = "F"\n[[block]]\ntype = "photos"\neach = "photos"\n'
    with pytest.raises(Refused, match="bukan gambar"):
        read(source + 'picture = "caption"\n', KIND)


def test_a_board_is_printed_in_letters_that_are_read_from_two_metres():
    line = Fields((FieldRow("Nilai", "Rp84.500.000"),))
    heights = []
    for large in (False, True):
        paper = a_paper(blocks=(line,), large=large, landscape=True)
        sizes = set()
        page = PdfReader(io.BytesIO(render_pdf(paper))).pages[0]
        page.extract_text(
            visitor_text=lambda text, cm, tm, font, size, to=sizes: (
                to.add(size) if "Rp" in text else 0
            )
        )
        heights.append(max(sizes))
    assert heights == [11, 22]
