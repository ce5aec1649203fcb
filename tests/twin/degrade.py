"""Paper as it comes back: printed, copied twice, held crookedly, photographed in bad light, sent.

The recipe stands in docs/degraded_prints.md. Everything is drawn from one seed, with Pillow only.
"""

import io
import random
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageEnhance, ImageFilter

from pbjdesa.documents.paper.model import Paper
from pbjdesa.documents.paper.render import render_pages

PRINT_DPI = 200
"""Dots of an old copier, which are coarser than those of the printer."""


@dataclass(frozen=True)
class Recipe:
    """How badly a paper is treated. Lengths in pixels at PRINT_DPI (0.127 mm)."""

    copies: int = 2
    tilt: float = 5.0
    """Degrees, to either side."""
    speckle: int = 40
    """Half width of the noise of one copy, of 255."""
    specks: int = 900
    """Black and white dots of 1 to 3 px that one copy adds to a page."""
    copy_blur: float = 0.8
    """Radius of the blur of one copy."""
    contrast: float = 1.7
    """What a copier does to greys."""
    bend: float = 0.02
    """How far a corner is pulled in by looking from the side, as a share of the width."""
    blur: float = 1.6
    """Radius of the unsharp photo, at the size of the photo."""
    darkest: float = 0.45
    """Light in the darkest corner, the brightest being 1."""
    longest_side: int = 2000
    """Pixels: three megapixels, less than half of what the camera of a cheap phone takes."""
    noise: int = 14
    quality: int = 60


USUAL = Recipe()


def printed(paper: Paper) -> list[Image.Image]:
    """The pages of a paper as the printer puts them onto white paper."""
    return [Image.open(io.BytesIO(page)).convert("L") for page in render_pages(paper, PRINT_DPI)]


def photographed(page: Image.Image, seed: int, recipe: Recipe = USUAL) -> bytes:
    """The JPEG of a degraded page; the same for the same seed."""
    source = random.Random(seed)
    for _ in range(recipe.copies):
        page = _copied(page, source, recipe)
    page = _held(page, source, recipe)
    scale = recipe.longest_side / max(page.size)
    size = (round(page.width * scale), round(page.height * scale))
    page = page.resize(size, Image.Resampling.BILINEAR)
    page = page.filter(ImageFilter.GaussianBlur(recipe.blur))
    page = ImageChops.multiply(page, _light(page.size, source, recipe))
    page = _noisy(page, source, recipe.noise)
    out = io.BytesIO()
    page.convert("RGB").save(out, "JPEG", quality=recipe.quality)
    return out.getvalue()


def _copied(page: Image.Image, source: random.Random, recipe: Recipe) -> Image.Image:
    """One generation: blur of the glass, slight skew and shrinking, speckles, hard contrast."""
    page = page.filter(ImageFilter.GaussianBlur(recipe.copy_blur))
    page = page.rotate(
        source.uniform(-0.7, 0.7), Image.Resampling.BILINEAR, fillcolor=255, expand=False
    )
    page = _noisy(page, source, recipe.speckle)
    page = ImageEnhance.Contrast(page).enhance(recipe.contrast)
    for _ in range(recipe.specks):
        x, y = source.randrange(page.width), source.randrange(page.height)
        size = source.randint(1, 3)
        page.paste(source.choice((0, 0, 255)), (x, y, x + size, y + size))
    return page


def _noisy(page: Image.Image, source: random.Random, width: int) -> Image.Image:
    noise = Image.frombytes("L", page.size, source.randbytes(page.width * page.height))
    scale = 2 * width / 255
    return ImageChops.add(page, noise.point([int(v * scale) for v in range(256)]), 1, -width)


def _held(page: Image.Image, source: random.Random, recipe: Recipe) -> Image.Image:
    """On a dark table, tilted, seen a little from the side."""
    edge = page.width // 12
    table = Image.new("L", (page.width + 2 * edge, page.height + 2 * edge), 90)
    table.paste(page, (edge, edge))
    angle = source.choice((-1, 1)) * recipe.tilt
    table = table.rotate(angle, Image.Resampling.BICUBIC, fillcolor=90, expand=True)
    pull = int(recipe.bend * table.width)
    right, low = table.size
    corners = [
        coordinate
        for x, y in ((0, 0), (0, low), (right, low), (right, 0))
        for coordinate in (x + source.randint(-pull, pull), y + source.randint(-pull, pull))
    ]
    return table.transform(table.size, Image.Transform.QUAD, corners, Image.Resampling.BILINEAR)


def _light(size: tuple[int, int], source: random.Random, recipe: Recipe) -> Image.Image:
    """Uneven light: a ramp from the darkest corner to full light, turned any way."""
    ramp = Image.linear_gradient("L").rotate(source.choice((0, 90, 180, 270)))
    least = int(255 * recipe.darkest)
    return ramp.point([least + v * (255 - least) // 255 for v in range(256)]).resize(size)
