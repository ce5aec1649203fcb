"""The component sheet in a real browser: readable, reachable, and kind to unsure hands."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.template import Context, Template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.test import RequestFactory
from playwright.sync_api import Browser, Locator, Page, Request, Route, sync_playwright

from pbjdesa.web.http import Problems
from pbjdesa.web.komponen import sample_context
from pbjdesa.web.middleware import CONTENT_SECURITY_POLICY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STATIC = Path(__file__).parent / "static/web"
HOST = "http://desa.test"
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LARGE_TEXT = """
html { font-size: 200% !important }
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""
TOO_SMALL = """[...document.querySelectorAll('a, button, input, select, textarea')]
    .filter(e => !e.matches('.skip') && e.getClientRects().length)
    .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })
    .map(e => e.outerHTML)"""
TOO_LOW = """[...document.querySelectorAll('.btn, .in, .opt, .nav a, .top a, .top button, .row')]
    .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < 48)
    .map(e => e.outerHTML)"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = os.environ.get("PBJDESA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


def open_page(browser: Browser, html: str, **options: object) -> Page:
    """`html` as the server would send it, with its style, its script and the security policy."""
    page = browser.new_context(locale="id-ID", **options).new_page()  # type: ignore[arg-type]
    files = {urlsplit(static(f"web/{name}")).path: name for name in ("pbj.css", "pbj.js")}

    def answer(route: Route) -> None:
        name = files.get(urlsplit(route.request.url).path)
        if name:
            kind = "text/css" if name.endswith("css") else "text/javascript"
            route.fulfill(content_type=kind, body=(STATIC / name).read_text("utf-8"))
        else:
            headers = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
            route.fulfill(content_type="text/html; charset=utf-8", headers=headers, body=html)

    page.route("**/*", answer)
    page.goto(f"{HOST}/")
    return page


def frame(content: str, **context: object) -> str:
    """A page of the product around `content`."""
    source = '{% extends "base.html" %}{% block content %}' + content + "{% endblock %}"
    return Template(source).render(Context({**sample_context(), **context}))


def sheet(**context: object) -> str:
    request = RequestFactory().get("/")
    return render_to_string("web/komponen.html", {**sample_context(), **context}, request)


MODES = {
    "phone": {"viewport": {"width": 360, "height": 640}, "color_scheme": "light"},
    "phone at night": {"viewport": {"width": 360, "height": 640}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "desk at night": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("what", ["sheet", "practice", "403", "500"])
def test_nothing_stands_in_anybodys_way(browser: Browser, mode: str, what: str) -> None:
    pages = {"sheet": sheet, "practice": lambda: sheet(practice=True)}
    html = pages[what]() if what in pages else render_to_string(f"errors/{what}.html")
    page = open_page(browser, html, **MODES[mode])
    found = Axe().run(page, options={"runOnly": RULES}).response
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 10
    assert page.evaluate(TOO_SMALL) == []
    assert page.evaluate(TOO_LOW) == []
    page.context.close()


@pytest.mark.parametrize("width", [320, 360])
def test_large_text_needs_no_sideways_scroll(browser: Browser, width: int) -> None:
    options = {"viewport": {"width": width, "height": 640}, "is_mobile": True, "has_touch": True}
    page = open_page(browser, sheet(), bypass_csp=True, **options)
    page.add_style_tag(content=LARGE_TEXT)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


PRICE = '<form method="post">{% include "bits/field_money.html" with name="harga" label="Harga" %}'


@pytest.fixture
def price(browser: Browser) -> Iterator[Locator]:
    page = open_page(browser, frame(PRICE + '{% include "bits/actions.html" %}</form>'))
    field = page.locator("#id_harga")
    field.focus()
    yield field
    page.context.close()


def caret(field: Locator) -> str:
    return str(
        field.evaluate(
            "e => e.value.slice(0, e.selectionStart) + '|' + e.value.slice(e.selectionStart)"
        )
    )


def test_dots_come_while_typing_and_the_caret_stays(price: Locator) -> None:
    keys = price.page.keyboard
    keys.type("1500000")
    assert caret(price) == "1.500.000|"
    for _ in range(3):
        keys.press("ArrowLeft")
    keys.press("Backspace")
    assert caret(price) == "1.500|.000"
    keys.press("Backspace")
    assert caret(price) == "150|.000"
    keys.type("9")
    assert caret(price) == "1.509|.000"


@pytest.mark.parametrize("typed", ["1.5", "1.500.000", "1,5 juta", "Rp1.500.000"])
def test_what_a_person_writes_with_signs_is_left_alone(price: Locator, typed: str) -> None:
    price.page.keyboard.type(typed)
    assert price.input_value() == typed


def test_a_pasted_amount_is_left_for_the_server_to_read(price: Locator) -> None:
    price.page.keyboard.insert_text("1500000.00")
    assert price.input_value() == "1500000.00"
    price.fill("")
    price.page.keyboard.type("25000")
    assert price.input_value() == "25.000"


def test_ten_quick_taps_send_once(price: Locator) -> None:
    sent: list[Request] = []

    def hold(route: Route) -> None:
        sent.append(route.request)
        route.fulfill(status=204)

    price.page.route("**/*", hold)
    price.page.locator("main .btn").evaluate("b => { for (let i = 0; i < 10; i++) b.click() }")
    price.page.locator("main .btn[aria-disabled]").wait_for()
    price.page.wait_for_timeout(300)
    assert [request.method for request in sent] == ["POST"]


@pytest.mark.parametrize("script", [True, False])
def test_the_error_summary_takes_the_focus(browser: Browser, script: bool) -> None:
    problems = Problems()
    problems.add("Isi harganya, contoh 65.000.", "harga")
    html = frame('{% include "bits/error_summary.html" %}', problems=problems)
    page = open_page(browser, html, java_script_enabled=script)
    page.locator(".box.bad:focus").wait_for()
    assert page.title().startswith("Ada yang perlu diperbaiki: ")
    page.context.close()
