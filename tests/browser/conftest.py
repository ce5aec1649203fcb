"""One server, one browser and one set of villages for all browser tests."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.figures import FIGURES
from tests.browser.keyboard import DESKTOP, Keyboard
from tests.browser.phone import Phone
from tests.browser.site import Site, running_site
from tests.browser.villages import photo

ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).parent

NewPhone = Callable[..., Phone]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of this folder drives the browser and takes its time."""
    for item in items:
        if HERE in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.slow)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell the figures, as rows of docs/numbers.md."""
    if FIGURES:
        terminalreporter.section("browser figures")
        for what, figure in FIGURES.items():
            terminalreporter.line(f"| {what} | {figure} |")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The running program with its villages."""
    with running_site(tmp_path_factory.mktemp("browser")) as site:
        yield site


# For this package only: the driver keeps an event loop, which Django's database would refuse.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium."""
    path = os.environ.get("PBJDESA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[NewPhone]:
    """Makes phones; `phone()` is a 360×640 one, logged in as `account` when given."""
    made: list[Phone] = []

    def new(account: str = "", *, keyboard: bool = False, **options: Any) -> Phone:
        one = Keyboard(browser, site, **DESKTOP) if keyboard else Phone(browser, site, **options)
        made.append(one)
        if account:
            one.log_in(account)
        return one

    yield new
    for one in made:
        one.context.close()
    assert [fault for one in made for fault in one.faults] == []


@pytest.fixture(scope="package")
def picture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A photo of a receipt."""
    path = tmp_path_factory.mktemp("photo") / "nota.jpg"
    path.write_bytes(photo())
    return path
