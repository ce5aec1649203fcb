"""One working call of each operation on a kabupaten's own words and arms (see calls.py)."""

import io
from collections.abc import Callable
from typing import Any, Protocol

from PIL import Image

from pbjdesa.documents.adopting import adopt_logo, adopt_wording, clean_logo
from pbjdesa.documents.editions import delivered
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from tests.world import Village, hire


class Stage(Protocol):
    """Where the verbs are tried."""

    place: Village


def of_wordings() -> dict[str, Callable[[Stage], object]]:
    """One working call of each, by name."""
    return {
        "documents.adopt_wording": lambda stage: adopt_wording(
            by=hire(stage.place.desa.kab, "admin_kabupaten", "Sari Utami"),
            kind=PAPERS["hps"],
            content=with_sentence("hps", "Daftar harga ini dibuat dengan hati-hati."),
            basis=0,
            start=clock.today(stage.place.desa.zone),
        ),
        "documents.adopt_logo": lambda stage: adopt_logo(
            by=hire(stage.place.desa.kab, "admin_kabupaten", "Sari Utami"),
            picture=clean_logo(picture()),
            basis=0,
        ),
    }


def with_sentence(slug: str, sentence: str) -> dict[str, Any]:
    """The delivered words of a kind with one more paragraph in front."""
    content = delivered(PAPERS[slug])
    return {**content, "block": [{"type": "paragraph", "text": sentence}, *content["block"]]}


def picture(color: str = "navy", kind: str = "PNG", size: tuple[int, int] = (640, 800)) -> bytes:
    """The file of a plain picture."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()
