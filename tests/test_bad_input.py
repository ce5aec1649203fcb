"""Whatever is typed or sent: a clear sentence, what was typed stays, nothing half done, no fault.

The forms are found on the pages themselves, so that a new field is tried without a line here.
"""

import html
import io
import logging
import os
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from random import Random

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import reverse

from pbjdesa.kernel import clock, guard
from pbjdesa.kernel.audit import ChainHead
from pbjdesa.kernel.once import new_key
from tests import matrix, scene
from tests.matrix import World
from tests.matrix_pages import EVERYBODY, NOW, OWN, TABLE
from tests.world import PIN

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "nothing": "",
    "blanks": "   ",
    "a word": "Tulisan 9x7",
    "far too long": "x" * 6_000,
    "digits without end": "9" * 5_000,
    "minus": "-1",
    "nought": "0",
    "exponent": "1e999",
    "no number": "NaN",
    "half and half": "1.5.000,5",
    "other digits": "٣٤٥",
    "wide digits": "１２３",
    "control signs": "a\x00b\x1b[31m",
    "right to left": "\u202etxt.exe",
    "emoji": "💣" * 50,
    "script": SCRIPT,
    "statement": "'; DROP TABLE procurement_purchase; --",
    "template": "{{ settings.SECRET_KEY }}{% debug %}",
    "format": "%s%n{0.__class__}",
    "path": "../../../../etc/passwd",
    "no date": "2026-02-31",
    "far date": "9999-12-31",
    "an id of nobody": "123456789012345678901234567890",
}


