"""The code of a paper is read from what phones send, and from nothing else; never for long."""

import io
import os
import random
import time

import pytest
import segno
from PIL import Image

from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.testing import LETTERHEAD, REGISTERED, sample_of
from pbjdesa.documents.reading import MOST_SECONDS, read_codes
from pbjdesa.documents.registry import PAPERS
from tests.twin.count import ADDRESS, count
from tests.twin.degrade import photographed, printed

LONG = os.environ.get("PBJDESA_LONG") == "1"
PHOTOS = 5 if LONG else 1
KINDS = list(PAPERS) if LONG else list(PAPERS)[::4]
SLACK = 1.0
"""Seconds: the view that is begun when the time is over is still read to its end."""


@pytest.fixture(scope="module")
def page() -> Image.Image:
    paper = compose(
        PAPERS["hps"],
        sample_of(PAPERS["hps"]),
        LETTERHEAD,
        **(REGISTERED | {"check_url": ADDRESS}),
    )
    return printed(paper)[-1]


def jpeg(picture: Image.Image, orientation: int = 1) -> bytes:
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = orientation
    picture.convert("RGB").save(file, "JPEG", quality=80, exif=exif)
    return file.getvalue()


def qr(text: str) -> Image.Image:
    drawing = io.BytesIO()
    segno.make_qr(text).save(drawing, kind="png", scale=6)
    return Image.open(drawing).convert("L")


@pytest.mark.slow
def test_nineteen_of_twenty_degraded_prints_are_read() -> None:
    """Two copies, five degrees, blur, uneven light: docs/degraded_prints.md."""
    counted = count(KINDS, PHOTOS)
    assert counted.all == PHOTOS * len(KINDS)
    assert counted.share >= 0.95, counted.lost
    assert counted.slowest < MOST_SECONDS + SLACK


def test_the_recipe_gives_the_same_photo_for_the_same_seed(page: Image.Image) -> None:
    assert photographed(page, 7) == photographed(page, 7) != photographed(page, 8)


@pytest.mark.parametrize("angle", [0, 5, 45, 90, 180, 270])
def test_a_paper_may_lie_any_way(page: Image.Image, angle: int) -> None:
    turned = page.rotate(angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    assert read_codes(jpeg(turned)) == (ADDRESS.upper(),)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_phone_may_store_its_photo_any_way(page: Image.Image, orientation: int) -> None:
    assert read_codes(jpeg(page, orientation)) == (ADDRESS.upper(),)


def test_a_photo_in_the_dark_or_washed_out_is_read(page: Image.Image) -> None:
    for low, high in ((0, 60), (190, 255), (100, 150)):
        dull = page.point([low + v * (high - low) // 255 for v in range(256)])
        assert read_codes(jpeg(dull)) == (ADDRESS.upper(),)


def test_two_codes_on_one_paper_are_both_seen() -> None:
    both = Image.new("L", (700, 300), 255)
    both.paste(qr("https://toko.example"), (20, 20))
    both.paste(qr("https://pbj.example/cek/A"), (400, 20))
    assert set(read_codes(jpeg(both))) == {"https://toko.example", "https://pbj.example/cek/A"}


def test_reading_goes_on_until_the_wanted_code_is_seen() -> None:
    assert read_codes(jpeg(qr("https://toko.example")), lambda text: "/cek/" in text) == (
        "https://toko.example",
    )


@pytest.mark.parametrize(
    "upload",
    [
        b"",
        b"no picture",
        b"\xff\xd8\xff\xe0\x00\x10JFIF",
        b"\x89PNG\r\n\x1a\n" + b"x" * 90,
        b"GIF89a",
    ],
)
def test_what_is_no_photo_has_no_code(upload: bytes) -> None:
    assert read_codes(upload) == ()


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_a_picture_too_large_to_open_is_not_opened() -> None:
    file = io.BytesIO()
    Image.new("1", (8_000, 8_000)).save(file, "PNG")
    began = time.thread_time()
    assert read_codes(file.getvalue()) == ()
    assert time.thread_time() - began < 0.1


def test_a_picture_full_of_noise_does_not_hold_up_others() -> None:
    noise = Image.frombytes("L", (3_000, 2_000), random.Random(5).randbytes(6_000_000))
    began = time.thread_time()
    assert read_codes(jpeg(noise)) == ()
    assert time.thread_time() - began < MOST_SECONDS + SLACK
