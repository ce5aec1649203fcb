"""The pages from the opening of the offers to the contract, and when a round comes to nothing."""

from datetime import timedelta

import pytest

from pbjdesa.contracts.queries import contract_of
from pbjdesa.kernel import clock
from pbjdesa.procurement import operations, queries
from pbjdesa.procurement.models import Offer, Purchase
from tests import chosen, tenders
from tests.desks import Desk
from tests.tenders import OPENING, TenderVillage
from tests.world import PIN, territory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

LATER = OPENING + timedelta(days=1)
GOOD = {"administrasi": "good", "teknis": "good"}


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


def judge(purchase: Purchase, offer: Offer, **answers: str) -> str:
    address = page(purchase, f"penawaran/{offer.pk}/")
    return desk("tpk_sekretaris").send(address, **(answers or GOOD))


def talk(purchase: Purchase, **changed: str) -> dict[str, object]:
    """The form of a negotiation as the page fills it in, agreed at a thousand less."""
    tender = chosen.round_of(purchase)
    partner = queries.partners_of(tender)[0]
    lines = queries.lines_of(tender)[partner.pk]
    prices = {f"price_{item}": f"{(line.unit_price or 0) - 1000}" for item, line in lines.items()}
    team = [str(seat.pk) for seat in chosen_team(purchase)]
    return {
        **prices,
        "held_on": clock.today("WIB").isoformat(),
        "held_hour": "09.00",
        "place": "Kantor Desa",
        "team": team,
        "guest": "Lestari Ningsih",
        "guest_as": "Pemilik",
        "agreed": "ya",
        **changed,
    }


def chosen_team(purchase: Purchase) -> list:
    from pbjdesa.people.queries import tpk_of

    return tpk_of(purchase.desa, clock.today("WIB"))


def test_suppliers_stand_side_by_side_with_the_cheapest_in_words(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place, (95, 90), missing=2)
    with clock.frozen(LATER):
        shown = desk("bpd").read(page(purchase, "banding/"))
    for words in ("Rp63.000 termurah", "Tidak ditawarkan", "95,0%", "1 barang kosong"):
        assert words in shown
    waiting = tenders.offers_sent(place)
    assert desk("bpd").status(page(waiting, "banding/")) == 404


def test_two_offers_are_judged_with_few_taps_and_the_result_is_kept(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place)
    first, second = chosen.offers_of(purchase)
    address = page(purchase, "langkah/evaluasi/")
    with clock.frozen(LATER):
        shown = desk("tpk_ketua").read(address)
        assert shown.count("Belum diperiksa") == 2
        assert "Simpan hasil evaluasi" not in shown
        assert "Masih 1 penawaran" in judge(purchase, first)
        assert "Simpan hasil evaluasi" in judge(purchase, second)
        after = desk("tpk_ketua").send(address)
    assert "Hasil evaluasi tersimpan." in after
    assert state(purchase) == "evaluated"


def test_a_fail_says_what_is_missing(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place)
    offer = chosen.offers_of(purchase)[0]
    with clock.frozen(LATER):
        assert "Pilih hasil periksanya." in judge(purchase, offer, teknis="good")
        assert "Tulis apa yang kurang" in judge(purchase, offer, administrasi="less")
        note = {"note_administrasi_0": "Belum ditandatangani."}
        assert "Tidak memenuhi" in judge(purchase, offer, administrasi="less", **note)
        again = desk("tpk_ketua").read(page(purchase, f"penawaran/{offer.pk}/"))
    assert "Belum ditandatangani." in again


def test_a_negotiation_is_filled_in_and_kept(place: TenderVillage) -> None:
    purchase = chosen.evaluated(place)
    address = page(purchase, "langkah/negosiasi/")
    with clock.frozen(LATER):
        ketua = desk("tpk_ketua")
        shown = ketua.read(address)
        for words in ("UD Sinar Patean", "Purwanto, Ketua TPK", "Lestari Ningsih", "63.000"):
            assert words in shown
        assert "Pilih hasil negosiasinya." in ketua.send(address, **talk(purchase, agreed=""))
        nobody = ketua.send(address, **{**talk(purchase), "team": []})
        assert "Pilih anggota TPK yang hadir." in nobody
        item = queries.items_of(purchase)[0]
        dearer = ketua.send(address, **talk(purchase, **{f"price_{item.pk}": "99.000"}))
        assert "tidak boleh di atas penawaran" in dearer
        assert "99.000" in dearer
        assert "Negosiasi tercatat." in ketua.send(address, **talk(purchase))
    assert state(purchase) == "negotiated"


