"""Kecamatan and inspektorat: they read, a coach leaves a note, and nobody of them decides."""

from tests.browser.conftest import NewPhone
from tests.browser.site import Site
from tests.browser.villages import MIXED, WALK

NOTE = "Foto nota kurang jelas. Foto lagi di tempat terang."


def test_a_coach_finds_what_needs_help_and_leaves_a_note(phone: NewPhone, site: Site) -> None:
    coach = phone(site.watchers["pendamping"])
    coach.open("/")
    coach.picture("kecamatan")
    coach.tap(MIXED)
    coach.picture("kecamatan-desa")
    coach.tap("Tulis catatan untuk desa")
    coach.write("#id_text", NOTE)
    coach.tap("Kirim catatan")
    assert coach.says(f"Catatan untuk Desa {MIXED} sudah terkirim.")

    kasi = phone(site.account(MIXED, "kasi"))
    kasi.open("/")
    assert kasi.says(NOTE)


def test_those_who_watch_have_nothing_to_decide(phone: NewPhone, site: Site) -> None:
    bought = site.places[WALK].purchases
    for who in ("camat", "pendamping", "inspektorat"):
        watcher = phone(site.watchers[who])
        for stage, step in (("draft", "pesan"), ("verified", "setujui"), ("approved", "bayar")):
            assert watcher.open(f"/desa/belanja/{bought[stage]}/").status == 200
            assert watcher.page.locator("main form").count() == 0
            assert watcher.page.locator("main a[href*='/langkah/']").count() == 0
            assert watcher.open(f"/desa/belanja/{bought[stage]}/langkah/{step}/").status == 403


def test_an_inspector_reads_the_rules_with_their_marks(phone: NewPhone, site: Site) -> None:
    inspector = phone(site.watchers["inspektorat"])
    inspector.open("/")
    inspector.tap("Baca aturan yang berlaku")
    inspector.picture("aturan")
    inspector.page.locator("main a.row").first.tap()
    inspector.page.locator(".chip.mark").first.wait_for()
