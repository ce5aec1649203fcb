"""Suppliers who all answer in the same moment: real server, real pages, one phone for each.

`python -m tests.offers.many_suppliers COUNT` works on the database of its environment (see
apart.py): it asks COUNT suppliers, starts the program, lets all of them open their link, give their
code, fill in prices, look once more and send, and opens what came. It prints how many offers were
opened, every fault, and how long a page took.
"""

import argparse
import http.client
import json
import re
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from typing import NamedTuple
from urllib.parse import urlencode

import django

django.setup()


from django.urls import reverse  # noqa: E402

from pbjdesa.config.preparation import bring_up_to_date  # noqa: E402
from pbjdesa.kernel import clock  # noqa: E402
from pbjdesa.procurement import operations, queries  # noqa: E402
from pbjdesa.procurement.models import Purchase  # noqa: E402
from tests import tenders  # noqa: E402
from tests.tenders import TenderVillage  # noqa: E402
from tests.world import territory  # noqa: E402

_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
_PATIENCE = 300  # seconds


class Asked(NamedTuple):
    """What one supplier was given, and what it will offer for each item."""

    token: str
    code: str
    prices: dict[str, str]


class Phone:
    """One supplier's browser: cookies, hidden fields, and how long each page took."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self.hidden: dict[str, str] = {}
        self.seconds: list[float] = []

    def open(self, path: str, fields: dict[str, str] | None = None) -> str:
        """The address at which it ends; redirects are followed. Raises on anything but a page."""
        body = urlencode({**self.hidden, **fields}) if fields is not None else None
        status, where = self._ask(path, body)
        while status == 302:
            path = where
            status, where = self._ask(path, None)
        if status != 200:
            raise RuntimeError(f"{status} at {path.rsplit('/', 2)[-2]}")
        return path

    def _ask(self, path: str, body: str | None) -> tuple[int, str]:
        began = time.monotonic()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        headers = {"Cookie": "; ".join(f"{name}={self._cookies[name]}" for name in self._cookies)}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("POST" if body is not None else "GET", path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        self.seconds.append(time.monotonic() - began)
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        self.hidden = dict(_HIDDEN.findall(text))
        return answer.status, answer.headers.get("Location", "")


def offer(phone: Phone, asked: Asked) -> None:
    """From the link to the receipt."""
    door = reverse("offer-door", args=[asked.token])
    phone.open(door)
    form = phone.open(door, {"code": asked.code})
    terms = {"work_days": "7", "valid_days": "30", "statement": "1", "act": "periksa"}
    review = phone.open(form, {**asked.prices, **terms})
    receipt = phone.open(review, {})
    if receipt != reverse("offer-receipt", args=[asked.token]):
        raise RuntimeError(f"ended at {receipt.rsplit('/', 2)[-2]}")


def all_at_once(port: int, suppliers: list[Asked]) -> tuple[list[str], list[float]]:
    """The faults of all of them, and the seconds of every page."""
    barrier, faults, seconds = threading.Barrier(len(suppliers)), [], []

    def run(asked: Asked) -> None:
        phone = Phone(port)
        barrier.wait()
        try:
            offer(phone, asked)
        except Exception as fault:
            faults.append(f"{type(fault).__name__}: {fault}")
        seconds.extend(phone.seconds)

    threads = [threading.Thread(target=run, args=(asked,)) for asked in suppliers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults, seconds


def ask(place: TenderVillage) -> tuple[Purchase, list[Asked]]:
    """A request to every supplier of the village that closes tomorrow."""
    purchase = tenders.hps_draft(place)
    operations.hand_to_tpk(by=place.by("kasi"), purchase=purchase)
    tenders.prepare(place, purchase, closes_at=clock.now() + timedelta(days=1))
    operations.send_request(by=place.by("tpk_ketua"), purchase=purchase)
    items = queries.items_of(purchase)
    suppliers = [
        Asked(
            queries.link_of(invitee),
            queries.code_of(invitee),
            {f"price_{item.pk}": str(price_of(number, item.order)) for item in items},
        )
        for number, invitee in enumerate(tenders.invitees(purchase))
    ]
    return purchase, suppliers


def price_of(number: int, line: int) -> int:
    """What this supplier wants for this line: of everybody something else."""
    return 50_000 + 100 * number + line


def wrong_totals(place: TenderVillage, purchase: Purchase, count: int) -> tuple[int, int]:
    """Open everything after the hour: how many offers there are, how many say something else."""
    with clock.frozen(clock.now() + timedelta(days=2)):
        tender = operations.open_offers(by=place.by("tpk_ketua"), purchase=purchase)
    items = queries.items_of(purchase)
    opened = queries.living_offers(tender)
    wanted = [
        sum(int(item.volume * price_of(number, item.order)) for item in items)
        for number in range(count)
    ]
    found = [row.total for row in opened]
    return len(opened), sum(one != other for one, other in zip(found, wanted, strict=False))


def serve() -> tuple["subprocess.Popen[str]", int]:
    """The program on a free port, ready."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pbjdesa", "serve", "--port", "0"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            return process, int(found[1])
    raise RuntimeError("the program ended before it was ready")


def main() -> None:
    """Ask, serve, let everybody answer, open, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("count", type=int)
    count = parser.parse_args().count
    bring_up_to_date()
    place = tenders.tender_village(territory(), shops=count)
    purchase, suppliers = ask(place)
    process, port = serve()
    try:
        began = time.monotonic()
        faults, seconds = all_at_once(port, suppliers)
        took = time.monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    opened, wrong = wrong_totals(place, purchase, count)
    seconds.sort()
    told = {
        "suppliers": count,
        "errors": len(faults),
        "faults": faults[:5],
        "opened": opened,
        "wrong": wrong,
        "pages": len(seconds),
        "seconds": round(took, 1),
        "median": round(seconds[len(seconds) // 2], 2),
        "slowest": round(seconds[-1], 2),
    }
    print(json.dumps(told))


if __name__ == "__main__":
    main()
