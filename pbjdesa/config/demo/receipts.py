"""Photos of receipts, drawn: paper on a table, with lines of writing. None is a real receipt."""

import io
from random import Random

from PIL import Image, ImageDraw, ImageFont

from pbjdesa.documents.files import clean_photo
from pbjdesa.kernel.money import rupiah

_SIZE = (480, 640)


def receipt_photo(rng: Random, shop: str, rows: list[tuple[str, int]]) -> bytes:
    """A small JPEG of a receipt: the shop, what was bought, and the sum."""
    table = tuple(rng.randrange(70, 120) for _ in range(3))
    picture = Image.new("RGB", _SIZE, table)
    draw = ImageDraw.Draw(picture)
    left, top = 40 + rng.randrange(20), 30 + rng.randrange(20)
    draw.rectangle((left + 6, top + 8, left + 386, top + 548), fill=(40, 40, 40))
    draw.rectangle((left, top, left + 380, top + 540), fill=(247, 245, 236))
    _write(draw, left + 24, top + 24, shop, 24)
    _write(draw, left + 24, top + 58, "NOTA", 18)
    y = top + 104
    for name, amount in rows[:8]:
        draw.line((left + 20, y + 26, left + 360, y + 26), fill=(170, 190, 210))
        _write(draw, left + 24, y, name[:24], 17)
        _write(draw, left + 260, y, rupiah(amount), 15)
        y += 36
    _write(draw, left + 24, y + 20, f"Jumlah {rupiah(sum(amount for _, amount in rows))}", 22)
    turned = picture.rotate(rng.uniform(-3, 3), fillcolor=table)
    out = io.BytesIO()
    turned.save(out, "JPEG", quality=70)
    return clean_photo(out.getvalue())


def _write(draw: ImageDraw.ImageDraw, x: int, y: int, text: str, size: int) -> None:
    draw.text((x, y), text, fill=(25, 35, 90), font=ImageFont.load_default(size))
