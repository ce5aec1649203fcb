"""A supplier without account or app, on a cheap phone with a bad line (A008)."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import measures
from tests.browser.conftest import NewPhone
from tests.browser.door import BY_KEYBOARD, CLOSED, DOOR, GATES, JOURNEY, WITHOUT_SCRIPT
from tests.browser.figures import note
from tests.browser.phone import DESK, SLOW_3G, TWO_G, Phone
from tests.browser.site import Site
from tests.browser.test_every_page import CODE, FIRST_PAGE, NEXT_PAGE
from tests.browser.test_speed import FIRST_PAGE as SECONDS
from tests.browser.test_speed import FIRST_PAGE_ON_2G as SECONDS_ON_2G
from tests.browser.test_speed import seconds

PRICES = ("66500", "285000", "262000")
TAPS = 20
"""From the opened link to the receipt, typing aside."""


class Supplier:
    """One supplier's way in."""

    def __init__(self, site: Site, number: int, kind: str = "open") -> None:
        facts = site.places[DOOR].numbers
        self.home = f"/p/{facts[f'{kind} link {number}']}/"
        self.code = facts[f"{kind} code {number}"]

    def come_in(self, one: Phone) -> None:
        one.open(self.home)
        one.type("Kode dari desa", self.code)
        one.tap("Buka dan isi harga")

    def fill(self, one: Phone) -> None:
        boxes = one.page.locator("input[data-rupiah]")
        for place, price in enumerate(PRICES):
            boxes.nth(place).tap()
            boxes.nth(place).fill("")
            boxes.nth(place).press_sequentially(price)
            one.effort.taps += 1
        one.type("Berapa hari harga ini berlaku?", "30")
        one.choose("KTP")
        one.choose("Usaha dan data saya benar")


def test_from_the_link_to_the_receipt(phone: NewPhone, site: Site, picture: Path) -> None:
    supplier, one = Supplier(site, JOURNEY), phone()
    supplier.come_in(one)
    one.picture("penyedia-isi")
    supplier.fill(one)
    assert one.page.locator("[data-words]").first.inner_text().startswith("Terbilang: enam puluh")
    one.tap("Simpan dulu")
    assert one.says("Belum dikirim ke desa")
    one.tap("Lihat jumlahnya")
    assert one.says("Rp22.930.000")
    assert one.says("dua puluh dua juta sembilan ratus tiga puluh ribu rupiah")
    one.take_photo(picture)
    one.picture("penyedia-periksa")
    one.tap("Kirim penawaran")
    assert one.heading == "Penawaran Anda sudah masuk"
    one.picture("penyedia-bukti")
    note("taps of a supplier, from link to receipt", str(one.effort.taps))
    assert one.effort.taps <= TAPS
    one.page.go_back()
    one.tap("Kirim penawaran")
    assert one.heading == "Penawaran Anda sudah masuk"
    assert one.says("Kiriman ke\n1") or one.says("Kiriman ke\n2")


def test_it_works_without_javascript(phone: NewPhone, site: Site) -> None:
    supplier, one = Supplier(site, WITHOUT_SCRIPT), phone(java_script_enabled=False)
    supplier.come_in(one)
    supplier.fill(one)
    one.tap("Lihat jumlahnya")
    assert one.says("Rp22.930.000")
    one.tap("Kirim penawaran")
    assert one.heading == "Penawaran Anda sudah masuk"
    one.tap("Tarik penawaran")
    one.write("#id_note", "Salah hitung")
    one.tap("Ya, tarik penawaran")
    assert one.says("Penawaran sudah ditarik")


def test_it_works_with_the_keyboard_alone(browser: Browser, site: Site) -> None:
    supplier = Supplier(site, BY_KEYBOARD)
    with Phone(browser, site, viewport=DESK, is_mobile=False, has_touch=False) as one:
        one.open(supplier.home)
        _tab_to(one, "code")
        one.page.keyboard.type(supplier.code)
        one.page.keyboard.press("Enter")
        one.page.wait_for_url("**/isi/")
        for price in PRICES:
            _tab_to(one, "price_")
            one.page.keyboard.type(price)
        _tab_to(one, "valid_days")
        one.page.keyboard.type("30")
        _tab_to(one, "statement")
        one.page.keyboard.press("Space")
        one.page.keyboard.press("Enter")
        one.page.wait_for_url("**/periksa/")
        assert one.says("Rp22.930.000")


def _tab_to(one: Phone, name: str) -> None:
    """Press Tab until a field whose name begins so has the focus."""
    seen = "() => (document.activeElement.name || '')"
    before = one.page.evaluate("() => document.activeElement.id")
    for _ in range(40):
        one.page.keyboard.press("Tab")
        same = one.page.evaluate("() => document.activeElement.id") == before
        if one.page.evaluate(seen).startswith(name) and not same:
            return
    raise AssertionError(f"no field {name} by keyboard")


def test_after_the_closing_the_link_says_so_kindly(phone: NewPhone, site: Site) -> None:
    supplier, one = Supplier(site, CLOSED, "over"), phone()
    one.open(supplier.home)
    assert one.says("Waktu penawaran sudah habis")
    one.type("Kode dari desa", supplier.code)
    one.tap("Lihat penawaran saya")
    assert one.says("Tidak ada penawaran dari Anda yang masuk")


@pytest.fixture(scope="module")
def walked(browser: Browser, site: Site) -> dict[str, Callable[[Phone], None]]:
    """Every page at the door, by its name, for a phone that was let in."""
    home = Supplier(site, GATES).home
    return {
        name: lambda one, at=home + page: one.open(at)  # type: ignore[misc]
        for name, page in {
            "ask": "",
            "fill": "isi/",
            "review": "periksa/",
            "receipt": "bukti/",
            "withdraw": "tarik/",
        }.items()
    }


def test_every_page_at_the_door_holds_the_gates(
    phone: NewPhone, site: Site, walked: dict[str, Callable[[Phone], None]]
) -> None:
    supplier = Supplier(site, GATES)
    one = phone()
    _gates(one, lambda phone: phone.open(supplier.home))
    supplier.come_in(one)
    supplier.fill(one)
    one.tap("Lihat jumlahnya")
    one.tap("Kirim penawaran")
    for name in ("fill", "review", "receipt", "withdraw"):
        _gates(one, walked[name])


def _gates(one: Phone, visit: Callable[[Phone], None]) -> None:
    """Weight, WCAG, thumbs, 320 px with large text."""
    one.fresh_traffic()
    visit(one)
    first = one.count_again()
    assert first.of() <= FIRST_PAGE
    assert first.of("Stylesheet", "Script") <= CODE
    visit(one)
    assert one.count_again().of("Document") <= NEXT_PAGE
    assert measures.axe_violations(one.page) == []
    assert measures.dark_contrast(one.page) == []
    assert measures.too_small(one.page) == []
    assert measures.sideways(one.page) == []
    assert measures.too_long(one.page.locator("main").inner_text()) == []


def test_the_link_opens_on_slow_lines(phone: NewPhone, site: Site) -> None:
    home = Supplier(site, GATES).home
    on_3g = seconds(phone(), home, SLOW_3G, SECONDS)
    on_2g = seconds(phone(), home, TWO_G, SECONDS_ON_2G)
    note("a supplier's link, 400 kbit/s, 400 ms, CPU 6×", f"{on_3g:.2f} s")
    note("a supplier's link, 50/30 kbit/s, 800 ms, CPU 6×", f"{on_2g:.2f} s")
    assert on_3g <= SECONDS
    assert on_2g <= SECONDS_ON_2G
