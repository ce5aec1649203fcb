"""Every form sent empty, and sent full of rubbish: a clear page; nothing that was typed is lost."""

from collections.abc import Callable, Iterable

import pytest
from playwright.sync_api import Browser

from tests.browser import measures
from tests.browser.figures import note
from tests.browser.forms import LAWFUL, Answered, forms, send_badly
from tests.browser.look import account_of
from tests.browser.phone import Phone
from tests.browser.site import Site

NOT_FOUND = ("check", "rubbish")
"""A code that no paper has is a page of its own, with the form on it."""


@pytest.fixture(scope="module")
def answers(browser: Browser, site: Site) -> list[Answered]:
    seen = []
    todo = forms(site)
    for village, who in dict.fromkeys((one.village, one.who) for one in todo):
        with Phone(browser, site) as phone:
            if who:
                phone.log_in(account_of(site, village, who))
            for visit in todo:
                if (visit.village, visit.who) == (village, who):
                    seen += [
                        send_badly(phone, visit, how)
                        for how in ("empty", "rubbish")
                        if (visit.name, how) not in LAWFUL
                    ]
    note("error states looked at", f"{len(seen)}")
    return seen


def refused(answers: Iterable[Answered]) -> list[Answered]:
    return [one for one in answers if (one.visit.name, one.how) != NOT_FOUND]


def nothing(answers: Iterable[Answered], found: Callable[[Answered], object]) -> None:
    """No answer has anything of the kind; else each with what it has."""
    bad = [f"{one}: {found(one)}" for one in answers if found(one)]
    assert not bad, "\n" + "\n".join(bad)


def test_each_is_refused_and_says_so_in_its_title(answers: list[Answered]) -> None:
    assert len(answers) > 40
    nothing(refused(answers), lambda one: one.status if one.status != 422 else 0)
    expected = "Ada yang perlu diperbaiki: "
    nothing(refused(answers), lambda one: "" if one.title.startswith(expected) else one.title)


def test_the_summary_takes_the_focus_and_leads_to_the_fields(answers: list[Answered]) -> None:
    nothing(refused(answers), lambda one: "" if one.focused else "not focused")
    nothing(refused(answers), lambda one: "" if one.problems else "no problem is named")
    nothing(answers, lambda one: one.dangling)


def test_each_problem_is_said_beside_its_field(answers: list[Answered]) -> None:
    nothing(answers, lambda one: one.untied)


def test_what_was_typed_stays(answers: list[Answered]) -> None:
    nothing(refused(answers), lambda one: "" if one.kept else "changed")


def test_error_states_are_as_reachable_as_pages(answers: list[Answered]) -> None:
    nothing(answers, lambda one: one.axe)
    nothing(answers, lambda one: one.small)
    nothing(answers, lambda one: one.sideways)


def test_error_states_speak_plainly(answers: list[Answered]) -> None:
    nothing(answers, lambda one: measures.too_long(_without_rubbish(one)))
    nothing(answers, lambda one: measures.leaked(_without_rubbish(one)))


def _without_rubbish(one: Answered) -> str:
    return "\n".join(line for line in one.text.splitlines() if "Tiga Roda" not in line)
