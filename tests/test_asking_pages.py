"""The pages on which suppliers are asked: from the draft to the hour at which offers close."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from pbjdesa.kernel import clock
from pbjdesa.procurement import queries
from pbjdesa.procurement.models import Purchase
from tests import tenders
from tests.desks import Desk
from tests.tenders import CLOSING, OPENING, START, TenderVillage
from tests.world import PIN, territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place() -> TenderVillage:
    return tenders.tender_village(territory(), logins=True)


def desk(who: str) -> Desk:
    return Desk(f"pagersari-{who}")


def page(purchase: Purchase, where: str = "") -> str:
    return f"/desa/belanja/{purchase.pk}/{where}"


def state(purchase: Purchase) -> str:
    purchase.refresh_from_db()
    return purchase.state


CLOSES = {
    "closes_at": "2026-05-13",
    "closes_at_jam": "10.00",
    "place": "Kantor Desa",
    "work_days": "14",
}


def test_a_draft_above_the_limit_asks_for_no_shop_and_goes_to_the_tpk(place: TenderVillage) -> None:
    with clock.frozen(START):
        purchase = tenders.hps_draft(place)
        kasi = desk("kasi")
        assert "Langkah 4 dari 4" in kasi.read(page(purchase, "waktu/"))
        check = kasi.read(page(purchase, "langkah/serahkan/"))
        for words in ("Permintaan Penawaran", "Rp24.200.000", "Serahkan ke TPK"):
            assert words in check
        assert "Toko" not in check.split("Cara belanja")[0]
        after = kasi.send(page(purchase, "langkah/serahkan/"))
    assert "TPK akan mengundang penyedia" in after
    assert state(purchase) == "preparing"


def test_the_tpk_is_led_from_whom_to_when_to_send(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    ketua = desk("tpk_ketua")
    with clock.frozen(START + timedelta(hours=1)):
        assert "Pilih penyedia, isi jadwal, lalu kirim." in ketua.read("/")
        first = ketua.read(page(purchase, "langkah/undang/"))
        assert "Siapa yang diundang?" in first
        assert "Pilih paling sedikit" in first
        then = ketua.send(page(purchase, "penyedia/"), suppliers=[shop.pk for shop in place.shops])
        assert "Sampai kapan penawaran masuk?" in then
        check = ketua.send(page(purchase, "jadwal/"), **CLOSES)
        assert "Sebelum pukul 10.00.00 WIB, Rabu, 13 Mei 2026" in check
        after = ketua.send(page(purchase, "langkah/undang/"))
    assert "Undangan jadi. Bagikan tautan dan kodenya." in after
    assert after.count("Belum membuka tautan") == len(place.shops)
    assert state(purchase) == "inviting"


def test_fewer_suppliers_need_a_listed_reason(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    ketua, address = desk("tpk_ketua"), page(purchase, "penyedia/")
    with clock.frozen(START + timedelta(hours=1)):
        assert "Pilih dulu penyedia yang diundang." in ketua.send(address)
        least = ketua.read(address)
        assert "Kurang dari" in least
        one = {"suppliers": [place.shops[0].pk]}
        assert "atau pilih alasannya" in ketua.send(address, **one)
        assert "Pilih alasannya dari daftar." in ketua.send(address, **one, too_few_reason="malas")
        ketua.send(address, **one, too_few_reason="one_able")
        strange = ketua.send(address, suppliers=["x", "9" * 40, "-1"], too_few_reason="one_able")
        assert "Pilih dulu penyedia yang diundang." in strange
    tender = queries.tender_of(purchase)
    assert tender is not None
    assert tender.too_few_reason == "one_able"


def test_searching_keeps_what_was_ticked(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    shop = place.shops[0]
    found = desk("tpk_ketua").send(
        page(purchase, "penyedia/"), suppliers=[shop.pk], cari="tidak-ada", do="cari"
    )
    assert f'value="{shop.pk}" checked' in found
    assert place.shops[1].name not in found


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"closes_at": ""}, "Pilih tanggalnya"),
        ({"closes_at": "2026-05-05"}, "Batas waktu ini sudah lewat."),
        ({"closes_at_jam": "10.30"}, "Pilih jamnya."),
        ({"place": "  "}, "Tulis tempatnya"),
        ({"work_days": "dua"}, "Isi berapa hari"),
        ({"work_days": "99999"}, "Isi berapa hari"),
    ],
)
def test_a_schedule_that_cannot_be_is_asked_again(
    place: TenderVillage, wrong: dict[str, str], sentence: str
) -> None:
    purchase = tenders.at_tpk(place)
    with clock.frozen(START + timedelta(hours=1)):
        assert sentence in desk("tpk_ketua").send(page(purchase, "jadwal/"), **{**CLOSES, **wrong})


def test_a_double_tap_sends_one_request(place: TenderVillage) -> None:
    purchase = tenders.request_ready(place)
    with clock.frozen(START + timedelta(hours=1)):
        first, second = desk("tpk_ketua").twice(page(purchase, "langkah/undang/"))
    assert first == second
    assert len(queries.rounds_of(purchase)) == 1


def test_link_and_code_go_separate_ways(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    invitee = tenders.invitees(purchase)[0]
    invitee.supplier.phone = "0812-2999 0001"
    invitee.supplier.save()
    code, token = queries.code_of(invitee), queries.link_of(invitee)
    with clock.frozen(START + timedelta(hours=1)):
        anggota = desk("tpk_anggota")
        address = page(purchase, f"undangan/{invitee.pk}/")
        shown = anggota.read(address)
        assert code in shown
        shared = next(part for part in shown.split('"') if part.startswith("https://wa.me/"))
        assert urlsplit(shared).path == "/6281229990001"
        (text,) = parse_qs(urlsplit(shared).query.replace("&amp;", "&"))["text"]
        assert token in text
        assert code not in text
        again = anggota.send(address, do="kode")
        assert "Kode lama tidak berlaku." in again
        invitee.refresh_from_db()
        assert queries.code_of(invitee) != code
        assert "Pilih satu tombol." in anggota.send(address, do="hapus")


def test_an_envelope_is_taken_in_before_the_hour_only(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    one, other = tenders.invitees(purchase)[:2]
    ketua = desk("tpk_ketua")
    with clock.frozen(CLOSING - timedelta(seconds=1)):
        taken = ketua.send(page(purchase, f"undangan/{one.pk}/"), do="amplop")
        assert "Amplop diterima" in taken
        address = page(purchase, f"undangan/{other.pk}/")
        late = {"do": "amplop", "kunci": ketua.key(address)}
    with clock.frozen(CLOSING):
        answer = ketua.client.post(address, late)
        assert answer.status_code == 422
        assert "Amplop sudah saya terima" not in answer.content.decode()
    assert len(queries.living_offers(one.tender)) == 1


def test_before_the_hour_only_who_answered_is_seen(place: TenderVillage) -> None:
    purchase = tenders.offers_sent(place)
    address = page(purchase, "langkah/buka/")
    with clock.frozen(CLOSING - timedelta(seconds=1)):
        shown = desk("tpk_ketua").read(address)
        assert "2 dari 3 penyedia" in shown
        assert "Sudah menawar" in shown
        assert "Harga masih tertutup" in shown
        assert 'name="pin"' not in shown
        assert "Rp22.990.000" not in shown
    with clock.frozen(OPENING):
        ketua = desk("tpk_ketua")
        assert "Isi PIN Anda" in ketua.send(address)
        assert "Penawaran dibuka." in ketua.send(address, pin=PIN)
    assert state(purchase) == "opened"


def test_more_time_is_given_with_a_reason(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    address = page(purchase, "batas-waktu/")
    later = {"closes_at": "2026-05-15", "closes_at_jam": "10.00"}
    with clock.frozen(START + timedelta(hours=1)):
        ketua = desk("tpk_ketua")
        assert "Tulis mengapa waktunya ditambah." in ketua.send(address, **later)
        assert "Jumat, 15 Mei 2026" in ketua.send(address, **later, reason="Toko minta waktu.")


def test_returned_to_the_kasi_with_the_note_on_top(place: TenderVillage) -> None:
    purchase = tenders.at_tpk(place)
    with clock.frozen(START + timedelta(hours=1)):
        after = desk("tpk_ketua").send(
            page(purchase, "langkah/kembalikan-rancangan/"), note="HPS semen tanpa sumber."
        )
        assert "Sudah dikembalikan" in after
        first = desk("kasi").read("/").split("Sesudah itu")[0]
        assert "HPS semen tanpa sumber." in first
    assert state(purchase) == "draft"


@pytest.mark.parametrize("who", ["kasi", "kepala_desa", "sekdes", "bpd"])
def test_only_the_tpk_asks(place: TenderVillage, who: str) -> None:
    preparing, sent = tenders.at_tpk(place), tenders.request_sent(place)
    invitee = tenders.invitees(sent)[0]
    with clock.frozen(START + timedelta(hours=1)):
        assert desk(who).status(page(preparing, "penyedia/")) == 404
        assert desk(who).status(page(preparing, "jadwal/")) == 404
        assert desk(who).status(page(sent, f"undangan/{invitee.pk}/")) == 404
        assert desk(who).status(page(sent, "langkah/buka/")) == 404
