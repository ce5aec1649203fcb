"""Figures of this program on this machine, as the rows of docs/numbers.md.

`python -m tests.figures` prepares a demo in a temporary folder, serves it, and prints a table. It
takes a minute or two. Everything goes over the loopback interface, bounded in requests.
"""

import gzip
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import sync_playwright

from pbjdesa.documents.binding import Piece, bind
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import LETTERHEAD, REGISTERED, sample_of
from pbjdesa.documents.registry import PAPERS
from tests.bundle.test_spj import photo
from tests.slow_phones import measure

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3
_TICKS = os.sysconf("SC_CLK_TCK")
_MIB = 1024 * 1024


class Visitor:
    """Somebody with a browser that accepts compressed pages and keeps cookies."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}

    def ask(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        """The bytes of the body as they came over the wire, for the first answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        cookies = "; ".join(map("=".join, self._cookies.items()))
        headers = {"Accept-Encoding": "gzip", "Cookie": cookies}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form is not None else None
        connection.request("POST" if form is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        for name, value in answer.getheaders():
            if name == "Set-Cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.split(";")[0]
        content = answer.read()
        connection.close()
        return answer.status, content

    def page(self, path: str) -> str:
        """The text of a page, which must be there."""
        status, content = self.ask(path)
        assert status == 200, (path, status)
        return (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content).decode()

    def log_in(self, username: str, pin: str) -> None:
        """Through the form, as everybody does."""
        form = self.page("/masuk")
        hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
        status, _ = self.ask("/masuk", {**hidden, "nama": username, "pin": pin})
        assert status == 302, status


class Server:
    """The program, serving the demo of a folder."""

    def __init__(self, data: Path) -> None:
        began = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "pbjdesa", "serve", "--demo", "--port", "0", "--workers", "2"],
            cwd=ROOT,
            env={**os.environ, "PBJDESA_DATA": str(data)},
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._process.stdout
        line = next(line for line in self._process.stdout if "http://" in line)
        self.port = int(line.rstrip().rstrip("/").rpartition(":")[2])
        Visitor(self.port).page("/sehat")
        self.seconds = time.monotonic() - began

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)

    def processes(self) -> list[int]:
        """Parent and workers."""
        parent = self._process.pid
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
        return [parent, *map(int, children)]

    def cpu_seconds(self) -> float:
        ticks = 0
        for process in self.processes():
            parts = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
            ticks += int(parts[11]) + int(parts[12])
        return ticks / _TICKS

    def memory(self) -> float:
        """MiB, what is shared counted once (PSS)."""
        total = 0
        for process in self.processes():
            text = Path(f"/proc/{process}/smaps_rollup").read_text()
            found = re.search(r"^Pss:\s+(\d+) kB", text, re.M)
            assert found
            total += int(found[1])
        return total / 1024


@contextmanager
def served(data: Path) -> Iterator[Server]:
    server = Server(data)
    try:
        yield server
    finally:
        server.stop()


