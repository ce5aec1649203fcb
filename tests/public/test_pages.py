"""The public pages: what anybody sees of a village, without a log-in."""

import gzip
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.operations import attach_photo
from pbjdesa.planning.operations import announce_plan, type_activity, type_line
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import discard
from pbjdesa.transparency.models import Release
from pbjdesa.transparency.rules import package_number
from tests.clients import client_for
from tests.stories import JPEG, STEPS, purchase_at
from tests.world import YEAR, Village, announced, desa_named, draft, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOME = "/publik/33.24.04.2005/"


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


def _read(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode().replace("<wbr>", ""))


def _address(purchase: Purchase) -> str:
    return f"{HOME}paket/{package_number(purchase.year, purchase.sequence)}/"


def _ordered(place: Village, count: int) -> None:
    for _ in range(count):
        send_order(by=place.by("kasi"), purchase=draft(place, volume="1", price=20_000))


# --- Finding a village ------------------------------------------------------------------------


def test_every_kecamatan_and_village_is_found(place: Village) -> None:
    top = _read("/publik/")
    assert top.count('href="?kecamatan=') == 20
    patean = _read("/publik/?kecamatan=33.24.04")
    assert patean.count('href="/publik/33.24.04.') == 14
    assert f'href="{HOME}"' in patean


def test_a_part_of_the_name_finds_a_village(place: Village) -> None:
    assert f'href="{HOME}"' in _read("/publik/?cari=pagers")


def test_an_unknown_name_gets_an_example(place: Village) -> None:
    assert "Tulis sebagian namanya saja" in _read("/publik/?cari=zzz")
    assert "Tulis sebagian namanya saja" in _read("/publik/?kecamatan=99")


def test_long_answers_are_cut_and_say_so(place: Village) -> None:
    answer = _read("/publik/?cari=a")
    assert answer.count('class="row"') == 40
    assert "Masih ada desa lain" in answer


# --- A village's year -------------------------------------------------------------------------


def test_a_village_shows_plan_packages_supplier_price_and_payment(place: Village) -> None:
    purchase_at(place, "ordered")
    purchase_at(place, "paid", hours=24)
    page = _read(HOME)
    assert "Diumumkan Kepala Desa" in page
    assert page.count("Toko Sumber Rejeki") == 2
    assert page.count("Rp540.000") >= 2
    assert "Belum dibayar" in page
    assert "Sudah dibayar" in page


