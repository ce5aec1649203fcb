"""Pages about suppliers: what a village, a stall owner and the kabupaten type and read."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.suppliers import queries
from pbjdesa.suppliers.models import Supplier
from pbjdesa.suppliers.operations import SupplierData, register_itself, register_supplier
from tests import scene
from tests.clients import client_for
from tests.world import PIN, Village, announced, draft, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NOW = datetime(2026, 11, 24, 3, tzinfo=UTC)


@pytest.fixture(autouse=True)
def still() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


def as_(office: str) -> Client:
    return client_for(f"pagersari-{office}")


def admin(place: Village) -> Client:
    person = register_person(by=None, kab=place.desa.kab, name="Sri Hartati")
    appoint(by=None, person=person, office="admin_kabupaten", from_date=NOW.date())
    open_account(by=None, person=person, username="admin-kendal", pin=PIN)
    return client_for("admin-kendal")


def typed(stands: Village, **more: str) -> dict[str, str]:
    return {
        "kunci": new_key(),
        "name": "Warung Bu Tini",
        "owner_name": "Tini",
        "place": f"desa-{stands.desa.pk}",
        "address": "Dusun Gempol RT 03",
        "entity_type": "individual",
        "goods": "beras, gula",
        "phone": "0812 2999 0002",
        **more,
    }


def where(place: Village) -> str:
    return f"{reverse('supplier-itself')}?kecamatan={place.desa.kecamatan.code}"


def test_a_stall_registers_itself_and_comes_back_with_its_code(place: Village) -> None:
    """A052: no account, no app; a double send registers once."""
    phone, form = Client(), typed(place)
    assert "Patean" in phone.get(reverse("supplier-itself")).content.decode()
    first, again = phone.post(where(place), form), phone.post(where(place), form)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    page = phone.get(first["Location"]).content.decode()
    (code,) = re.findall(r"kode Anda: (\d{3} \d{3})", page)
    assert "Menunggu diperiksa" in page
    (supplier,) = Supplier.objects.of(place.desa).filter(name="Warung Bu Tini")
    assert supplier.status == "waiting"
    other = Client()
    assert "Kode Anda" in other.get(first["Location"]).content.decode()
    wrong = other.post(first["Location"], {"kunci": new_key(), "code": "x"})
    assert wrong.status_code == 422
    assert other.post(first["Location"], {"code": code}).status_code == 302
    assert "Menunggu diperiksa" in other.get(first["Location"]).content.decode()


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        ({"nib": "12"}, "NIB terdiri dari 13 angka"),
        ({"npwp": "12"}, "NPWP terdiri dari 15 atau 16 angka"),
        ({"phone": "tanya"}, "Nomor telepon belum benar"),
        ({"goods": ""}, "barang atau jasa yang dijual"),
        ({"place": "desa-1"}, "Pilih tempat usahanya"),
        ({"place": ""}, "Pilih tempat usahanya"),
        ({"spot": "di sana"}, "dua angka dari peta"),
        ({"spot": "1.5, 2.5"}, "di luar Indonesia"),
        ({"name": "\0"}, "Isi nama toko"),
        ({"name": "x" * 500}, "Terlalu panjang"),
    ],
)
def test_a_slip_is_said_and_what_was_typed_stays(
    place: Village, slip: dict[str, str], sentence: str
) -> None:
    answer = Client().post(where(place), typed(place, **slip))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Dusun Gempol RT 03" in page
    assert not Supplier.objects.of(place.desa).filter(owner_name="Tini").exists()


def test_a_village_looks_and_takes_in(place: Village) -> None:
    register_itself(
        by=None,
        kab=place.desa.kab,
        data=SupplierData(
            "Warung Bu Tini", "Tini", "Gempol", phone="0812 2999 0002", goods="beras"
        ),
    )
    kasi = as_("kasi")
    assert "1 pendaftaran menunggu" in kasi.get(reverse("supplier-list")).content.decode()
    waiting = kasi.get(reverse("supplier-list") + "?lihat=menunggu").content.decode()
    (pk,) = re.findall(r"/penyedia/kelola/(\d+)/", waiting)
    address = reverse("supplier-review", args=[pk])
    answer = kasi.post(address, {"kunci": new_key(), "answer": "tolak", "note": ""})
    assert "Tulis alasannya" in answer.content.decode()
    assert kasi.post(address, {"kunci": new_key(), "answer": "terima"}).status_code == 302
    late = as_("kaur").post(address, {"kunci": new_key(), "answer": "terima"})
    assert late.status_code == 409
    assert "Warung Bu Tini" in kasi.get(reverse("supplier-list")).content.decode()


def test_a_kasi_of_one_field_works_in_the_whole_register(place: Village) -> None:
    """A decree that names activities says nothing about shops."""
    person = register_person(by=None, kab=place.desa.kab, name="Kusno", desa=place.desa)
    appoint(
        by=None,
        person=person,
        office="kasi",
        from_date=NOW.date(),
        desa=place.desa,
        activity_prefixes=("02.",),
    )
    open_account(by=None, person=person, username="pagersari-bidang", pin=PIN)
    client = as_("bidang")
    assert client.get(reverse("supplier-new")).status_code == 200
    assert client.post(reverse("supplier-new"), typed(place)).status_code == 302


def test_the_same_nib_offers_the_supplier_that_is_there(place: Village) -> None:
    nib = "1234567890123"
    data = SupplierData("Toko Satu", "Satu", "Gempol RT 1", nib=nib)
    there = register_supplier(by=place.by("kasi"), desa=place.desa, data=data)
    answer = as_("kasi").post(reverse("supplier-new"), typed(place, nib=nib))
    assert answer.status_code == 422
    assert reverse("supplier-detail", args=[there.pk]) in answer.content.decode()


def test_a_new_account_needs_a_second_person_and_a_pin(place: Village) -> None:
    address = reverse("supplier-bank", args=[place.supplier.pk])
    sent = as_("kasi").post(address, {"kunci": new_key(), "bank": "Bank X 99998888"})
    assert sent.status_code == 302
    old = queries.bank_of(place.supplier)
    own = as_("kasi").get(address).content.decode()
    assert "Rekening baru benar" not in own
    second = as_("sekdes")
    assert "Rekening baru benar" in second.get(address).content.decode()
    no_pin = second.post(address, {"kunci": new_key(), "answer": "benar"})
    assert "PIN" in no_pin.content.decode()
    place.supplier.refresh_from_db()
    assert queries.bank_of(place.supplier) == old
    done = second.post(address, {"kunci": new_key(), "answer": "benar", "pin": PIN})
    assert done.status_code == 302
    place.supplier.refresh_from_db()
    assert queries.bank_of(place.supplier) == "Bank X 99998888"


def test_whoever_pays_sees_that_another_account_waits(place: Village) -> None:
    purchase = scene.purchase_in(place, "approved")
    as_("kasi").post(
        reverse("supplier-bank", args=[place.supplier.pk]),
        {"kunci": new_key(), "bank": "Bank X 99998888"},
    )
    page = as_("kaur_keuangan").get(reverse("purchase-step", args=[purchase.pk, "bayar"]))
    assert "menunggu orang kedua" in page.content.decode()


def test_the_kabupaten_shuts_out_and_everybody_can_read_it(place: Village) -> None:
    """A056."""
    client = admin(place)
    address = reverse("sanction-new", args=[place.supplier.pk])
    form = {
        "kunci": new_key(),
        "reason": "Barang tidak dikirim.",
        "decree": "SK 5/2026",
        "from_date": "2026-11-24",
        "until_date": "lain",
        "until_date_tgl": "31",
        "until_date_bln": "12",
        "until_date_thn": "2026",
    }
    slip = client.post(address, {**form, "until_date_tgl": "32"})
    assert "Pilih tanggalnya" in slip.content.decode()
    assert client.post(address, form).status_code == 302
    public = Client().get(reverse("public-sanctions")).content.decode()
    for part in ("Toko Sumber Rejeki", "Barang tidak dikirim.", "31 Des 2026"):
        assert part in public
    listed = Client().get(reverse("public-suppliers")).content.decode()
    assert "Dikenai sanksi" in listed
    for secret in ("Wagiman", "0123456789", "Dusun Krajan"):
        assert secret not in public + listed
    (sanction,) = queries.sanctions_of(place.supplier)
    lift = client.post(
        reverse("sanction-lift", args=[sanction.pk]), {"kunci": new_key(), "note": "Sudah dikirim."}
    )
    assert lift.status_code == 302
    assert "Toko Sumber" not in Client().get(reverse("public-sanctions")).content.decode()


def test_an_order_leads_to_the_warning_and_goes_on_after_the_answer(place: Village) -> None:
    """A057."""
    person = register_person(by=None, kab=place.desa.kab, name="WAGIMAN", desa=place.desa)
    appoint(by=None, person=person, office="tpk_anggota", from_date=NOW.date(), desa=place.desa)
    purchase, kasi = draft(place), as_("kasi")
    order = reverse("purchase-step", args=[purchase.pk, "pesan"])
    warnings = reverse("purchase-warnings", args=[purchase.pk])
    led = kasi.get(order)
    assert led["Location"] == warnings
    page = kasi.get(warnings).content.decode()
    assert "nama pemilik sama" in page
    (key,) = re.findall(r'name="key" value="(\w+)"', page)
    form = {"kunci": new_key(), "key": key, "answer": "", "note": ""}
    slip = kasi.post(warnings, form)
    assert slip.status_code == 422
    good = {**form, "answer": "somebody_else", "note": "Saya kenal dua-duanya."}
    assert kasi.post(warnings, good).status_code == 302
    assert kasi.get(order).status_code == 200
    assert kasi.post(order, {"kunci": new_key()}).status_code == 302
    detail = kasi.get(reverse("purchase-detail", args=[purchase.pk])).content.decode()
    assert "Saya kenal dua-duanya." in detail
    late = kasi.post(warnings, {**good, "kunci": new_key()})
    assert late.status_code == 409


def test_a_rating_and_its_answer_stand_in_the_register(place: Village) -> None:
    """A055."""
    purchase, kasi = scene.purchase_in(place, "handed_over"), as_("kasi")
    detail = reverse("purchase-detail", args=[purchase.pk])
    rating = reverse("purchase-rating", args=[purchase.pk])
    assert rating in kasi.get(detail).content.decode()
    form = {"kunci": new_key(), "on_time": "good", "quantity": "good", "quality": "poor"}
    assert "Tulis apa yang kurang" in kasi.post(rating, form).content.decode()
    good = {**form, "sentence": "Dua rim sobek."}
    assert kasi.post(rating, good).status_code == 302
    assert rating not in kasi.get(detail).content.decode()
    link = reverse("supplier-link", args=[place.supplier.pk])
    shown = kasi.get(kasi.post(link, {"kunci": new_key()})["Location"]).content.decode()
    (code,) = re.findall(r"Kode baru: (\d{3} \d{3})", shown)
    own = reverse(
        "supplier-own",
        args=[queries.token_of(Supplier.objects.get(kab=place.desa.kab, pk=place.supplier.pk))],
    )
    phone = Client()
    phone.post(own, {"code": code})
    page = phone.get(own).content.decode()
    assert "Dua rim sobek." in page
    (number,) = re.findall(r'name="rating" value="(\d+)"', page)
    answer = {"kunci": new_key(), "rating": number, "reply": "Sudah kami ganti."}
    assert phone.post(own, {**answer, "reply": ""}).status_code == 422
    assert phone.post(own, answer).status_code == 302
    supplier_page = reverse("supplier-detail", args=[place.supplier.pk])
    assert "Sudah kami ganti." in as_("bpd").get(supplier_page).content.decode()


@pytest.mark.parametrize("address", ["supplier-list", "public-suppliers"])
def test_a_register_of_any_length_asks_the_same_number_of_questions(
    place: Village, address: str
) -> None:
    client = as_("kasi") if address == "supplier-list" else Client()
    counts = []
    for many in (0, 2, 997):
        _fill(place, many)
        client.get(reverse(address))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            page = client.get(reverse(address) + "?cari=toko&hal=1")
        assert page.status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts
    assert len(re.findall(r'class="(?:row|card)"', page.content.decode())) == 20


def _fill(place: Village, many: int) -> None:
    start = Supplier.objects.of(place.desa).count()
    Supplier.objects.bulk_create(
        Supplier(
            id=start + number + 1,
            kab=place.desa.kab,
            desa=place.desa,
            place_desa=place.desa,
            kecamatan=place.desa.kecamatan,
            name=f"Toko {start + number:04d}",
            entity_type="individual",
            owner_name="Contoh",
            address="Gempol",
            registered_at=NOW,
        )
        for number in range(many)
    )
