"""What anybody reads of a purchase for which suppliers were asked, and when."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pbjdesa.kernel import clock
from pbjdesa.procurement import operations
from pbjdesa.procurement.models import Purchase
from pbjdesa.transparency.rules import package_number
from tests import chosen, tenders
from tests.public.crawler import crawl
from tests.tenders import OPENING, TenderVillage
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOME = "/publik/33.24.04.2005/"
SHOPS = ("Toko Bangunan Jaya", "UD Sinar Patean", "CV Karya Mandiri")


@pytest.fixture
def place() -> TenderVillage:
    return tenders.tender_village(territory())


def address(purchase: Purchase) -> str:
    return f"{HOME}paket/{package_number(purchase.year, purchase.sequence)}/"


def read(where: str, status: int = 200) -> str:
    response = Client().get(where)
    assert response.status_code == status
    page = response.content.decode().replace("<wbr>", "")
    return re.sub(r"\s+", " ", page)


def sentences(page: str) -> list[str]:
    card = page.split('<div class="card">')[1].split("<p><span")[0]
    return re.findall(r"<p>([^<]+)</p>", card)


def test_what_is_prepared_is_not_public(place: TenderVillage) -> None:
    read(address(tenders.request_ready(place)), 404)


@pytest.mark.parametrize(
    ("state", "second"),
    [
        ("inviting", "3 penyedia diminta memberi harga."),
        ("opened", "Ada 2 penawaran. TPK sedang memilih."),
        ("evaluated", "Ada 2 penawaran. TPK sedang memilih."),
        ("awarded", "Tokonya UD Sinar Patean, harganya Rp21.545.000."),
        ("closed", "Tokonya UD Sinar Patean, harganya Rp21.545.000."),
    ],
)
def test_five_short_sentences_tell_it(place: TenderVillage, state: str, second: str) -> None:
    told = sentences(read(address(chosen.to_state(place, state))))
    assert len(told) == 5
    assert told[1] == second
    assert all(len(sentence.split()) <= 20 for sentence in told)


def test_before_the_opening_no_public_page_names_who_was_asked(place: TenderVillage) -> None:
    purchase = tenders.offers_sent(place)
    pages = crawl([HOME, address(purchase)])
    assert len(pages) >= 5
    found = {name for name, text in pages.items() for shop in SHOPS if shop in text}
    assert found == set()
    page = pages[address(purchase)]
    assert "Desa meminta penawaran kepada 3 penyedia." in page
    assert "sebelum pukul 10.00.00 WIB" in page
    assert "Isi penawaran belum bisa dilihat siapa pun." in page


def test_until_somebody_is_chosen_no_public_page_shows_a_price(place: TenderVillage) -> None:
    purchase = chosen.negotiated(place)
    pages = crawl([HOME, address(purchase)])
    offered = ["22.990.000", "21.780.000", "21.545.000"]
    bare = {name: text.replace(".", "") for name, text in pages.items()}
    hits = [
        (name, price)
        for name, text in bare.items()
        for price in offered
        if price.replace(".", "") in text
    ]
    assert hits == []
    page = pages[address(purchase)]
    assert "Yang diundang: Toko Bangunan Jaya, UD Sinar Patean, CV Karya Mandiri." in page
    assert page.count("Memenuhi syarat") == 2


def test_after_the_award_every_price_and_the_talks_are_told(place: TenderVillage) -> None:
    page = read(address(chosen.awarded(place)))
    for words in (
        "Rp22.990.000",
        "Rp21.780.000",
        "Negosiasi dengan UD Sinar Patean: harga turun dari Rp21.780.000 menjadi Rp21.545.000.",
        "Pemenangnya UD Sinar Patean, harganya Rp21.545.000.",
        "Pemenang sudah dipilih",
    ):
        assert words in page


def test_a_reason_that_had_to_be_given_is_told(place: TenderVillage) -> None:
    purchase = chosen.negotiated(place, (95,))
    with clock.frozen(OPENING.replace(hour=8)):
        chosen.choose(place, purchase, one_offer_reason="others_silent")
    page = read(address(purchase))
    assert "Alasannya: penyedia lain diundang tetapi tidak menawar." in page


def test_a_failed_round_is_told_with_its_cause_and_the_next(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place, ())
    with clock.frozen(OPENING):
        operations.repeat_request(
            by=place.by("tpk_ketua"), purchase=purchase, note="Rahasia dapur TPK."
        )
    page = read(address(purchase))
    assert "Undangan akan diulang" in page
    assert "Undangan ini gagal. Sebabnya: tidak ada penawaran." in page
    assert "Langkah berikutnya: undang lagi." in page
    assert "Rahasia dapur" not in page
    assert "<small>" in read(HOME)


def test_what_was_given_up_says_so(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    with clock.frozen(OPENING):
        operations.cancel_request(by=place.by("kasi"), purchase=purchase, note="Anggaran berubah.")
    page = read(address(purchase))
    assert "tidak jadi membeli" in page
    assert "Pengadaan ini dibatalkan 13 Mei 2026." in page
    assert "Anggaran berubah" not in page


def test_what_is_not_ordered_yet_is_not_added_up(place: TenderVillage) -> None:
    tenders.request_sent(place)
    chosen.awarded(place)
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", read(HOME)))
    assert facts["Sudah dipesan"] == "Rp0"
    assert facts["Jumlah belanja"] == "2"


def test_a_package_costs_the_same_queries_with_two_and_three_offers(place: TenderVillage) -> None:
    counts = []
    for purchase in (chosen.awarded(place, (95, 90)), chosen.awarded(place, (99, 95, 90))):
        where = address(purchase)
        Client().get(where)
        with CaptureQueriesContext(connection) as captured:
            Client().get(where)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 20
