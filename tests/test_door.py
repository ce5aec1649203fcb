"""A supplier without an account or app: link, code, prices, receipt (A008)."""

import gzip
import io
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from pbjdesa.documents.paper.testing import text_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.once import FormKey, new_key
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Offer, OfferPhoto
from pbjdesa.procurement.operations import new_code, open_offers
from pbjdesa.web.penawaran.door import IDLE
from tests import tenders
from tests.supplier_phone import NAMES, NOW, Asked, Phone
from tests.tenders import CLOSING
from tests.world import territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def asked() -> Asked:
    place = tenders.tender_village(territory())
    purchase = tenders.request_sent(place)
    invitees = tenders.invitees(purchase)
    return Asked(
        place,
        purchase,
        invitees,
        [queries.link_of(one) for one in invitees],
        [queries.code_of(one) for one in invitees],
        [item.pk for item in queries.items_of(purchase)],
    )


@pytest.fixture
def phone(asked: Asked) -> Phone:
    return Phone(asked)


def offers(asked: Asked) -> list[Offer]:
    return list(Offer.objects.of(asked.place.desa).order_by("version"))


# --- Before the code --------------------------------------------------------------------------


def test_a_link_opens_without_account_and_says_what_by_whom_until_when(phone: Phone) -> None:
    page = phone.get()
    assert "Semen 40 kg" in page
    assert "200 sak" in page
    assert "TPK Desa Pagersari, Kecamatan Patean, Kabupaten Kendal" in page
    assert "sebelum pukul 10.00.00 WIB" in page
    assert 'href="/masuk"' not in page


