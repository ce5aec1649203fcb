"""In and out: slips at the door, a session that ended while somebody was typing, a shared phone."""

from tests.browser.conftest import NewPhone
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.villages import PRACTICE, SILENT


def try_door(one: Phone, name: str, pin: str) -> None:
    one.page.locator("#id_nama").fill(name)
    one.page.locator("#id_pin").fill(pin)
    one.tap("Masuk")


def test_slips_at_the_door_are_said_and_the_name_stays(phone: NewPhone, site: Site) -> None:
    one, name = phone(), site.account(SILENT, "bpd")
    one.open("/masuk")
    for typed, pin, said in (
        ("", "", "Isi nama masuk Anda."),
        ("tidak-ada", site.pin, "Nama atau PIN belum cocok."),
        (name, "", "Isi PIN Anda, 6 angka."),
        (name, "000000", "PIN belum cocok. Coba lagi, tinggal 4 kali."),
    ):
        try_door(one, typed, pin)
        assert one.page.title().startswith("Ada yang perlu diperbaiki")
        assert one.says(said)
        assert one.page.locator("#id_nama").input_value() == typed
        assert one.page.locator("#id_pin").input_value() == ""
    try_door(one, name.upper(), site.pin)
    assert one.heading == "Yang harus dikerjakan"


def test_five_wrong_pins_close_the_door_for_a_while(phone: NewPhone, site: Site) -> None:
    one, name = phone(), site.account(PRACTICE, "bpd")
    one.open("/masuk")
    for _ in range(5):
        try_door(one, name, "000000")
    assert one.says("Tunggu 5 menit, lalu coba lagi.")
    try_door(one, name, site.pin)
    assert one.says("Terlalu sering salah PIN.")


def test_a_page_asked_for_comes_after_the_log_in(phone: NewPhone, site: Site) -> None:
    one = phone()
    one.open("/desa/berkas/")
    assert one.heading == "Masuk"
    try_door(one, site.account(SILENT, "sekdes"), site.pin)
    assert one.heading == "Berkas desa"


def test_a_log_in_never_leads_to_strangers(phone: NewPhone, site: Site) -> None:
    for number, bad in enumerate(("//evil.test/", "https://evil.test/", "/\\evil.test")):
        one = phone()
        one.open(f"/masuk?lanjut={bad}")
        who = ("kepala_desa", "sekdes", "kaur")[number]
        try_door(one, site.account(SILENT, who), site.pin)
        assert one.heading == "Yang harus dikerjakan"
        assert one.page.url == f"{one.base}/"


def test_a_form_sent_after_log_out_asks_to_log_in_and_says_why(phone: NewPhone, site: Site) -> None:
    one = phone(site.account(SILENT, "kepala_desa"))
    where = f"/desa/rencana/{site.year}/umumkan/"
    one.open(where)
    other_tab = one.context.new_page()
    other_tab.goto("/")
    other_tab.locator(".top form button").click()
    other_tab.get_by_role("link", name="Masuk").first.wait_for()
    one.tap("Umumkan rencana ini")
    assert one.heading == "Masuk"
    assert one.says("Kiriman terakhir belum masuk.")
    try_door(one, site.account(SILENT, "kepala_desa"), site.pin)
    assert one.page.url.endswith(where)
    assert site.count("planning_procurementplan", desa_id=_desa(site)) == 0


def _desa(site: Site) -> int:
    return int(site.value("planning_activity", "desa_id", site.places[SILENT].activity))


def test_after_log_out_a_shared_phone_shows_nothing(phone: NewPhone, site: Site) -> None:
    one = phone(site.account(SILENT, "kasi"))
    one.open("/desa/belanja/")
    with one.page.expect_navigation():
        one.page.locator(".top form button").tap()
    one.page.go_back()
    assert one.heading == "Masuk"
    kept = [cookie["name"] for cookie in one.context.cookies()]
    assert "sesi" not in kept
