"""The TPK on screen: everybody reads it, the kades forms it a seat a page, members get a letter."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from pbjdesa.people.models import Invitation
from pbjdesa.people.operations import TpkSeat
from pbjdesa.people.queries import tpk_of
from pbjdesa.planning.teams import decree_tpk
from tests.budget_files import text_of
from tests.clients import client_for
from tests.world import PIN, Village, hire, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DAY = date(2026, 5, 6)
SEATS = {
    "who_1": "baru", "name_1": "Purwanto", "element_1": "perangkat_desa",
    "who_2": "baru", "name_2": "Nurhayati", "nik_2": "3324040101900001", "element_2": "lkd",
    "who_3": "baru", "name_3": "Suparti", "element_3": "masyarakat",
}  # fmt: skip


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with clock.frozen(datetime(2026, 5, 6, 2, tzinfo=UTC)):
        yield


@pytest.fixture
def place() -> Village:
    return village(territory(), logins=True)


@pytest.fixture
def kades(place: Village) -> Client:
    return client_for("pagersari-kepala_desa")


def send(client: Client, at: int, *, count: int = 3, **answers: Any) -> HttpResponse:
    data = {"kunci": new_key(), "langkah": at, "orang": count, **SEATS, **answers}
    return client.post(reverse("tpk-new"), data)  # type: ignore[return-value]


def finish(client: Client, **answers: Any) -> HttpResponse:
    return send(client, 4, **{"from_date": DAY.isoformat(), "pin": PIN, "do": "tetap", **answers})


def hidden(response: HttpResponse) -> dict[str, str]:
    """What the page carries on without showing it."""
    found = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', response.content.decode())
    return dict(found)


def test_seat_by_seat_the_kades_forms_a_team(place: Village, kades: Client) -> None:
    first = kades.get(reverse("tpk-new"))
    assert "Ketua Tim Pelaksana Kegiatan" in text_of(first)
    answers: dict[str, str] = {}
    page = first
    for number, title in ((1, "Sekretaris Tim"), (2, "Anggota Tim"), (3, "Tetapkan TPK")):
        own = {name: text for name, text in SEATS.items() if name.endswith(f"_{number}")}
        answers = {**hidden(page), **own, "kunci": new_key()}
        page = kades.post(reverse("tpk-new"), answers)
        assert page.status_code == 200
        assert title in text_of(page)
    last = {**hidden(page), "kunci": new_key(), "from_date": DAY.isoformat(), "pin": PIN}
    done = kades.post(reverse("tpk-new"), last)
    assert done.status_code == 302
    team = tpk_of(place.desa, DAY)
    assert [seat.person.name for seat in team] == ["Purwanto", "Nurhayati", "Suparti"]
    shown = text_of(kades.get(done["Location"]))
    assert "TPK sudah dibentuk" in shown
    assert "Buka SK untuk dicetak" in shown
    assert {seat.decree for seat in team} == {"001/SK-TPK/33.24.04.2005/2026"}


def test_the_same_tap_twice_forms_one_team(place: Village, kades: Client) -> None:
    key = new_key()
    first, second = finish(kades, kunci=key), finish(kades, kunci=key)
    assert first.status_code == second.status_code == 302
    assert len(tpk_of(place.desa, DAY)) == 3
    assert Document.objects.of(place.desa).filter(kind="sk_tpk").count() == 1


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"pin": ""}, "Isi PIN Anda"),
        ({"pin": "000000"}, "PIN"),
        ({"from_date": "lain"}, "Pilih tanggalnya"),
        ({"from_date": "2026-05-05"}, "paling cepat hari ini"),
        ({"element_3": "lkd"}, "belum ada di TPK"),
        ({"element_3": "raja"}, "belum ada di TPK"),
        ({"who_3": ""}, "masih ada kedudukan yang kosong"),
        ({"who_3": "999"}, "masih ada kedudukan yang kosong"),
        ({"name_3": "Maryati"}, "sudah terdaftar"),
        ({"name_3": " "}, "nama lengkap"),
        ({"nik_2": "12"}, "16 angka"),
        ({"activity": "77"}, "pilih kegiatan dari daftar"),
    ],
)
def test_a_slip_is_told_and_what_was_typed_stays(
    place: Village, kades: Client, answers: dict[str, str], says: str
) -> None:
    response = finish(kades, **answers)
    assert response.status_code == 422
    assert says.casefold() in text_of(response).casefold()
    assert hidden(response)["name_1"] == "Purwanto"
    assert tpk_of(place.desa, DAY) == []


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"who_2": ""}, "Pilih orangnya"),
        ({"name_2": ""}, "Isi nama lengkapnya"),
        ({"nik_2": "33240401"}, "NIK terdiri dari 16 angka"),
        ({"element_2": ""}, "Pilih asal unsurnya"),
    ],
)
def test_a_seat_is_checked_on_its_own_page(
    kades: Client, answers: dict[str, str], says: str
) -> None:
    response = send(kades, 2, **answers)
    assert response.status_code == 422
    shown = text_of(response)
    assert says in shown
    assert "Sekretaris Tim" in shown


def test_a_seat_can_be_changed_and_two_members_added(place: Village, kades: Client) -> None:
    assert "Sekretaris Tim" in text_of(send(kades, 4, ubah="2"))
    more = send(kades, 4, do="tambah")
    assert "Anggota Tim" in text_of(more)
    assert hidden(more)["orang"] == "5"
    five = {
        f"{part}_{number}": text
        for number, name in ((4, "Paiman"), (5, "Sumini"))
        for part, text in (("who", "baru"), ("name", name), ("element", "masyarakat"))
    }
    data = {**five, "from_date": DAY.isoformat(), "pin": PIN}
    assert send(kades, 6, count=5, **data).status_code == 302
    assert len(tpk_of(place.desa, DAY)) == 5


def test_an_official_whom_the_rules_keep_out_is_not_offered(place: Village, kades: Client) -> None:
    shown = text_of(kades.get(reverse("tpk-new")))
    assert "Endah Lestari" not in shown
    assert "Slamet Riyanto" not in shown
    assert "Bagus Prakoso" in shown
    kasi = str(place.by("kasi").person.pk)
    response = finish(kades, who_1=kasi)
    assert response.status_code == 422
    assert "tidak boleh menjadi anggota TPK" in text_of(response)


@pytest.mark.parametrize("text", ["", "x", "-1", "99999999999", "٣"])
def test_pages_that_do_not_exist_show_the_first_or_the_last(kades: Client, text: str) -> None:
    response = kades.post(
        reverse("tpk-new"), {"kunci": new_key(), "langkah": text, "orang": text, "ubah": text}
    )
    assert response.status_code == 422


def formed(place: Village) -> None:
    decree_tpk(
        by=place.by("kepala_desa"),
        desa=place.desa,
        from_date=DAY,
        seats=(
            TpkSeat("tpk_ketua", "perangkat_desa", name="Purwanto"),
            TpkSeat("tpk_sekretaris", "lkd", name="Nurhayati"),
            TpkSeat("tpk_anggota", "masyarakat", name="Suparti"),
        ),
    )


def test_a_member_gets_a_letter_whose_code_is_shown_once(place: Village, kades: Client) -> None:
    formed(place)
    seat = tpk_of(place.desa, DAY)[1]
    url = reverse("tpk-letter", args=[seat.pk])
    assert url in kades.get(reverse("tpk")).content.decode()
    sent = kades.post(url, {"kunci": new_key()})
    assert sent.status_code == 302
    shown = kades.get(url)
    (code,) = re.findall(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", text_of(shown))
    assert shown["Cache-Control"] == "no-store"
    assert code not in text_of(kades.get(url))
    welcome = Client().post(
        reverse("invitation"), {"kunci": new_key(), "code": code, "name": "Nurhayati"}
    )
    assert "PIN" in text_of(welcome)
    assert url not in kades.get(reverse("tpk")).content.decode()


def test_two_taps_write_one_letter(place: Village, kades: Client) -> None:
    formed(place)
    url = reverse("tpk-letter", args=[tpk_of(place.desa, DAY)[0].pk])
    key = new_key()
    kades.post(url, {"kunci": key})
    kades.post(url, {"kunci": key})
    assert Invitation.objects.filter(desa=place.desa, used_at__isnull=True).count() == 1


def test_a_letter_is_for_a_living_seat_of_this_village(place: Village, kades: Client) -> None:
    other = village(place.desa.kab, "Curugsewu")
    formed(other)
    foreign = tpk_of(other.desa, DAY)[0].pk
    official = place.by("kasi").pk
    for pk in (foreign, official):
        assert kades.get(reverse("tpk-letter", args=[pk])).status_code == 404


def test_everybody_of_the_village_reads_the_team_and_its_decree(place: Village) -> None:
    formed(place)
    for office in ("sekdes", "kasi", "kaur_keuangan", "bpd"):
        response = client_for(f"pagersari-{office}").get(reverse("tpk"))
        shown = text_of(response)
        assert "Purwanto" in shown
        assert "Buka SK" in shown
        assert "Buat surat masuk" not in shown
        assert "Bentuk TPK" not in shown


def test_an_unlawful_team_is_said_so_and_none_at_all_too(place: Village, kades: Client) -> None:
    assert "TPK belum dibentuk" in text_of(kades.get(reverse("tpk")))
    hire(place.desa.kab, "tpk_ketua", "Purwanto", desa=place.desa, element="lkd")
    assert "paling sedikit 3 orang" in text_of(kades.get(reverse("tpk")))


def test_the_page_costs_the_same_with_three_and_with_thirty(place: Village, kades: Client) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            kades.get(reverse("tpk"))
        return len(queries)

    formed(place)
    three = cost()
    for number in range(27):
        hire(place.desa.kab, "tpk_anggota", f"Anggota {number}", desa=place.desa)
    assert cost() == three
