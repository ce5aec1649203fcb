"""Reading and sending the pages of regulations as a browser does."""

import re
from datetime import date
from html import unescape

from django.test import Client
from django.urls import reverse

from pbjdesa.kernel import clock, once
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import in_force
from tests.world import YEAR

START = date(YEAR, 12, 1)
CHANGE = {"dasar": "Perbup Kendal 9/2026", "pasal": "Pasal 7", "tanda": "A"}
BEGIN = {"mulai": "lain", "mulai_tgl": "1", "mulai_bln": "12", "mulai_thn": "2026"}


def text_of(response: object) -> str:
    """What a page says, without marks and with single spaces."""
    html = response.content.decode()  # type: ignore[attr-defined]
    main = html[html.index("<main") : html.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def send(client: Client, url: str, **fields: object) -> object:
    return client.post(url, {"kunci": once.new_key(), **fields})


def hidden(response: object) -> dict[str, list[str]]:
    """The hidden fields of the page, as a browser would send them again."""
    html = response.content.decode()  # type: ignore[attr-defined]
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html):
        found.setdefault(name, []).append(unescape(value))
    return found


def change(client: Client, key: str, **answers: object) -> object:
    return send(client, reverse("rules-change", args=[key]), **{**CHANGE, **BEGIN, **answers})


def now() -> RuleSetVersion:
    return in_force("33.24", clock.today())
