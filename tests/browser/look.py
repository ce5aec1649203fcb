"""Looks once at every page and keeps what each gate needs, so that each page is opened once."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser

from tests.browser import measures
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.walk import Visit, visits

CODE = ("Stylesheet", "Script")


@dataclass
class Seen:
    """One page as it was seen."""

    visit: Visit
    status: int
    first_bytes: int
    requests: int
    next_bytes: int
    code_bytes: int
    title: str
    text: str
    axe: list[str]
    small: list[str]
    sideways: list[str]


def look_at_everything(browser: Browser, site: Site) -> tuple[list[Seen], list[str]]:
    """Every page once, person by person; also the faults that the browser noticed."""
    seen: list[Seen] = []
    faults: list[str] = []
    todo = visits(site)
    for village, who in dict.fromkeys((visit.village, visit.who) for visit in todo):
        with Phone(browser, site) as phone:
            if who:
                phone.log_in(account_of(site, village, who))
            for visit in todo:
                if (visit.village, visit.who) == (village, who):
                    seen.append(_look(phone, visit))
            faults += phone.faults
            phone.faults = []
    return seen, faults


def account_of(site: Site, village: str, who: str) -> str:
    """The log-in name of an official or a watcher."""
    return site.watchers.get(who) or site.account(village, who)


def _look(phone: Phone, visit: Visit) -> Seen:
    page: Any = phone.page
    phone.fresh_traffic()
    answer = phone.open(visit.address())
    first = phone.count_again()
    phone.open(visit.address())
    after = phone.count_again()
    return Seen(
        visit=visit,
        status=answer.status,
        first_bytes=first.pages,
        requests=sum(one.bytes > 0 for one in first.answers),
        next_bytes=after.pages,
        code_bytes=first.of(*CODE),
        title=page.title(),
        axe=measures.axe_violations(page) + measures.dark_contrast(page),
        small=measures.too_small(page),
        sideways=measures.sideways(page),
        text=measures.visible_text(page),
    )