def command(data: Path, *words: str) -> tuple[float, str]:
    """Seconds and answer of one command of the operator's tool."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pbjdesa", *words],
        cwd=ROOT,
        env={**os.environ, "PBJDESA_DATA": str(data)},
        capture_output=True,
        text=True,
        check=True,
    )
    return time.monotonic() - began, done.stdout


def weight(visitor: Visitor, path: str) -> tuple[float, int]:
    """KB of a page with its style and script, and the number of requests for them."""
    files = re.findall(r'(?:href|src)="(/s/[^"]+)"', visitor.page(path))
    sizes = [len(visitor.ask(one)[1]) for one in (path, *files)]
    return sum(sizes) / 1000, len(sizes)


def milliseconds(server: Server, visitor: Visitor, path: str, count: int = 100) -> float:
    """CPU of the server for one page."""
    visitor.page(path)
    before = server.cpu_seconds()
    for _ in range(count):
        visitor.page(path)
    return (server.cpu_seconds() - before) / count * 1000


def papers() -> Iterator[tuple[str, str]]:
    """Time and size of every kind of paper, from its sample."""
    times, sizes = [], []
    for kind in PAPERS:
        paper = compose(kind, sample_of(kind), LETTERHEAD, **REGISTERED)
        render_pdf(paper)
        began = time.process_time()
        for _ in range(5):
            pdf = render_pdf(paper)
        times.append((time.process_time() - began) / 5 * 1000)
        sizes.append(len(pdf) / 1000)
    yield (
        f"one paper as PDF/A, {len(times)} kinds",
        f"{statistics.median(times):.0f} ms CPU ({min(times):.0f} to {max(times):.0f})",
    )
    yield "its size", f"{statistics.median(sizes):.0f} KB ({min(sizes):.0f} to {max(sizes):.0f})"


def bound_file() -> Iterator[tuple[str, str]]:
    """Drawing thirty papers and binding them with ten photos."""
    taken = photo()
    began = time.process_time()
    drawn = [
        Piece(kind.name, pdf=render_pdf(compose(kind, sample_of(kind), LETTERHEAD, **REGISTERED)))
        for kind in (list(PAPERS) * 2)[:30]
    ]
    bound = bind([*drawn, *(Piece("Foto", jpeg=taken) for _ in range(10))], "SPJ Contoh")
    yield (
        f"a bound file of 30 papers and 10 photos, {bound.pages} pages",
        f"{time.process_time() - began:.1f} s CPU",
    )


def starts(data: Path) -> Iterator[tuple[str, str]]:
    """The first start, packages apart, and those after it."""
    with served(data) as first:
        yield "first start: database, demo of 14 villages", f"{first.seconds:.0f} s"
    later = []
    for _ in range(ROUNDS):
        with served(data) as again:
            later.append(again.seconds)
    yield f"later start until `/sehat` answers, median of {ROUNDS}", f"{sorted(later)[1]:.1f} s"


def account_of(accounts: list[dict[str, str]]) -> dict[str, str]:
    """The kasi whose village has purchases in every state."""
    return next(one for one in accounts if one["username"] == "kasi-pagersari")


def pages(server: Server, accounts: list[dict[str, str]]) -> Iterator[tuple[str, str]]:
    """What pages weigh on the line, and what they cost the server."""
    guest, kasi = Visitor(server.port), Visitor(server.port)
    account = account_of(accounts)
    kasi.log_in(account["username"], account["pin"])
    village = f"/publik/{account['village_code']}/"
    package = next(iter(re.findall(rf'href="({village}paket/[^"]+)"', guest.page(village))))
    looked_at = (
        ("front page", guest, "/"),
        ("log-in", guest, "/masuk"),
        ("first page of a kasi", kasi, "/"),
        ("list of purchases", kasi, "/desa/belanja/"),
        ("village in public", guest, village),
        ("package in public", guest, package),
    )
    for name, visitor, path in looked_at:
        size, requests = weight(visitor, path)
        alone = len(visitor.ask(path)[1]) / 1000
        cost = milliseconds(server, visitor, path)
        yield (
            f"page: {name}",
            f"{size:.1f} KB in {requests} requests, then {alone:.1f} KB; {cost:.1f} ms CPU",
        )
    yield "memory of the server, 2 workers, after that", f"{server.memory():.0f} MiB (PSS)"


_SLOW_LINE = {"latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s with 400 ms, in bytes a second."""
_SLOW_CPU = 6
_USABLE = """() => Math.max(
    performance.getEntriesByName('first-contentful-paint')[0].startTime,
    performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd) / 1000"""


def on_a_slow_phone(server: Server, village: str) -> Iterator[tuple[str, str]]:
    """Seconds until a first page can be used: painted, and its script has run."""
    chromium = os.environ.get("PBJDESA_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, path in (("front page", "/"), ("village in public", f"/publik/{village}/")):
            seconds = []
            for _ in range(ROUNDS):
                page = browser.new_page(viewport={"width": 360, "height": 640})
                driver = page.context.new_cdp_session(page)
                driver.send("Network.enable")
                driver.send("Network.emulateNetworkConditions", {"offline": False, **_SLOW_LINE})
                driver.send("Emulation.setCPUThrottlingRate", {"rate": _SLOW_CPU})
                page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="load")
                page.wait_for_timeout(500)
                seconds.append(float(page.evaluate(_USABLE)))
                page.context.close()
            yield (
                f"{name} usable at 400 kbit/s, 400 ms, CPU {_SLOW_CPU}× slower",
                f"{statistics.median(seconds):.1f} s",
            )
        browser.close()


def commands(data: Path) -> Iterator[tuple[str, str]]:
    """What operators wait for, on the demo."""
    seconds, told = command(data, "verify-chains", "--json")
    yield f"`verify-chains`, {json.loads(told)['chains']} chains", f"{seconds:.1f} s"
    with tempfile.TemporaryDirectory() as folder:
        seconds, told = command(data, "export-ocds", "--out", folder, "--json")
        releases = sum(row["rilis"] for row in json.loads(told)["berkas"])
    yield f"`export-ocds`, {releases} releases", f"{seconds:.1f} s"
    yield "database of the demo", f"{(data / 'pbjdesa.sqlite3').stat().st_size / _MIB:.1f} MiB"


def all_figures(data: Path) -> Iterator[tuple[str, str]]:
    """Every row, in the order of the page."""
    yield from starts(data)
    accounts = json.loads(command(data, "demo-accounts", "--json")[1])["accounts"]
    with served(data) as server:
        yield from pages(server, accounts)
        yield from on_a_slow_phone(server, account_of(accounts)["village_code"])
        share = min(measure(server.port, "/masuk").share, 1)
        yield "pages left to four people while forty phones upload at 2 KB/s", f"{share:.0%}"
    yield from papers()
    yield from bound_file()
    yield from commands(data)


def main() -> None:
    """Print the rows."""
    with tempfile.TemporaryDirectory(prefix="pbjdesa-figures-") as folder:
        for what, figure in all_figures(Path(folder)):
            print(f"| {what} | {figure} |", flush=True)


if __name__ == "__main__":
    from pbjdesa.config.program import set_up

    set_up()
    main()
