"""Practice: the same pages in a twin of the village, and not a trace on the real side."""

from tests.browser import measures
from tests.browser.conftest import NewPhone
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.browser.villages import PRACTICE

TRACES = ("procurement_purchase", "planning_procurementplan", "documents_document")


def practise(one: Phone) -> None:
    one.open("/")
    one.tap("Latihan dulu di desa tiruan")
    assert one.says("Anda di desa latihan.")
    assert one.page.locator(".practice").inner_text().startswith("LATIHAN")


def test_two_officials_practise_and_the_real_village_stays_as_it_is(
    phone: NewPhone, site: Site
) -> None:
    desa = site.value("planning_activity", "desa_id", site.places[PRACTICE].activity)
    before = {table: site.count(table, desa_id=desa) for table in TRACES}
    kades = phone(site.account(PRACTICE, "kepala_desa"))
    practise(kades)
    kades.tap("Baca dan umumkan")
    kades.tap("Umumkan rencana ini")
    kasi = phone(site.account(PRACTICE, "kasi"))
    practise(kasi)
    kasi.picture("latihan")
    kasi.tap("Mulai belanja")
    for found in (
        measures.axe_violations(kasi.page),
        measures.dark_contrast(kasi.page),
        measures.too_small(kasi.page),
        measures.sideways(kasi.page),
    ):
        assert found == []
    kasi.page.locator("main a.row").first.tap()
    kasi.page.locator(".opt > label").first.tap()
    kasi.tap("Lanjut")
    kasi.tap("Lanjut")
    assert kasi.heading == "Beli di toko mana?"
    assert {table: site.count(table, desa_id=desa) for table in TRACES} == before

    kasi.page.get_by_role("button", name="Kembali ke desa sungguhan").tap()
    kasi.page.locator(".box.good", has_text="desa sungguhan").wait_for()
    assert kasi.page.locator(".practice").count() == 0
    kasi.tap("Mulai belanja")
    assert kasi.says("Operasional Kantor")


def test_practice_is_begun_afresh_by_the_kades(phone: NewPhone, site: Site) -> None:
    kades = phone(site.account(PRACTICE, "kepala_desa"))
    practise(kades)
    kades.open("/latihan/ulang/")
    assert measures.axe_violations(kades.page) == []
    assert measures.sideways(kades.page) == []
    kades.tap("Ulangi dari awal")
    assert kades.says("Desa latihan baru sudah siap.")
    kades.tap("Baca dan umumkan")