def test_the_year_adds_up_without_cancelled_orders(place: Village) -> None:
    purchase_at(place, "paid")
    purchase_at(place, "ordered", hours=24)
    purchase_at(place, "cancelled", hours=48)
    facts = dict(re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", _read(HOME)))
    assert facts == {
        "Rencana": "Rp8.250.000",
        "Sudah dipesan": "Rp1.080.000",
        "Sudah dibayar": "Rp540.000",
        "Jumlah belanja": "2",
    }


def test_drafts_and_discarded_drafts_are_never_public(place: Village) -> None:
    hidden = [draft(place), draft(place)]
    discard(by=place.by("kasi"), purchase=hidden[1])
    assert "Belum ada belanja" in _read(HOME)
    for purchase in hidden:
        _read(_address(purchase), 404)


@pytest.mark.slow
def test_twenty_packages_a_page(place: Village) -> None:
    _ordered(place, 21)
    assert _read(HOME).count("<article") == 20
    assert "Halaman 1 dari 2" in _read(HOME)
    assert _read(f"{HOME}?hal=2").count("<article") == 1
    assert _read(f"{HOME}?hal=99").count("<article") == 1


def test_a_village_without_anything_says_so(place: Village) -> None:
    page = _read("/publik/33.24.04.2001/")
    assert "Rencana tahun ini belum diumumkan" in page
    assert "Belum ada belanja" in page
    assert "ocds.json" not in page


# --- The plan ---------------------------------------------------------------------------------


def _changed_plan(place: Village, activities: int = 1) -> None:
    for number in range(activities):
        activity = type_activity(
            by=place.by("kaur"),
            desa=place.desa,
            year=YEAR,
            code=f"02.03.{number + 10}",
            name=f"Jalan dukuh {number}",
            ceiling=1_000_000,
        )
        type_line(
            by=place.by("kaur"),
            activity=activity,
            account_code="5.3.5.03",
            description="Pasir",
            fund_sources="DDS",
            amount=1_000_000,
        )
    announce_plan(by=place.by("kepala_desa"), desa=place.desa, year=YEAR)


def test_the_plan_says_what_how_much_and_from_which_money(place: Village) -> None:
    page = _read(f"{HOME}rencana/2026/")
    assert "01.01.04 Operasional Kantor" in page
    assert "Rp8.250.000" in page
    assert "Alokasi Dana Desa dan Dana Desa" in page
    assert "Semua versi" not in page


def test_old_versions_of_the_plan_stay_readable(place: Village) -> None:
    _changed_plan(place)
    newest = _read(f"{HOME}rencana/2026/")
    assert "Jalan dukuh 0" in newest
    assert "?versi=1" in newest
    old = _read(f"{HOME}rencana/2026/?versi=1")
    assert "Ini versi lama" in old
    assert "Jalan dukuh 0" not in old


def test_a_long_plan_comes_in_pages(place: Village) -> None:
    _changed_plan(place, 25)
    assert _read(f"{HOME}rencana/2026/").count('<th scope="row">') == 20
    assert _read(f"{HOME}rencana/2026/?hal=2").count('<th scope="row">') == 6


def test_a_year_without_plan_leads_back_to_the_village(place: Village) -> None:
    assert "Rencana 2031 belum diumumkan" in _read(f"{HOME}rencana/2031/", 404)


# --- A package --------------------------------------------------------------------------------


@pytest.mark.parametrize("step", STEPS)
def test_a_package_is_told_in_five_short_sentences(place: Village, step: str) -> None:
    page = _read(_address(purchase_at(place, step)))
    card = page.split('<div class="card">')[1].split("<p><span")[0]
    sentences = re.findall(r"<p>([^<]+)</p>", card)
    assert len(sentences) == 5
    assert sentences[0] == "Desa Pagersari membeli 10 rim Kertas HVS A4 70 gram."
    assert sentences[1] == "Tokonya Toko Sumber Rejeki, harganya Rp540.000."
    assert all(len(sentence.split()) <= 20 for sentence in sentences)


def test_the_sentences_follow_the_purchase(place: Village) -> None:
    assert "Belum dibayar." in _read(_address(purchase_at(place, "accepted")))
    paid = _read(_address(purchase_at(place, "paid", hours=24)))
    assert "Sudah dibayar lunas 7 Mei 2026." in paid
    cancelled = _read(_address(purchase_at(place, "cancelled", hours=48)))
    assert "Pesanan ini dibatalkan 8 Mei 2026." in cancelled
    assert "Tidak ada uang yang dibayarkan." in cancelled


def test_price_and_taxes_are_told_apart(place: Village) -> None:
    page = _read(_address(purchase_at(place, "closed", taxed=True)))
    for amount in ("Rp2.659.500", "Rp40.500", "Rp2.700.000"):
        assert amount in page
    assert "PPh Pasal 22" in page


def test_every_paper_leads_to_its_check(place: Village) -> None:
    page = _read(_address(purchase_at(place, "paid")))
    codes = re.findall(r'href="/cek/([0-9A-Z]{12})"', page)
    assert len(codes) == 8
    for code in codes:
        assert "Surat ini asli" in _read(f"/cek/{code}")


def test_photos_of_goods_are_public_and_receipts_are_not(place: Village) -> None:
    purchase = purchase_at(place, "received")
    assert "/foto/" not in _read(_address(purchase))
    goods = b"a photo of the goods"
    attach_photo(by=place.by("kasi"), dossier=purchase.dossier, kind="barang", photo=goods)
    assert _read(_address(purchase)).count("/foto/") == 1
    response = Client().get(f"{_address(purchase)}foto/1")
    assert (response.content, response["Content-Type"]) == (goods, "image/jpeg")
    assert JPEG not in response.content
    _read(f"{_address(purchase)}foto/2", 404)
    _read(f"{_address(purchase)}foto/0", 404)


# --- What is not there ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "/publik/99.99.99.9999/",
        "/publik/x/rencana/2026/",
        "/publik/x/ocds.json",
        f"{HOME}paket/2026-9999/",
        f"{HOME}paket/1/",
        f"{HOME}paket/2026-0001/ocds.json",
        f"{HOME}ocds.json",
        f"{HOME}ocds.json?tahun=1999",
        f"{HOME}ocds.json?tahun=x",
    ],
)
def test_what_is_not_there_is_said_in_words(place: Village, address: str) -> None:
    page = _read(address, 404)
    assert "<h1>" in page
    assert 'class="btn"' in page


def test_a_package_of_another_village_is_not_there(place: Village) -> None:
    number = _address(purchase_at(place, "ordered")).removeprefix(HOME)
    _read(f"/publik/33.24.04.2001/{number}", 404)
    _read(f"/publik/33.24.04.2001/{number}ocds.json", 404)


