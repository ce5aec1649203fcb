"""The gates that hold on every page of the product, measured in one walk through all of them."""

from collections.abc import Callable, Iterable
from statistics import mean, median

import pytest
from playwright.sync_api import Browser

from tests.browser import measures
from tests.browser.figures import note
from tests.browser.look import Seen, look_at_everything
from tests.browser.site import Site
from tests.browser.walk import EXCUSED, visits
from tests.routes import routes

FIRST_PAGE, NEXT_PAGE, CODE = 15 * 1024, 5 * 1024, 12 * 1024
"""Bytes on the wire, headers included."""
MOST_REQUESTS = 3


@pytest.fixture(scope="module")
def walk(browser: Browser, site: Site) -> tuple[list[Seen], list[str]]:
    return look_at_everything(browser, site)


@pytest.fixture(scope="module")
def pages(walk: tuple[list[Seen], list[str]]) -> list[Seen]:
    return walk[0]


def nothing(pages: Iterable[Seen], found: Callable[[Seen], object]) -> None:
    """No page has anything of the kind; else each page with what it has."""
    bad = [f"{one.visit}: {found(one)}" for one in pages if found(one)]
    assert not bad, "\n" + "\n".join(bad)


def test_no_page_is_left_out(site: Site) -> None:
    known = {route.name for route in routes()}
    walked = {visit.name for visit in visits(site)}
    assert known - walked - set(EXCUSED) == set()
    assert (walked | set(EXCUSED)) - known == set()
    assert walked & set(EXCUSED) == set()


def test_every_page_answers_as_it_should(pages: list[Seen]) -> None:
    assert len(pages) > 80
    nothing(pages, lambda one: one.status if one.status != one.visit.status else 0)


def test_a_first_page_is_light(pages: list[Seen]) -> None:
    nothing(pages, lambda one: one.first_bytes if one.first_bytes > FIRST_PAGE else 0)
    nothing(pages, lambda one: one.requests if one.requests > MOST_REQUESTS else 0)
    assert min(one.requests for one in pages) == 3
    heaviest = max(pages, key=lambda one: one.first_bytes)
    note("pages looked at", f"{len(pages)}")
    note("heaviest first page", f"{heaviest.first_bytes / 1000:.1f} KB ({heaviest.visit.name})")


def test_a_next_page_is_lighter(pages: list[Seen]) -> None:
    nothing(pages, lambda one: one.next_bytes if one.next_bytes > NEXT_PAGE else 0)
    heaviest = max(pages, key=lambda one: one.next_bytes)
    median_bytes = median(one.next_bytes for one in pages)
    note("median next page", f"{median_bytes / 1000:.1f} KB")
    note("heaviest next page", f"{heaviest.next_bytes / 1000:.1f} KB ({heaviest.visit.name})")


def test_styles_and_scripts_are_light(pages: list[Seen]) -> None:
    heaviest = max(one.code_bytes for one in pages)
    assert 1000 < heaviest <= CODE
    note("all styles and scripts", f"{heaviest / 1000:.1f} KB")


def test_axe_finds_nothing(pages: list[Seen]) -> None:
    nothing(pages, lambda one: one.axe)


def test_a_thumb_hits_everything(pages: list[Seen]) -> None:
    nothing(pages, lambda one: one.small)


def test_nobody_scrolls_sideways(pages: list[Seen]) -> None:
    nothing(pages, lambda one: one.sideways)


def test_the_browser_has_nothing_to_complain_about(walk: tuple[list[Seen], list[str]]) -> None:
    assert walk[1] == []


def test_every_title_names_the_page(pages: list[Seen]) -> None:
    nothing(pages, lambda one: "" if one.title.endswith(" | PBJ Desa") else one.title)
    nothing(pages, lambda one: one.title if one.title.startswith(" |") else "")


def test_screens_speak_plainly(pages: list[Seen]) -> None:
    nothing(pages, lambda one: measures.too_long(one.text))
    whole = [
        len(measures.words(sentence))
        for one in pages
        for sentence in measures.sentences(one.text)
        if sentence.endswith((".", "?", "!"))
    ]
    assert len(whole) > 300
    assert mean(whole) <= measures.MEAN_SENTENCE
    note("words in a sentence, mean and most", f"{mean(whole):.1f} and {max(whole)}")


def test_no_foreign_words_and_no_inner_codes(pages: list[Seen]) -> None:
    nothing(pages, lambda one: measures.leaked(one.text))
