"""Impatient fingers, lost answers, two people at once: one record, and a page that says so."""

import http.client
import threading
from urllib.parse import urlencode

from playwright.sync_api import Request

from tests.browser.conftest import NewPhone
from tests.browser.cut_line import CutLine, cut_line
from tests.browser.figures import note
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.villages import WEAK

TAPS = 10


def order_page(site: Site, purchase: str) -> str:
    return f"/desa/belanja/{site.places[WEAK].purchases[purchase]}/langkah/pesan/"


def contracts(site: Site, purchase: str) -> int:
    return site.count("contracts_contract", purchase_id=site.places[WEAK].purchases[purchase])


def orders_of(site: Site, purchase: str) -> int:
    """Order letters, each with a number of its own."""
    dossier = site.value(
        "procurement_purchase", "dossier_id", site.places[WEAK].purchases[purchase]
    )
    return site.count("documents_document", dossier_id=dossier, kind="surat_pesanan")


def tap_ten_times(one: Phone, line: CutLine) -> list[Request]:
    """As fast as a finger can, on the same spot; the requests that the phone sent.

    No answer comes before the last tap: all of them fall on the waiting page, as on a slow line.
    (A touch that falls on a page just leaving may never be acknowledged by the browser.)
    """
    sent: list[Request] = []
    one.page.on("request", lambda r: sent.append(r) if r.method == "POST" else None)
    button = one.control("Kirim pesanan")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box
    with line.holding_answers():
        for _ in range(TAPS):
            one.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    one.page.locator(".chip", has_text="Dipesan").first.wait_for()
    return sent


def test_ten_quick_taps_make_one_order(phone: NewPhone, site: Site) -> None:
    with cut_line(site.port) as line:
        kasi = phone(site.account(WEAK, "kasi"), base_url=line.address)
        kasi.open(order_page(site, "taps"))
        sent = tap_ten_times(kasi, line)
    assert len(sent) == 1
    assert contracts(site, "taps") == orders_of(site, "taps") == 1
    note("requests of ten quick taps", f"{len(sent)}")


def test_ten_quick_taps_without_script_make_one_order(phone: NewPhone, site: Site) -> None:
    name = "taps without script"
    with cut_line(site.port) as line:
        kasi = phone(site.account(WEAK, "kasi"), java_script_enabled=False, base_url=line.address)
        kasi.open(order_page(site, name))
        sent = tap_ten_times(kasi, line)
    assert len(sent) > 1
    assert contracts(site, name) == orders_of(site, name) == 1


def test_a_form_that_arrives_ten_times_at_once_counts_once(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(WEAK, "kasi"))
    kasi.open(order_page(site, "repeat"))
    form = kasi.page.evaluate(
        "() => [...document.querySelectorAll('main form input')].map(i => [i.name, i.value])"
    )
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in kasi.context.cookies())
    answers: list[tuple[int, str]] = []

    def send() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)
        headers = {
            "Cookie": cookies,
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": site.address,
        }
        connection.request("POST", order_page(site, "repeat"), urlencode(dict(form)), headers)
        answer = connection.getresponse()
        answer.read()
        answers.append((answer.status, answer.headers["Location"] or ""))
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(TAPS)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    purchase = site.places[WEAK].purchases["repeat"]
    assert answers == [(302, f"/desa/belanja/{purchase}/")] * TAPS
    assert contracts(site, "repeat") == orders_of(site, "repeat") == 1


def tap_into_nothing(one: Phone, words: str) -> None:
    """A tap whose answer never comes: the browser shows its own page of failure."""
    with one.page.expect_event("requestfailed"):
        one.control(words).tap()
    one.page.locator("#main-frame-error").wait_for()


def test_an_answer_that_is_lost_does_no_harm(phone: NewPhone, site: Site) -> None:
    with cut_line(site.port) as line:
        kasi = phone(site.account(WEAK, "kasi"), base_url=line.address)
        kasi.open(order_page(site, "lost"))
        line.lose_answers(True)
        tap_into_nothing(kasi, "Kirim pesanan")
        assert line.lost > 0
        assert contracts(site, "lost") == 1
        line.lose_answers(False)
        kasi.page.reload()  # sends the form again
        assert kasi.says("sudah jadi. Cetak dan antar suratnya.")
        assert kasi.says("Dipesan")
    assert contracts(site, "lost") == orders_of(site, "lost") == 1


def test_a_send_without_signal_can_be_sent_again(phone: NewPhone, site: Site) -> None:
    sekdes = phone(site.account(WEAK, "sekdes"))
    purchase = site.places[WEAK].purchases["away"]
    sekdes.open(f"/desa/belanja/{purchase}/langkah/periksa/")
    sekdes.context.set_offline(True)
    tap_into_nothing(sekdes, "Berkas sudah benar")
    assert site.state(purchase) == "requested"
    sekdes.context.set_offline(False)
    sekdes.page.reload()
    assert sekdes.says("Sekarang giliran Kepala Desa.")
    assert site.state(purchase) == "verified"


def test_of_two_people_the_second_is_told_that_somebody_was_first(
    phone: NewPhone, site: Site
) -> None:
    kasi, kaur = (phone(site.account(WEAK, who)) for who in ("kasi", "kaur"))
    for one in (kasi, kaur):
        one.open(order_page(site, "race"))
    kasi.tap("Kirim pesanan")
    with kaur.page.expect_navigation() as second:
        kaur.control("Kirim pesanan").tap()
    assert second.value is not None
    assert second.value.status == 409
    assert kaur.heading == "Sudah pernah dikirim"
    assert kaur.says("Langkah ini sudah dikerjakan.")
    kaur.tap("Lihat yang tersimpan")
    assert kaur.heading == "Yang harus dikerjakan"
    assert contracts(site, "race") == orders_of(site, "race") == 1


def test_two_phones_of_one_person_do_not_decide_twice(phone: NewPhone, site: Site) -> None:
    purchase = site.places[WEAK].purchases["verify"]
    one, other = (phone(site.account(WEAK, "sekdes")) for _ in range(2))
    one.open(f"/desa/belanja/{purchase}/langkah/periksa/")
    other.open(f"/desa/belanja/{purchase}/kembalikan/")
    one.tap("Berkas sudah benar")
    other.write("#id_note", "Nota belum ada.")
    with other.page.expect_navigation() as second:
        other.control("Kembalikan").tap()
    assert second.value is not None
    assert second.value.status == 409
    assert site.state(purchase) == "verified"


def test_back_keeps_what_was_answered(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(WEAK, "kasi"))
    purchase = site.places[WEAK].purchases["back"]
    kasi.open(f"/desa/belanja/{purchase}/harga/")
    kasi.type("Kertas HVS A4 70 gram, harga satu rim", "51500")
    kasi.tap("Lanjut")
    kasi.page.go_back()
    price = kasi.page.get_by_label("Kertas HVS A4 70 gram, harga satu rim")
    assert price.input_value() == "51.500"
    kasi.tap("Lanjut")
    assert kasi.says("Rp51.500")


def test_back_after_an_order_shows_where_it_is_now(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(WEAK, "kasi"))
    kasi.open(order_page(site, "back"))
    kasi.tap("Kirim pesanan")
    where = kasi.page.url
    for _ in range(2):
        kasi.page.reload()
        assert kasi.page.url == where
    kasi.page.go_back()
    assert kasi.page.url == where
    assert kasi.says("Dipesan")
    assert contracts(site, "back") == orders_of(site, "back") == 1
