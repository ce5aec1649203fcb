"""A phone in somebody's hand: it counts taps and typing, weighs what comes over the air, and
notices what a person would not see (faults in the console, requests to strangers)."""

import io
import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response

from tests.browser.site import Site

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "img"
KEEP_PICTURES = os.environ.get("PBJDESA_PICTURES") == "1"
"""Set it to renew the pictures of the manual; a usual run leaves them as they are."""
LARGEST_PICTURE, TALLEST_PICTURE = 60_000, 1_000
"""Bytes, and CSS pixels: long lists are cut."""

SIZE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
SLOW_3G = {"latency": 400, "downloadThroughput": 400 * 125, "uploadThroughput": 400 * 125}
TWO_G = {"latency": 800, "downloadThroughput": 50 * 125, "uploadThroughput": 30 * 125}
SLOW_CPU = 6
PATIENCE = 30_000
"""Milliseconds; a page that needs longer on the fast line is stuck."""


@dataclass
class Effort:
    """What a piece of work asks of a person. PINs are counted apart."""

    taps: int = 0
    fields: int = 0
    characters: int = 0
    pins: int = 0


@dataclass
class Loaded:
    """One answer that came over the air."""

    kind: str
    path: str
    status: int
    bytes: int = 0


@dataclass
class Traffic:
    """Everything that came since the last look."""

    answers: list[Loaded] = field(default_factory=list)

    def of(self, *kinds: str) -> int:
        """Bytes on the wire of these kinds of answers (all when none is named)."""
        return sum(a.bytes for a in self.answers if not kinds or a.kind in kinds)

    @property
    def pages(self) -> int:
        """Bytes of everything but photos and papers."""
        return sum(a.bytes for a in self.answers if not _apart(a.path))


def _apart(path: str) -> bool:
    return path.endswith((".pdf", ".jpg")) or "/foto/" in path


