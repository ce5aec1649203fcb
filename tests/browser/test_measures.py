"""The gates themselves: each finds the fault that it is there for."""

import pytest
from playwright.sync_api import Page

from tests.browser import measures
from tests.browser.conftest import NewPhone
from tests.browser.phone import Phone
from tests.browser.site import Site

PAGE = '<!doctype html><html lang="id"><title>Coba</title><meta name="viewport" content="{}">{}'


@pytest.fixture
def blank(phone: NewPhone) -> Phone:
    return phone()


def show(one: Phone, body: str) -> Page:
    one.page.set_content(PAGE.format("width=device-width", body))
    return one.page


def test_axe_finds_a_field_without_a_label(blank: Phone) -> None:
    found = measures.axe_violations(show(blank, "<main><h1>A</h1><input></main>"))
    assert any(one.startswith("label:") for one in found)


def test_weak_words_at_night_are_found(blank: Phone) -> None:
    style = "@media (prefers-color-scheme: dark) { body { background: #111; color: #333 } }"
    page = show(blank, f"<style>{style}</style><main><h1>Belanja</h1></main>")
    assert measures.axe_violations(page) == []
    assert len(measures.dark_contrast(page)) == 1


def test_small_and_low_controls_are_found(blank: Phone) -> None:
    page = show(
        blank,
        '<a href="/" style="font-size: 10px">x</a><a class="btn" style="display: block">y</a>'
        '<a class="btn" style="display: block; height: 48px">z</a>',
    )
    assert [">x<" in one or ">y<" in one for one in measures.too_small(page)] == [True] * 3


def test_a_page_that_scrolls_sideways_is_found(blank: Phone) -> None:
    wide = '<p style="width: 25rem">Terlalu lebar</p>'
    assert measures.sideways(show(blank, f"<main>{wide}</main>")) != []
    assert measures.sideways(show(blank, "<main><p>Pas</p></main>")) == []


def test_long_sentences_foreign_words_and_codes_are_found(blank: Phone) -> None:
    long = " ".join(["kata"] * 21)
    page = show(blank, f"<p>{long}.</p><details><summary>a</summary>Submit handed_over</details>")
    text = measures.visible_text(page)
    assert measures.too_long(text) == [f"{long}."]
    assert measures.leaked(text) == ["handed_over"]
    assert measures.leaked("klik submit dulu") == ["submit"]


def test_a_request_to_a_stranger_a_fault_and_a_5xx_are_noticed(blank: Phone, site: Site) -> None:
    blank.open("/")
    blank.page.route("**/rusak", lambda route: route.fulfill(status=503, body="rusak"))
    blank.page.evaluate("fetch('/rusak')")
    blank.page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'), "
        "{textContent: 'alert(1)'}))"
    )
    blank.page.evaluate("setTimeout(() => { throw new Error('putus') })")
    blank.page.wait_for_timeout(200)
    found, blank.faults = " ".join(blank.faults), []
    assert "503 GET" in found
    assert "Content Security Policy" in found
    assert "putus" in found
    blank.page.route(
        "http://stranger.test/", lambda route: route.fulfill(body="x", content_type="text/html")
    )
    blank.page.goto("http://stranger.test/")
    found, blank.faults = " ".join(blank.faults), []
    assert "a stranger was asked: http://stranger.test/" in found
