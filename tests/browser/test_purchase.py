"""The main job on a phone: one purchase of about five million, made by four people, seen by all."""

import io
import re
from pathlib import Path

from pypdf import PdfReader

from tests.browser.conftest import NewPhone
from tests.browser.figures import note
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site
from tests.browser.story import Story
from tests.browser.villages import JOURNEY, KEYBOARD, NO_SCRIPT

MOST_TAPS, MOST_FIELDS, MOST_CHARACTERS = 15, 3, 20
MOST_TAPS_OF_OTHERS = 4
MOST_BYTES = 60 * 1024
"""All people together from the first question to the closed file; photos and papers apart (U7)."""
STARTER = "kasi starts, orders, receives"
PAPERS = 8


def test_a_purchase_from_announced_plan_to_public_page(
    phone: NewPhone, site: Site, picture: Path
) -> None:
    people = {office: phone(name) for office, name in site.places[JOURNEY].accounts.items()}
    story = Story(people, picture)
    story.announce()
    purchase = story.order()
    story.receive()
    story.accept()
    story.ask()
    story.send_back()
    story.verify()
    story.approve()
    story.pay()
    story.prove()
    assert site.state(purchase) == "closed"

    started = story.effort.pop(STARTER)
    assert started.taps <= MOST_TAPS
    assert started.fields <= MOST_FIELDS
    assert started.characters <= MOST_CHARACTERS
    slow = {turn: one.taps for turn, one in story.effort.items() if one.taps > MOST_TAPS_OF_OTHERS}
    assert slow == {}
    detour = ("kades announces", "sekdes returns", "kasi asks again")
    straight = sum(size for turn, size in story.bytes.items() if turn not in detour)
    assert straight <= MOST_BYTES
    note("taps of the starter until hand-over", f"{started.taps}")
    note("fields typed by the starter", f"{started.fields} ({started.characters} characters)")
    most = max(story.effort.values(), key=lambda one: one.taps)
    note("most taps of anybody else", f"{most.taps}")
    note("the whole purchase, all people", f"{straight / 1000:.1f} KB")
    own = story.bytes[STARTER]
    note("the starter's part of it", f"{own / 1000:.1f} KB")

    papers = story.treasurer.page.locator("main a[href$='.pdf']")
    assert papers.count() == PAPERS
    for paper in papers.all():
        _prints(story.treasurer.context.request.get(str(paper.get_attribute("href"))).body())

    anybody = phone()
    anybody.open(f"/publik/{site.places[JOURNEY].code}/")
    anybody.picture("publik-desa")
    anybody.follow("Belanja Printer tinta")
    for words in ("Toko Sumber Rejeki", "Rp4.900.000", "Selesai", "Uangnya ke mana"):
        assert anybody.says(words)
    anybody.picture("publik-paket")
    anybody.tap("Surat Pesanan")
    assert anybody.heading == "Surat ini asli"
    anybody.picture("cek-surat")


def _prints(content: bytes) -> None:
    pages = PdfReader(io.BytesIO(content)).pages
    text = " ".join(page.extract_text() for page in pages)
    assert "DESA SUKOMANGLI" in text.upper()
    assert re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", text), "no check code"


def test_a_purchase_without_javascript(phone: NewPhone, site: Site, picture: Path) -> None:
    accounts = site.places[NO_SCRIPT].accounts
    people = {who: phone(name, java_script_enabled=False) for who, name in accounts.items()}
    story = Story(people, picture)
    assert site.state(story.from_order_to_closed()) == "closed"


def test_a_purchase_by_keyboard_only(phone: NewPhone, site: Site, picture: Path) -> None:
    accounts = site.places[KEYBOARD].accounts
    people = {who: phone(name, keyboard=True) for who, name in accounts.items()}
    story = Story(people, picture)
    assert site.state(story.from_order_to_closed()) == "closed"
    keys = sum(one.presses for one in people.values() if isinstance(one, Keyboard))
    note("keys pressed for the whole purchase by keyboard", f"{keys}")