class Phone:
    """One person's browser. Use it as a context manager."""

    def __init__(self, browser: Browser, site: Site, **options: Any) -> None:
        self.site = site
        self.effort = Effort()
        self.faults: list[str] = []
        self.traffic = Traffic()
        self.base = options.pop("base_url", site.address)
        self._draws = KEEP_PICTURES and options.get("java_script_enabled", True)
        defaults: dict[str, Any] = {
            "viewport": SIZE,
            "is_mobile": True,
            "has_touch": True,
            "locale": "id-ID",
            "service_workers": "block",
            "device_scale_factor": 1.5 if self._draws else 1,
        }
        self.context = browser.new_context(base_url=self.base, **(defaults | options))
        self.context.set_default_timeout(PATIENCE)
        self.page: Page = self.context.new_page()
        self._by_request: dict[str, Loaded] = {}
        self._listen()

    def __enter__(self) -> "Phone":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.context.close()
        if kind is None:
            assert self.faults == []

    # What is noticed

    def _listen(self) -> None:
        self.cdp = self.context.new_cdp_session(self.page)
        self.cdp.send("Network.enable")
        self.cdp.on("Network.responseReceived", self._answered)
        self.cdp.on("Network.loadingFinished", self._finished)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("response", self._status)

    def _answered(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        url = urlsplit(answer["url"])
        if url.scheme == "data":
            return
        if f"{url.scheme}://{url.netloc}" != self.base:
            self.faults.append(f"a stranger was asked: {answer['url']}")
        loaded = Loaded(event["type"], url.path, answer["status"])
        if not answer.get("fromDiskCache"):
            self._by_request[event["requestId"]] = loaded
            self.traffic.answers.append(loaded)

    def _finished(self, event: dict[str, Any]) -> None:
        loaded = self._by_request.pop(event["requestId"], None)
        if loaded is not None:
            loaded.bytes = int(event["encodedDataLength"])

    def _said(self, message: ConsoleMessage) -> None:
        # Chromium writes every 4xx answer of a page into the console; those are looked at apart.
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _status(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.request.method} {response.url}")

    def fresh_traffic(self) -> Traffic:
        """Forget what came so far, and the browser's cache: the next page is a first one."""
        self.cdp.send("Network.clearBrowserCache")
        return self.count_again()

    def count_again(self) -> Traffic:
        """What came since the last time; counting begins anew."""
        seen, self.traffic = self.traffic, Traffic()
        return seen

    def slow(self, line: dict[str, int]) -> None:
        """A slow line and a slow processor from now on."""
        self.cdp.send("Network.emulateNetworkConditions", {"offline": False, **line})
        self.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})

    # What a person does

    def open(self, address: str) -> Response:
        """Type an address, or tap a link outside."""
        answer = self.page.goto(address)
        assert answer is not None
        return answer

    def tap(self, words: str) -> None:
        """One tap on the button or link of the page that begins with these words."""
        self.effort.taps += 1
        with self.page.expect_navigation():
            self.control(words).tap()

    def control(self, words: str) -> Locator:
        """The first button or link of the page that begins with these words."""
        controls = self.page.locator("main .btn, main .link, main a.row, nav a")
        return controls.filter(has_text=re.compile(rf"^\s*{re.escape(words)}")).first

    def choose(self, words: str) -> None:
        """One tap on the card of a choice that begins with these words."""
        self.effort.taps += 1
        self.card(words).tap()

    def card(self, words: str) -> Locator:
        """The card of a choice that begins with these words."""
        cards = self.page.locator(".opt > span, .opt > label")
        return cards.filter(has_text=re.compile(rf"^\s*{re.escape(words)}")).first

    def follow(self, words: str) -> None:
        """One tap on a link within the text."""
        self.effort.taps += 1
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.tap()

    def type(self, label: str, text: str) -> None:
        """Tap a field and type into it."""
        box = self.page.get_by_label(label, exact=True)
        self.effort.taps += 1
        self.effort.fields += 1
        self.effort.characters += len(text)
        box.tap()
        box.fill("")
        box.press_sequentially(text)

    def write(self, selector: str, text: str) -> None:
        """Type into a field that belongs to the person's own work, such as a note."""
        self.effort.taps += 1
        self.effort.fields += 1
        self.effort.characters += len(text)
        self.page.locator(selector).first.fill(text)

    def give_pin(self) -> None:
        """Type the PIN: counted apart."""
        self.effort.pins += 1
        self.page.get_by_label("PIN Anda").fill(self.site.pin)

    def take_photo(self, picture: Path) -> None:
        """One tap on the field, then the camera."""
        self.effort.taps += 1
        self.page.locator("input[type=file]").set_input_files(picture)

    def log_in(self, account: str) -> None:
        """Name and PIN; what it takes is not counted as part of the work."""
        self.open("/masuk")
        self.page.locator("#id_nama").fill(account)
        self.page.locator("#id_pin").fill(self.site.pin)
        self.page.locator("main form .btn").click()
        self.page.locator(".top form button").wait_for()
        self.effort = Effort()

    def picture(self, name: str) -> None:
        """A picture of the screen for the manual: new ones only when asked for."""
        if not self._draws:
            return
        self.page.wait_for_timeout(400)  # the mark of the last tap fades
        whole = self.page.evaluate("document.documentElement.scrollHeight")
        cut = {"x": 0, "y": 0, "width": SIZE["width"], "height": min(whole, TALLEST_PICTURE)}
        shot = Image.open(io.BytesIO(self.page.screenshot(full_page=True, clip=cut)))
        path = PICTURES / f"{name}.png"
        shot.convert("RGB").quantize(32).save(path, optimize=True)
        assert path.stat().st_size <= LARGEST_PICTURE

    @property
    def heading(self) -> str:
        """The one heading of the page."""
        return self.page.locator("h1").inner_text()

    def says(self, words: str) -> bool:
        """Whether the page shows these words."""
        return words in self.page.locator("main").inner_text()
