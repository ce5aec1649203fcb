"""Small things of every day: what comes first, what was sent back, and amounts in words."""

import random

from pbjdesa.kernel.money import group, terbilang
from tests.browser.conftest import NewPhone
from tests.browser.site import Site
from tests.browser.villages import CLUMSY, MIXED, WALK

NOTE = "Kurang satu rim. Minta toko mengantar lagi."


def test_at_most_five_tasks_and_one_main_button(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(WALK, "kasi"))
    kasi.open("/")
    kasi.picture("tugas")
    assert 2 <= kasi.page.locator("main .first, main .stack .row").count() <= 5
    assert kasi.page.locator("main .btn:not(.second)").count() == 1


def test_goods_sent_back_are_the_first_task_with_the_note_on_top(
    phone: NewPhone, site: Site
) -> None:
    kades = phone(site.account(MIXED, "kepala_desa"))
    kades.open(f"/desa/belanja/{site.places[MIXED].purchases['received']}/kembalikan/")
    kades.write("#id_note", NOTE)
    kades.tap("Kembalikan")
    kasi = phone(site.account(MIXED, "kasi"))
    kasi.open("/")
    first = kasi.page.locator("main .first")
    assert NOTE in first.inner_text()
    assert "Dikembalikan" in first.inner_text()
    kasi.tap("Periksa barang")
    assert kasi.page.locator("main .said").inner_text() == NOTE


def test_an_amount_is_said_in_words_while_it_is_typed(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(CLUMSY, "kasi"))
    kasi.open(f"/desa/belanja/{site.places[CLUMSY].purchases['draft']}/harga/")
    field = kasi.page.locator("[data-rupiah]").first
    words = kasi.page.locator("[data-words]").first
    field.fill("")
    assert not words.is_visible()
    field.press_sequentially("1001000")
    assert words.inner_text() == "Terbilang: satu juta seribu rupiah"
    field.fill("1,5 juta")
    assert not words.is_visible()


def test_the_phone_says_amounts_as_the_papers_do(phone: NewPhone, site: Site) -> None:
    kasi = phone(site.account(CLUMSY, "kasi"))
    kasi.open(f"/desa/belanja/{site.places[CLUMSY].purchases['draft']}/harga/")
    luck = random.Random(5)
    amounts = [*range(1300), *(luck.randrange(10 ** luck.randrange(4, 16)) for _ in range(1500))]
    amounts += [10**power for power in range(15)]
    said = kasi.page.evaluate(
        """amounts => {
            const field = document.querySelector('[data-rupiah]');
            const words = document.querySelector('[data-words] span');
            return amounts.map(amount => {
                field.value = amount;
                field.dispatchEvent(new InputEvent('input'));
                return words.textContent;
            });
        }""",
        [group(amount) for amount in amounts],
    )
    assert said == [f"{terbilang(amount)} rupiah" for amount in amounts]