def picture(content: bytes, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Ta_RABRinci.csv", b"0" * 3_000_000)
    return out.getvalue()


FILES = {
    "empty": b"",
    "text": b"bukan gambar",
    "cut picture": b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 50,
    "page": b"<html><script>alert(1)</script>",
    "cut archive": b"PK\x03\x04" + b"\x00" * 40,
    "swollen archive": bomb(),
}


@dataclass
class Form:
    """A form as a browser sees it."""

    url: str
    office: str
    hidden: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    choices: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def filled(self) -> dict[str, object]:
        """As a person would send it, with a fresh key and the right PIN; texts are left empty."""
        typed = {name: PIN if name == "pin" else "" for name in self.texts}
        return {**self.hidden, **typed, **self.choices, "kunci": new_key()}


class FormReader(HTMLParser):
    """Finds the forms of a page that change something."""

    def __init__(self, url: str, office: str) -> None:
        super().__init__()
        self.url, self.office = url, office
        self.forms: list[Form] = []
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            post = at.get("method", "").lower() == "post"
            self.open = Form(at.get("action") or self.url, self.office) if post else None
            if self.open:
                self.forms.append(self.open)
        if self.open is None or not at.get("name"):
            return
        name, kind = at["name"], at.get("type", "text")
        if tag in {"select"} or (tag == "button" and at.get("value")):
            self.open.choices.setdefault(name, at.get("value", ""))
        elif tag == "textarea" or kind in {"text", "password", "search", "tel", "number"}:
            self.open.texts.append(name)
        elif kind == "file":
            self.open.files.append(name)
        elif kind in {"radio", "checkbox"}:
            self.open.choices.setdefault(name, at.get("value", "on"))
        elif kind == "hidden":
            self.open.hidden[name] = at.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    logging.disable(logging.CRITICAL)
    with django_db_blocker.unblock(), clock.frozen(NOW), scene.kept_for_one_file():
        made = matrix.make_world()
        for client in made.clients.values():
            client.raise_request_exception = False  # a fault is an answer here: 500
        yield made
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def forms(world: World) -> list[Form]:
    """One form of each kind: pages that differ only in their object are tried once."""
    found: dict[tuple[object, ...], Form] = {}
    for route, page in TABLE.items():
        if page.post_only:
            continue
        for office in [""] if page.who == EVERYBODY else sorted(page.who):
            for kwargs in page.args(world.things[OWN]):
                url = reverse(route, kwargs=kwargs) + page.query
                response = world.clients[office].get(url)
                if response.status_code == 200 and b'method="post"' in response.content:
                    reader = FormReader(url, office)
                    reader.feed(response.content.decode())
                    for form in reader.forms:
                        kind = (route, kwargs.get("slug"), form.url == url, tuple(form.choices))
                        found.setdefault(kind, form)
    return list(found.values())


def send(world: World, form: Form, data: dict[str, object]) -> tuple[HttpResponse, bool]:
    """The answer, and whether anything of the village's records was changed by it."""
    client = world.clients[form.office]
    cookies = client.cookies.copy()
    with transaction.atomic():
        before = state()
        response = client.post(form.url, data)
        changed = state() != before
        transaction.set_rollback(True)
    client.cookies = cookies
    return response, changed


def state() -> tuple[object, ...]:
    """The newest links of all chains, and how many rows each table has."""
    skipped = {"django_session", "people_account"}
    tables = [m._meta.db_table for m in apps.get_models() if m._meta.db_table not in skipped]
    counts = ", ".join(f'(SELECT COUNT(*) FROM "{table}")' for table in tables)
    with guard.whole_database(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        heads = ChainHead.objects.order_by("pk").values_list("pk", "hash")
        return (*(cursor.fetchone() or ()), *heads)


def fault(response: HttpResponse, changed: bool) -> str:
    """What is wrong with the answer to bad input, or ""."""
    if response.status_code >= 500:
        return f"answered {response.status_code}"
    body = b"" if response.streaming else response.content
    if SCRIPT.encode() in body:
        return "shows a script as it was sent"
    if response.status_code >= 400 and changed:
        return f"answered {response.status_code} and changed something"
    if response.status_code == 422 and "perlu diperbaiki" not in body.decode():
        return "does not say what to mend"
    return ""


def attempts(form: Form) -> Iterator[tuple[str, dict[str, object]]]:
    """Each hostile word in each field, in all fields at once; then files, and missing fields."""
    names = [*form.texts, *form.choices, *(name for name in form.hidden if name != "kunci")]
    for title, word in HOSTILE.items():
        yield f"{title} everywhere", {**form.filled(), **dict.fromkeys(form.texts, word)}
        for name in names:
            yield f"{title} in {name}", {**form.filled(), name: word}
    for title, content in FILES.items():
        for name in form.files:
            yield f"{title} as {name}", {**form.filled(), name: picture(content)}
    for name in (*names, "kunci"):
        yield f"no {name}", {key: value for key, value in form.filled().items() if key != name}
    yield "a broken key", {**form.filled(), "kunci": "bukan kunci"}
    yield "nothing at all", {}


def counts_tries(form: Form) -> bool:
    """A wrong code is counted and leaves its trace, as a wrong PIN is counted on its account."""
    return "code" in form.texts


def slips(world: World, forms: list[Form], share: int) -> list[str]:
    chance, found = Random(20_261_124), []
    for form in forms:
        for title, data in attempts(form):
            if chance.randrange(share):
                continue
            response, changed = send(world, form, data)
            if wrong := fault(response, changed and not counts_tries(form)):
                found.append(f"{form.url} by {form.office}: {title}: {wrong}")
    return found


def test_the_forms_are_found(forms: list[Form]) -> None:
    assert len(forms) >= 25
    assert sum(len(form.texts) for form in forms) >= 30
    assert any(form.files for form in forms)


def test_a_sample_of_bad_input_gets_a_clear_answer(world: World, forms: list[Form]) -> None:
    assert slips(world, forms, 25) == []


@pytest.mark.slow
def test_much_bad_input_gets_a_clear_answer(world: World, forms: list[Form]) -> None:
    assert slips(world, forms, 1 if os.environ.get("PBJDESA_LONG") == "1" else 3) == []


def test_what_was_typed_stays(world: World, forms: list[Form]) -> None:
    lost, asked = [], 0
    for form in forms:
        typed = [name for name in form.texts if name not in {"pin", "code"}]
        words = {name: f"Kata <b>{number}" for number, name in enumerate(typed)}
        response, _ = send(world, form, {**form.filled(), **words})
        if response.status_code != 422:
            continue
        asked += 1
        body = response.content.decode()
        lost += [
            f"{form.url}: {name}" for name, word in words.items() if html.escape(word) not in body
        ]
    assert asked >= 5
    assert lost == []


QUERIES = ("hal", "cari", "tahun", "kecamatan", "belanja", "semua", "lanjut", "nama", "kode")


@pytest.mark.parametrize("title", HOSTILE)
def test_no_address_is_too_strange(world: World, title: str) -> None:
    word, found = HOSTILE[title], []
    for route, page in TABLE.items():
        if page.post_only:
            continue
        office = "" if page.who == EVERYBODY else sorted(page.who)[0]
        kwargs = page.args(world.things[OWN])[0]
        response = world.clients[office].get(
            reverse(route, kwargs=kwargs), dict.fromkeys(QUERIES, word)
        )
        if wrong := fault(response, changed=False):
            found.append(f"{route}: {wrong}")
    assert found == []


@pytest.mark.parametrize("sign", ["%00", "%0A", "%7F", "%FF", "%C0%80", "%2F..%2F", "%F0%9F%92%A3"])
def test_no_code_in_an_address_is_too_strange(world: World, sign: str) -> None:
    for start in ("/publik/", "/cek/", "/kecamatan/desa/"):
        response = world.clients["inspektorat"].get(f"{start}33{sign}24/")
        assert response.status_code in {200, 301, 302, 400, 404, 422}, start


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options", "trace"])
def test_other_methods_change_nothing(world: World, method: str) -> None:
    before = state()
    for route, page in TABLE.items():
        office = "" if page.who == EVERYBODY else sorted(page.who)[0]
        url = reverse(route, kwargs=page.args(world.things[OWN])[0])
        with transaction.atomic():
            response = getattr(world.clients[office], method)(url)
            assert response.status_code < 500, route
            assert state() == before, route
            transaction.set_rollback(True)


def test_reading_every_page_leaves_every_record_alone(world: World) -> None:
    """ASVS 3.5.3: no change by GET. The guard would refuse it; this asks the records themselves."""
    before = state()
    for route, page in TABLE.items():
        for office in [""] if page.who == EVERYBODY else sorted(page.who):
            for kwargs in page.args(world.things[OWN])[:2]:
                world.clients[office].get(reverse(route, kwargs=kwargs))
    assert state() == before
