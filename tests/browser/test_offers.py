"""The main job above the small purchase: from the budget to the public page with ten people.

A kasi, three TPK members, three suppliers on their own phones without an account, sekdes, kades and
kaur keuangan; every tap is on words that the page itself shows.
"""

import sqlite3
from datetime import timedelta
from pathlib import Path

from django.urls import reverse

from pbjdesa.transparency.rules import package_number
from tests.browser.asking import ASKING
from tests.browser.conftest import NewPhone
from tests.browser.figures import note
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.story import Story

SHOPS = ("Toko Bangunan Jaya", "UD Sinar Patean", "CV Karya Mandiri")
ITEMS = (("Semen 40 kg", "200"), ("Pasir pasang", "20"), ("Batu belah", "15"))
PRICES = (
    ("68.000", "295.000", "275.000"),
    ("66.500", "290.000", "270.000"),
    ("69.000", "280.000", ""),
)
"""What each shop offers per item; the third leaves the last line empty."""
TIMES = {
    "procurement_tender": ("created_at", "sent_at", "closes_at"),
    "procurement_offer": ("received_at", "replaced_at"),
}


def test_a_purchase_with_offers_from_budget_to_public_page(
    phone: NewPhone, site: Site, picture: Path
) -> None:
    place = site.places[ASKING]
    people = {office: phone(name) for office, name in place.accounts.items()}
    purchase = _hand_to_tpk(people["kasi"], place.lines)
    doors = _ask(people["tpk_ketua"], purchase)
    for number, (address, code) in enumerate(doors):
        _offer(phone(), address, code, PRICES[number])
    _nothing_to_see(people, purchase)
    _let_the_hour_come(site, purchase)
    _open_and_judge(people["tpk_ketua"], people["tpk_sekretaris"], purchase)
    _negotiate(people["tpk_sekretaris"], purchase)
    _award(people["tpk_ketua"], purchase)
    assert site.state(purchase) == "awarded"
    _sign(people["kasi"], purchase)
    _inspect(people["tpk_anggota"], people["kasi"], purchase, picture)
    _pay(Story(people, picture), purchase)
    assert site.state(purchase) in {"paid", "closed"}
    _see_in_public(phone(), site, purchase)
    for office in ("kasi", "tpk_ketua", "tpk_sekretaris"):
        effort = people[office].effort
        note(f"with offers: taps, fields typed by {office}", f"{effort.taps}, {effort.fields}")


def _go(one: Phone, purchase: int) -> None:
    one.open(f"/desa/belanja/{purchase}/")


def _hand_to_tpk(kasi: Phone, lines: list[int]) -> int:
    kasi.open("/")
    kasi.tap("Mulai belanja")
    kasi.tap("Rehabilitasi Jalan Usaha Tani")
    for line, (name, volume) in zip(lines, ITEMS, strict=True):
        kasi.choose(name)
        kasi.write(f"[name=volume_{line}]", volume)
    kasi.tap("Lanjut")
    kasi.tap("Lanjut")
    kasi.choose("Besok")
    kasi.tap("Lanjut")
    assert kasi.says("Permintaan Penawaran")
    assert kasi.says("Rp24.200.000")
    assert kasi.says("belum dikonfirmasi")
    kasi.tap("Serahkan ke TPK")
    assert kasi.says("TPK akan mengundang penyedia.")
    return int(kasi.page.url.rstrip("/").rpartition("/")[2])


def _ask(ketua: Phone, purchase: int) -> list[tuple[str, str]]:
    """Choose three shops, say until when, send; answers link and code of each."""
    _go(ketua, purchase)
    ketua.tap("Siapkan undangan")
    for name in SHOPS:
        ketua.choose(name)
    ketua.tap("Lanjut")
    ketua.tap("Lanjut")
    ketua.picture("undang")
    ketua.tap("Kirim undangan")
    assert ketua.says("Undangan jadi.")
    doors = []
    for name in SHOPS:
        _go(ketua, purchase)
        ketua.tap("Lihat undangan")
        ketua.tap(name)
        address = ketua.page.locator("main .hint", has_text="/p/").inner_text()
        code = ketua.page.locator("main .total b").inner_text()
        share = str(
            ketua.page.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
        )
        assert code not in share
        doors.append(("/p/" + address.partition("/p/")[2], code))
    return doors


def _offer(shop: Phone, address: str, code: str, prices: tuple[str, ...]) -> None:
    shop.open(address)
    assert shop.says("sebelum pukul")
    shop.type("Kode dari desa", code)
    shop.tap("Buka dan isi harga")
    boxes = shop.page.locator("input[data-rupiah]")
    for place, price in enumerate(reversed(prices)):  # the budget lists them by name
        boxes.nth(place).fill(price)
    shop.type("Berapa hari harga ini berlaku?", "30")
    shop.choose("KTP")
    shop.choose("Usaha dan data saya benar")
    shop.tap("Lihat jumlahnya")
    shop.tap("Kirim penawaran")
    assert shop.heading == "Penawaran Anda sudah masuk"


def _nothing_to_see(people: dict[str, Phone], purchase: int) -> None:
    """A009: before the hour nobody of the village finds a price, only that all have answered."""
    for office in ("tpk_ketua", "kasi", "kepala_desa"):
        one = people[office]
        _go(one, purchase)
        shown = one.page.content()
        assert "68.000" not in shown
        assert "66.500" not in shown
    ketua = people["tpk_ketua"]
    ketua.tap("Lihat undangan")
    assert ketua.says("3 dari 3 penyedia")
    assert ketua.says("Tombol untuk membuka muncul di sini sesudah waktunya habis.")
    assert "PIN Anda" not in ketua.page.locator("main").inner_text()