@pytest.mark.parametrize("hour", [0, 3, 6, 7, 12, 21, 23])
def test_the_suggested_hour_of_a_negotiation_has_been_at_every_hour_of_the_day(
    place: TenderVillage, hour: int
) -> None:
    purchase = chosen.evaluated(place)
    address = page(purchase, "langkah/negosiasi/")
    midnight = clock.in_zone(LATER + timedelta(days=1), "WIB").replace(hour=0, minute=0)
    with clock.frozen(midnight + timedelta(hours=hour, minutes=1)):
        ketua = desk("tpk_ketua")
        suggested = f"{hour:02}.00"
        assert f'<option value="{suggested}" selected>' in ketua.read(address)
        sent = ketua.send(address, **talk(purchase, held_hour=suggested))
        assert "Negosiasi tercatat." in sent


def test_without_agreement_the_next_supplier_is_open(place: TenderVillage) -> None:
    purchase = chosen.evaluated(place)
    address = page(purchase, "langkah/negosiasi/")
    with clock.frozen(LATER):
        ketua = desk("tpk_ketua")
        assert "Tulis mengapa belum sepakat." in ketua.send(
            address, **talk(purchase, agreed="tidak")
        )
        ketua.send(address, **talk(purchase, agreed="tidak", talk_note="Tidak mau turun."))
        then = ketua.read(address)
        assert "Belum sepakat dengan UD Sinar Patean." in then
        assert "Negosiasi dengan Toko Bangunan Jaya" in " ".join(then.split())
        ketua.send(address, **talk(purchase, agreed="tidak", talk_note="Tidak mau turun."))
        assert "Negosiasi tidak mencapai kesepakatan" in ketua.read(address)
        ways = ketua.read(page(purchase, "kembalikan/"))
        assert "Undang lagi" in ways
        again = ketua.send(page(purchase, "langkah/undang-lagi/"), note="Harga tidak sepakat.")
    assert "Siapkan undangan yang baru." in again
    assert state(purchase) == "preparing"
    assert [one.failed_as for one in queries.rounds_of(purchase)] == ["no_agreement", ""]


def test_the_winner_is_chosen_with_the_pin(place: TenderVillage) -> None:
    purchase = chosen.negotiated(place)
    address = page(purchase, "langkah/pemenang/")
    with clock.frozen(LATER):
        ketua = desk("tpk_ketua")
        shown = ketua.read(address)
        assert "UD Sinar Patean" in shown
        assert "Mengapa" not in shown
        assert "Isi PIN Anda" in ketua.send(address)
        first, second = ketua.twice(address, pin=PIN)
        assert first == second
    assert state(purchase) == "awarded"


def test_one_offer_alone_needs_its_reason(place: TenderVillage) -> None:
    purchase = chosen.evaluated(place, (95,))
    with clock.frozen(LATER):
        chosen.negotiate(place, purchase)
        ketua, address = desk("tpk_ketua"), page(purchase, "langkah/pemenang/")
        shown = ketua.read(address)
        assert "Mengapa cukup satu penawaran?" in shown
        assert "Penyedia lain diundang tetapi tidak menawar" in shown
        assert "Pilih alasan mengapa cukup satu penawaran." in ketua.send(address, pin=PIN)
        assert "Pemenang ditetapkan." in ketua.send(
            address, pin=PIN, one_offer_reason="others_silent"
        )


def test_the_kasi_signs_after_five_lines_and_the_papers(place: TenderVillage) -> None:
    purchase = chosen.awarded(place)
    address = page(purchase, "langkah/perjanjian/")
    with clock.frozen(LATER):
        kasi = desk("kasi")
        shown = kasi.read(address)
        for words in ("UD Sinar Patean", "10 hari sesudah ini", "rupiah"):
            assert words in shown
        assert "Perjanjian jadi." in kasi.send(address, pin=PIN)
    assert state(purchase) == "ordered"
    assert contract_of(purchase) is not None


def test_the_winner_withdraws_and_the_tpk_goes_on(place: TenderVillage) -> None:
    purchase = chosen.awarded(place)
    with clock.frozen(LATER):
        kasi = desk("kasi")
        ways = kasi.read(page(purchase, "kembalikan/"))
        for words in ("Kembalikan ke TPK", "Pemenang mundur", "Batalkan pengadaan"):
            assert words in ways
        gone = kasi.send(page(purchase, "langkah/pemenang-mundur/"), note="Barang kosong.")
        assert "TPK memilih penawaran lain" in gone
        shown = desk("tpk_ketua").read(page(purchase, "langkah/negosiasi/"))
        assert "Toko Bangunan Jaya" in shown
    assert state(purchase) == "evaluated"


def test_no_offer_leads_to_the_ways_that_the_rules_allow(place: TenderVillage) -> None:
    purchase = tenders.opened(place, tenders.request_sent(place))
    with clock.frozen(LATER):
        ketua = desk("tpk_ketua")
        assert "Tidak ada penawaran" in ketua.read(page(purchase, "langkah/evaluasi/"))
        ways = ketua.read(page(purchase, "kembalikan/"))
        for words in ("Undang lagi", "Perluas wilayah undangan", "Putaran baru."):
            assert words in ways
        missing = ketua.send(page(purchase, "langkah/perluas/"), note="")
        assert "Tulis sebabnya" in missing
        ketua.send(page(purchase, "langkah/perluas/"), note="Hanya satu toko di desa.")
    tender = queries.tender_of(purchase)
    assert tender is not None
    assert (tender.round, tender.reach) == (2, "kecamatan")