def test_practice_villages_are_not_public(place: Village) -> None:
    desa, twin = place.desa, desa_named(place.desa.kab, "Gedong")
    desa.twin_of = twin
    desa.save()
    _read(HOME, 404)
    assert HOME not in _read("/publik/?kecamatan=33.24.04")
    assert not Release.objects.of(desa).exists()


# --- Frame ------------------------------------------------------------------------------------


@pytest.fixture
def addresses(place: Village) -> list[str]:
    purchase = purchase_at(place, "paid")
    page = _address(purchase)
    code = re.findall(r"/cek/([0-9A-Z]{12})", _read(page))[0]
    return [
        "/publik/",
        "/publik/kebijakan/",
        "/publik/?kecamatan=33.24.04",
        HOME,
        f"{HOME}rencana/2026/",
        page,
        f"{HOME}ocds.json",
        f"{page}ocds.json",
        "/cek/",
        f"/cek/{code}",
    ]


def test_public_pages_set_no_cookie_and_may_be_kept_a_minute(addresses: list[str]) -> None:
    for address in addresses:
        response = Client().get(address)
        assert response.status_code == 200, address
        assert not response.cookies, address
        assert response["Cache-Control"] == "public, max-age=60", address


def test_what_a_logged_in_person_sees_is_kept_by_nobody(addresses: list[str]) -> None:
    client = client_for("pagersari-kasi")
    for address in addresses:
        assert client.get(address)["Cache-Control"] == "no-store", address


def test_public_pages_cannot_be_written_to(addresses: list[str]) -> None:
    for address in addresses:
        assert Client().post(address).status_code == 405, address


@pytest.mark.slow
def test_public_pages_weigh_little(place: Village, addresses: list[str]) -> None:
    _ordered(place, 25)
    for address in addresses:
        if not address.endswith(".json"):
            weight = len(gzip.compress(Client().get(address).content, 6))
            assert weight <= 3_000, (address, weight)


def test_a_check_with_its_styles_fits_in_six_kilobytes(addresses: list[str]) -> None:
    page = Client().get(addresses[-1]).content
    sheet = re.search(rb'href="/s/(web/pbj\.[^"]+\.css)"', page)
    assert sheet is not None
    styles = (settings.STATIC_ROOT / sheet[1].decode()).read_bytes()
    assert len(gzip.compress(page, 6)) + len(gzip.compress(styles)) <= 6_144


# --- Cost -------------------------------------------------------------------------------------


def _queries(address: str) -> int:
    Client().get(address)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert Client().get(address).status_code == 200
    return len(captured)


@pytest.mark.slow
def test_a_village_costs_the_same_queries_with_one_three_or_many_packages(place: Village) -> None:
    found = []
    for more in (1, 2, 30):
        _ordered(place, more)
        found.append(_queries(HOME))
    assert found == [9, 9, 9]


def test_a_package_costs_the_same_queries_whatever_happened_to_it(place: Village) -> None:
    paid = [
        _queries(_address(purchase_at(place, step, taxed=taxed, hours=24 * number)))
        for number, (step, taxed) in enumerate([("paid", False), ("closed", True)])
    ]
    assert paid == [13, 13]


def test_a_plan_costs_the_same_queries_with_few_or_many_rows(place: Village) -> None:
    found = []
    for number, more in enumerate((0, 2, 40)):
        if more:
            _more_activities(place, number, more)
        found.append(_queries(f"{HOME}rencana/2026/"))
    assert found == [4, 4, 4]


def _more_activities(place: Village, series: int, count: int) -> None:
    for number in range(count):
        activity = type_activity(
            by=place.by("kaur"),
            desa=place.desa,
            year=YEAR,
            code=f"0{series}.03.{number + 10}",
            name="Jalan",
            ceiling=1_000_000,
        )
        type_line(
            by=place.by("kaur"),
            activity=activity,
            account_code="5.3.5.03",
            description="Pasir",
            amount=1_000_000,
        )
    announce_plan(by=place.by("kepala_desa"), desa=place.desa, year=YEAR)


@pytest.mark.slow
def test_a_package_and_the_data_cost_the_same_with_one_or_many(place: Village) -> None:
    found = []
    for more in (1, 2, 20):
        _ordered(place, more)
        found.append(_queries(f"{HOME}ocds.json"))
    assert found == [4, 4, 4]


def test_finding_a_village_costs_few_queries(place: Village) -> None:
    assert _queries("/publik/") <= 4
    assert _queries("/publik/?kecamatan=33.24.04") == 2
    assert _queries("/publik/?cari=a") == 2