def _let_the_hour_come(site: Site, purchase: int) -> None:
    """The test cannot wait a week: what happened so far is moved back in time as a whole."""
    back = timedelta(days=30)
    with sqlite3.connect(f"{site.folder}/pbjdesa.sqlite3", timeout=30) as database:
        for table, columns in TIMES.items():
            which = (
                "purchase_id = ?"
                if table == "procurement_tender"
                else "invitee_id IN (SELECT i.id FROM procurement_invitee i JOIN procurement_tender"
                " t ON t.id = i.tender_id WHERE t.purchase_id = ?)"
            )
            moved = ", ".join(
                f"{name} = strftime('%Y-%m-%d %H:%M:%f', {name}, '-{back.days} days')"
                for name in columns
            )
            database.execute(f"UPDATE {table} SET {moved} WHERE {which}", (purchase,))


def _open_and_judge(ketua: Phone, sekretaris: Phone, purchase: int) -> None:
    _go(ketua, purchase)
    ketua.tap("Lihat undangan")
    ketua.give_pin()
    ketua.tap("Buka penawaran")
    assert ketua.says("Penawaran dibuka.")
    _go(sekretaris, purchase)
    sekretaris.tap("Evaluasi")
    sekretaris.tap("Bandingkan semua harga")
    assert sekretaris.says("termurah")
    sekretaris.picture("bandingkan")
    for name in SHOPS:
        _go(sekretaris, purchase)
        sekretaris.tap("Evaluasi")
        sekretaris.tap(name)
        for stage in sekretaris.page.locator("fieldset").all():
            stage.get_by_text("Semua terpenuhi").tap()
        sekretaris.tap("Simpan hasil periksa")
    _go(sekretaris, purchase)
    sekretaris.tap("Evaluasi")
    sekretaris.tap("Simpan hasil evaluasi")
    assert sekretaris.says("Hasil evaluasi tersimpan.")


def _negotiate(sekretaris: Phone, purchase: int) -> None:
    """With the lowest of those who offered; the price of cement falls."""
    _go(sekretaris, purchase)
    sekretaris.tap("Catat negosiasi")
    sekretaris.page.locator("input[data-rupiah]").last.fill("66.000")
    sekretaris.choose("Hari ini")
    sekretaris.choose("Sepakat dengan harga di atas")
    sekretaris.picture("negosiasi")
    sekretaris.tap("Simpan hasil negosiasi")
    assert sekretaris.says("Negosiasi tercatat.")


def _award(ketua: Phone, purchase: int) -> None:
    _go(ketua, purchase)
    ketua.tap("Tetapkan pemenang")
    assert ketua.says("Mengapa bukan yang termurah?")
    ketua.choose("Yang lebih murah tidak menawarkan semua barang")
    ketua.give_pin()
    ketua.tap("Tetapkan pemenang")
    assert ketua.says("Pemenang ditetapkan.")


def _sign(kasi: Phone, purchase: int) -> None:
    _go(kasi, purchase)
    kasi.tap("Baca dan tanda tangani")
    assert kasi.page.locator("dl.five > div").count() == 5
    for card in kasi.page.locator("input[name=papers]").all():
        card.check(force=True)
    kasi.give_pin()
    kasi.picture("perjanjian")
    kasi.tap("Tanda tangani")
    assert kasi.says("Perjanjian jadi.")


def _inspect(anggota: Phone, kasi: Phone, purchase: int, picture: Path) -> None:
    """Who has not chosen inspects; the kasi then takes the goods over."""
    _go(anggota, purchase)
    anggota.tap("Periksa barang")
    anggota.take_photo(picture)
    anggota.choose("Semua sesuai")
    anggota.give_pin()
    anggota.tap("Simpan hasil periksa")
    _go(kasi, purchase)
    kasi.tap("Terima barang")
    kasi.give_pin()
    kasi.tap("Terima barang")


def _pay(story: Story, purchase: int) -> None:
    _go(story.kades, purchase)
    story.kades.tap("Terima hasil")
    story.kades.give_pin()
    story.kades.tap("Terima hasil belanja")
    _go(story.kasi, purchase)
    story.kasi.tap("Ajukan pembayaran")
    story.kasi.tap("Ajukan pembayaran")
    _go(story.sekdes, purchase)
    story.sekdes.tap("Periksa berkas")
    story.sekdes.tap("Berkas sudah benar")
    _go(story.kades, purchase)
    story.kades.tap("Baca dan setujui")
    story.kades.give_pin()
    story.kades.tap("Setujui pembayaran")
    _go(story.treasurer, purchase)
    story.treasurer.tap("Bayar")
    story.treasurer.choose("Transfer bank")
    story.treasurer.give_pin()
    story.treasurer.tap("Sudah saya bayar")
    assert story.treasurer.says("Pembayaran tercatat.")


def _see_in_public(anybody: Phone, site: Site, purchase: int) -> None:
    """Who was asked, what they offered, who was chosen and what was agreed, without a log-in."""
    sequence = int(site.value("procurement_purchase", "sequence", purchase))
    number = package_number(site.year, sequence)
    anybody.open(reverse("public-package", args=[site.places[ASKING].code, number]))
    for words in (*SHOPS, "Rp23.050.000", "Permintaan Penawaran"):
        assert anybody.says(words), words
    anybody.picture("publik-penawaran")