def test_before_the_code_nothing_tells_whose_link_it_is_or_what_was_saved(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000", act="simpan")
    stranger = Phone(phone.asked)
    page = stranger.get()
    for secret in (NAMES[0], "66.000", "70.000", "Hartono", phone.asked.codes[0]):
        assert secret not in page
    for inner in ("isi/", "periksa/", "bukti/", "tarik/", "surat.pdf"):
        assert stranger.client.get(stranger.home + inner)["Location"] == f"{stranger.home}?lama=1"


def test_an_unknown_link_is_told_so_kindly(asked: Asked) -> None:
    for page in ("", "isi/", "periksa/", "bukti/", "tarik/", "surat.pdf"):
        response = Client().get(f"/p/{'x' * 22}/{page}")
        assert response.status_code == 404
        assert "Minta tautan baru ke TPK desa" in response.content.decode()


def test_wrong_codes_are_counted_and_then_wait(phone: Phone) -> None:
    answers = [phone.send(code="AAAAAA")[1] for _ in range(5)]
    assert "Kode belum cocok. Coba lagi, tinggal 4 kali." in answers[0]
    assert "Tunggu 5 menit" in answers[4]
    status, page = phone.send(code=phone.asked.codes[0])
    assert status == 422
    assert "Tunggu 5 menit" in page
    with clock.frozen(NOW + timedelta(minutes=6)):
        phone.come_in()


def test_an_empty_code_is_asked_for_without_counting(phone: Phone) -> None:
    assert "Isi kode 6 huruf dan angka dari desa." in phone.send(code=" ")[1]
    invitee = queries.invitee_by_token(phone.asked.tokens[0])
    assert invitee is not None
    assert invitee.code_failures == 0


def test_the_code_of_another_supplier_opens_nothing(asked: Asked) -> None:
    phone = Phone(asked, 0)
    assert phone.send(code=asked.codes[1])[0] == 422
    Phone(asked, 1).come_in()


def test_one_phone_with_two_links_keeps_them_apart(asked: Asked) -> None:
    first, second = Phone(asked, 0), Phone(asked, 1)
    second.client = first.client
    first.come_in()
    assert second.client.get(second.home + "isi/").status_code == 302
    second.come_in()
    assert NAMES[0] in first.get("isi/")
    assert NAMES[1] in second.get("isi/")


# --- The offer --------------------------------------------------------------------------------


def test_prices_go_from_form_over_review_to_receipt(phone: Phone) -> None:
    phone.come_in()
    assert phone.offer("66.000", "280000", "250.000") == (302, "periksa/")
    review = phone.get("periksa/")
    assert "Rp22.550.000" in review
    assert "dua puluh dua juta lima ratus lima puluh ribu rupiah" in review
    assert "Rp13.200.000" in review
    assert phone.confirm() == (302, "bukti/")
    receipt = phone.get("bukti/")
    (offer,) = offers(phone.asked)
    assert "Penawaran Anda sudah masuk" in receipt
    assert "pukul 10.00.00 WIB" in receipt
    assert offer.sha256[:12] in receipt
    assert "-".join(offer.check_code[at : at + 4] for at in (0, 4, 8)) in receipt
    assert phone.client.get(phone.home)["Location"].endswith("/bukti/")


def test_what_was_saved_waits_on_this_phone_and_is_not_sent(phone: Phone) -> None:
    phone.come_in()
    assert phone.offer("66.000", "", "250.000", act="simpan") == (302, "isi/?tersimpan=1")
    page = phone.get("isi/?tersimpan=1")
    assert "Belum dikirim ke desa" in page
    assert 'value="66.000"' in page
    assert offers(phone.asked) == []


def test_an_empty_line_is_not_offered(phone: Phone) -> None:
    phone.come_in()
    assert phone.offer("66.000", "", "250.000") == (302, "periksa/")
    assert "Tidak ditawarkan" in phone.get("periksa/")
    assert "Rp16.950.000" in phone.get("periksa/")


def test_slips_are_told_beside_the_field_and_nothing_typed_is_lost(phone: Phone) -> None:
    phone.come_in()
    status, page = phone.offer(
        "1,5 juta", "0", "250.000", work_days="dua", valid_days="", statement=""
    )
    assert status == 422
    assert "Tulis “1,5 juta” dengan angka lengkap" in page
    assert "Tulis dengan angka saja, contoh 14." in page
    assert "Isi berapa hari penawaran ini berlaku" in page
    assert "Centang pernyataan ini bila isinya benar." in page
    assert 'value="1,5 juta"' in page
    assert 'value="dua"' in page
    assert page.count('aria-invalid="true"') == 4


def test_the_receipt_is_a_paper_too_with_the_code_and_no_price(phone: Phone) -> None:
    phone.come_in().complete("66.000", "280000", "250.000")
    (offer,) = offers(phone.asked)
    pdf = phone.client.get(f"{phone.home}bukti.pdf")
    assert pdf["Content-Type"] == "application/pdf"
    printed = text_of(pdf.content).replace("\n", " ")
    assert "-".join(offer.check_code[at : at + 4] for at in (0, 4, 8)) in printed
    assert "10.00.00 WIB" in printed
    assert offer.sha256 in printed.replace(" ", "")
    assert "66.000" not in printed
    assert f"{phone.home}bukti.pdf" in phone.get("bukti/")


def test_sending_again_replaces_and_both_receipts_can_be_checked(phone: Phone) -> None:
    phone.come_in().complete("66.000", "280.000", "250.000")
    assert "Kiriman baru akan menggantikannya" in phone.get("isi/")
    phone.complete("65.000", "275.000", "240.000")
    first, second = offers(phone.asked)
    assert first.replaced_at is not None
    assert second.version == 2
    checked = Client().get(f"/cek/{first.check_code}").content.decode()
    assert "sudah diganti kiriman baru" in checked
    checked = Client().get(f"/cek/{second.check_code}").content.decode()
    assert "Tanda terima ini asli" in checked
    assert "Masih terkunci sampai dibuka" in checked
    assert "65.000" not in checked


def test_taking_back_asks_why_and_may_be_followed_by_another(phone: Phone) -> None:
    phone.come_in().complete("66.000", "280.000", "250.000")
    assert "Tulis alasannya" in phone.send("tarik/", note=" ")[1]
    assert phone.send("tarik/", note="Salah hitung") == (302, "isi/?ditarik=1")
    assert "Penawaran sudah ditarik" in phone.get("isi/?ditarik=1")
    assert 'value="66.000"' in phone.get("isi/")
    assert phone.client.get(phone.home + "bukti/").status_code == 302
    phone.complete("65.000", "275.000", "240.000")
    assert [offer.withdrawn_at is None for offer in offers(phone.asked)] == [False, True]


def test_a_photo_comes_along_sealed(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000")
    picture = io.BytesIO()
    Image.new("RGB", (60, 80), (200, 30, 30)).save(picture, "JPEG")
    picture.seek(0)
    picture.name = "surat.jpg"
    assert phone.confirm(photo=picture) == (302, "bukti/")
    (kept,) = OfferPhoto.objects.of(phone.asked.place.desa)
    assert "JFIF" not in bytes.fromhex(kept.sealed).decode("latin-1")


def test_what_changed_since_it_was_shown_is_shown_again_before_it_is_sent(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000")
    seen = re.findall(r'name="seen" value="(\w+)"', phone.get("periksa/"))[0]
    phone.offer("660.000", "280.000", "250.000")
    status, page = phone.send("periksa/", seen=seen)
    assert status == 422
    assert "Isinya berubah sejak halaman ini dibuka" in page
    assert offers(phone.asked) == []


# --- Once, and in time ------------------------------------------------------------------------


def test_double_taps_send_once(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000")
    seen = re.findall(r'name="seen" value="(\w+)"', phone.get("periksa/"))[0]
    key = new_key()
    answers = {phone.send("periksa/", key=key, seen=seen) for _ in range(3)}
    assert answers == {(302, "bukti/")}
    assert len(offers(phone.asked)) == 1


def test_the_used_keys_hold_neither_the_link_nor_anything_to_try_prices_against(
    phone: Phone,
) -> None:
    from pbjdesa.kernel import once

    key = new_key()
    fields = {f"price_{pk}": "190000" for pk in phone.asked.items}
    phone.come_in().send("isi/", key=key, act="simpan", **fields)
    row = FormKey.objects.get(kab_id=phone.asked.place.desa.kab_id, key=key)
    assert phone.asked.tokens[0] not in row.answer
    typed = [("act", "simpan"), *fields.items()]
    invitee = phone.asked.invitees[0].pk
    assert row.content != once.fingerprint(f"{phone.home}isi/", invitee, typed)


def test_after_the_closing_every_form_says_so_and_keeps_what_was_typed(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000")
    seen = re.findall(r'name="seen" value="(\w+)"', phone.get("periksa/"))[0]
    with clock.frozen(CLOSING - timedelta(seconds=1)):
        phone.send(code=phone.asked.codes[0])
    with clock.frozen(CLOSING):
        status, page = phone.offer("65.000", "275.000", "240.000")
        assert status == 422
        assert "Penawaran ini terlambat" in page
        assert 'value="65.000"' in page
        status, page = phone.send("periksa/", seen=seen)
        assert status == 422
        assert "Penawaran ini terlambat" in page
        assert "Rp22.550.000" in page
        assert phone.send("tarik/", note="Salah")[0] == 422
        assert "Tidak ada penawaran dari Anda yang masuk" in phone.get("isi/")
    assert offers(phone.asked) == []


def test_a_receipt_stays_after_the_opening(phone: Phone) -> None:
    phone.come_in().complete("66.000", "280.000", "250.000")
    with clock.frozen(CLOSING + timedelta(minutes=5)):
        open_offers(by=phone.asked.place.by("tpk_ketua"), purchase=phone.asked.purchase)
        phone.send(code=phone.asked.codes[0])
        page = phone.get("bukti/")
        assert "Penawaran Anda sudah masuk" in page
        assert "Waktu penawaran sudah habis" in page
        assert "Ubah penawaran" not in page


# --- The phone's own entry --------------------------------------------------------------------


def test_after_a_pause_the_code_is_asked_again_and_nothing_is_lost(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000", act="simpan")
    with clock.frozen(NOW + IDLE + timedelta(seconds=1)):
        assert phone.client.get(phone.home + "isi/")["Location"].endswith("/?lama=1")
        status, page = phone.offer("65.000", "275.000", "240.000")
        assert status == 422
        assert 'value="65.000"' in page
        assert "Kode dari desa" in page
        assert phone.offer("65.000", "275.000", "240.000", code=phone.asked.codes[0]) == (
            302,
            "periksa/",
        )
        assert "Rp22.100.000" in phone.get("periksa/")


def test_a_pause_and_the_code_bring_the_saved_offer_back(phone: Phone) -> None:
    phone.come_in().offer("66.000", "280.000", "250.000", act="simpan")
    with clock.frozen(NOW + IDLE + timedelta(seconds=1)):
        phone.send(code=phone.asked.codes[0])
        assert 'value="66.000"' in phone.get("isi/")


def test_a_new_code_shuts_out_every_phone(phone: Phone) -> None:
    phone.come_in()
    invitee = phone.asked.invitees[0]
    new_code(by=phone.asked.place.by("tpk_ketua"), invitee=invitee)
    assert phone.client.get(phone.home + "isi/").status_code == 302


def test_the_cookie_is_the_invitations_own_and_is_signed(phone: Phone) -> None:
    phone.come_in()
    (name,) = [name for name in phone.client.cookies if name.startswith("penawar-")]
    cookie = phone.client.cookies[name]
    assert cookie["path"] == phone.home
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    phone.client.cookies[name] = cookie.value.replace("|", "|9")
    assert phone.client.get(phone.home + "isi/").status_code == 302


def test_it_opens_nothing_of_the_village(phone: Phone) -> None:
    phone.come_in()
    assert phone.client.get("/desa/belanja/").status_code == 302
    assert "sesi" not in phone.client.cookies


# --- Frame ------------------------------------------------------------------------------------


def test_pages_at_the_door_are_kept_by_nobody_and_weigh_little(phone: Phone) -> None:
    phone.come_in().complete("66.000", "280.000", "250.000")
    for page in ("", "isi/", "periksa/", "bukti/", "tarik/"):
        response = (Client() if not page else phone.client).get(phone.home + page)
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert len(gzip.compress(response.content, 6)) <= 3_000, page


def test_a_page_costs_the_same_queries_with_few_and_many_offers(phone: Phone) -> None:
    phone.come_in()
    counts = []
    for _ in range(3):
        phone.complete("66.000", "280.000", "250.000")
        with CaptureQueriesContext(connection) as captured:
            phone.get("bukti/")
        counts.append(len(captured))
    assert len(set(counts)) == 1