def test_cancelling_takes_a_reason_and_the_pin(place: TenderVillage) -> None:
    purchase = tenders.offers_opened(place)
    address = page(purchase, "langkah/batalkan-pengadaan/")
    with clock.frozen(LATER):
        kasi = desk("kasi")
        assert "Isi PIN Anda" in kasi.send(address, note="Kebutuhan berubah.")
        assert "Tulis alasannya" in kasi.send(address, pin=PIN)
        assert "Pengadaan dibatalkan." in kasi.send(address, note="Berubah.", pin=PIN)
    assert state(purchase) == "cancelled"


def test_a_paper_offer_is_typed_by_two(place: TenderVillage) -> None:
    purchase = tenders.request_sent(place)
    invitee = tenders.invitees(purchase)[0]
    with clock.frozen(tenders.START + timedelta(days=1)):
        operations.take_envelope(by=place.by("tpk_ketua"), invitee=invitee)
    tenders.opened(place, purchase)
    (offer,) = chosen.offers_of(purchase)
    address = page(purchase, f"penawaran/{offer.pk}/ketik/")
    items = queries.items_of(purchase)
    typed: dict[str, object] = {f"price_{item.pk}": "60.000" for item in items}
    typed |= {"work_days": "10", "valid_days": "30", "papers": ["pernyataan_kebenaran_usaha"]}
    with clock.frozen(LATER):
        listed = desk("tpk_ketua").read(page(purchase, "langkah/evaluasi/"))
        assert "Belum diketik" in listed
        assert "berapa hari" in desk("tpk_ketua").send(address, **{**typed, "work_days": "x"})
        assert "Minta orang lain" in desk("tpk_ketua").send(address, **typed)
        second = desk("tpk_anggota")
        assert "60.000" not in second.read(address)
        other = second.send(address, **{**typed, f"price_{items[0].pk}": "61.000"})
        assert "tidak sama dengan ketikan pertama" in other
        assert "Dua ketikan sama." in second.send(address, **typed)
        assert second.status(address) == 404


def test_the_tpk_inspects_and_the_kasi_accepts(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "inspected")
    with clock.frozen(OPENING + timedelta(days=2)):
        kasi = desk("kasi")
        assert "TPK sudah memeriksa barangnya." in kasi.read("/")
        back = kasi.send(page(purchase, "langkah/periksa-lagi/"), note="Hitung lagi.")
        assert "TPK diminta memeriksa lagi." in back
    assert state(purchase) == "ordered"


@pytest.mark.parametrize("who", ["kasi", "sekdes", "kepala_desa", "bpd"])
def test_only_the_tpk_judges(place: TenderVillage, who: str) -> None:
    purchase = tenders.offers_opened(place)
    offer = chosen.offers_of(purchase)[0]
    with clock.frozen(LATER):
        for where in (f"penawaran/{offer.pk}/", "langkah/evaluasi/", "langkah/undang-lagi/"):
            assert desk(who).status(page(purchase, where)) == 404


def test_the_page_of_a_purchase_tells_its_rounds(place: TenderVillage) -> None:
    waiting = tenders.offers_sent(place)
    with clock.frozen(tenders.CLOSING - timedelta(hours=1)):
        before = desk("kasi").read(page(waiting))
    assert "Sudah menawar" in before
    assert "Rp22.990.000" not in before
    tenders.opened(place, waiting)
    with clock.frozen(LATER):
        after = desk("kasi").read(page(waiting))
    for words in ("Undangan ke-1", "Rp22.990.000", "Tidak menawar", "Bandingkan semua harga"):
        assert words in after


def test_who_chose_and_inspects_needs_a_witness(place: TenderVillage) -> None:
    purchase = chosen.to_state(place, "ordered")
    step = page(purchase, "langkah/periksa-barang/")
    ask = page(purchase, "langkah/periksa-barang/saksi/")
    with clock.frozen(OPENING + timedelta(days=2)):
        ketua = desk("tpk_ketua")
        assert "Siapa saksinya?" in ketua.read(step)
        sekdes = str(place.by("sekdes").pk)
        assert "Pilih siapa saksinya." in ketua.send(ask, pin=PIN)
        assert "Isi PIN saksi" in ketua.send(ask, witness=sekdes)
        assert "PIN belum cocok" in ketua.send(ask, witness=sekdes, pin="000000")
        assert "Saksi tercatat." in ketua.send(ask, witness=sekdes, pin=PIN)
        assert "Simpan hasil periksa" in ketua.read(step)
        assert desk("tpk_anggota").status(ask) == 302
