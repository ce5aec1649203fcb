"""The register of letter numbers on screen: looking, asking, writing down, striking, printing."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.documents.models import NumberEntry
from pbjdesa.documents.paper.testing import squeezed, text_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from tests import budget_files, scene
from tests.clients import client_for
from tests.register_calls import taken
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ABOUT = "Undangan kerja bakti"


@pytest.fixture
def place() -> Village:
    return village(territory(), logins=True)


def today(place: Village) -> str:
    return clock.today(place.desa.zone).isoformat()


def send(client: Client, place: Village, **typed: str):  # type: ignore[no-untyped-def]
    form = {
        "kunci": new_key(),
        "way": "ambil",
        "series": "surat",
        "number": "",
        "dated": today(place),
        "about": ABOUT,
        "recipient": "Warga RT 03",
        **typed,
    }
    return client.post(reverse("number-new"), form, follow=True)


def test_the_sekdes_asks_for_a_number_and_finds_it_in_the_book(place: Village) -> None:
    shown = budget_files.text_of(send(client_for("pagersari-sekdes"), place))
    entry = NumberEntry.objects.of(place.desa).get()
    assert f"Nomor surat Anda: {entry.number}" in shown
    assert ABOUT in shown
    assert "Warga RT 03" in shown


def test_a_number_given_by_hand_is_written_down_once(place: Village) -> None:
    client = client_for("pagersari-kaur")
    year = clock.today(place.desa.zone).year
    number = f"007/SURAT/{place.desa.code}/{year}"
    key = new_key()
    for _ in range(2):
        send(client, place, way="catat", number=number, kunci=key)
    assert NumberEntry.objects.of(place.desa).get().number == number
    again = send(client, place, way="catat", number=number)
    assert again.status_code == 422
    assert f"{number} sudah dipakai: {ABOUT}" in budget_files.text_of(again)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"way": ""}, "Pilih: minta nomor, atau catat nomor."),
        ({"series": "tidak-ada"}, "Pilih jenis suratnya."),
        ({"way": "catat"}, "Tulis nomornya seperti pada surat."),
        ({"dated": "lain"}, "Pilih tanggalnya"),
        ({"about": " "}, "Tulis perihalnya"),
        ({"about": "x" * 201}, "Terlalu panjang"),
    ],
)
def test_a_slip_is_said_at_its_field_and_takes_no_number(
    place: Village, typed: dict[str, str], sentence: str
) -> None:
    answer = send(client_for("pagersari-sekdes"), place, **{"recipient": "Pak Camat", **typed})
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown
    assert "Pak Camat" in shown
    assert not NumberEntry.objects.of(place.desa).exists()


def test_a_number_is_struck_with_its_reason_and_stays_to_be_seen(place: Village) -> None:
    entry = taken(place, ABOUT)
    client = client_for("pagersari-sekdes")
    address = reverse("number-cancel", args=[entry.pk])
    assert client.post(address, {"kunci": new_key(), "reason": ""}).status_code == 422
    sent = {"kunci": new_key(), "reason": "Rapat ditunda"}
    shown = budget_files.text_of(client.post(address, sent, follow=True))
    assert entry.number in shown
    assert "Dibatalkan: Rapat ditunda" in shown


def test_the_book_is_searched_by_year_kind_and_words(place: Village) -> None:
    announced(place)
    taken(place, ABOUT)
    client = client_for("pagersari-bpd")
    address = reverse("number-list")
    assert ABOUT in client.get(address).content.decode()
    for query, there in (
        ({"cari": "kerja bakti"}, True),
        ({"cari": "semen"}, False),
        ({"jenis": "surat"}, True),
        ({"jenis": "pengumuman_rencana"}, False),
        ({"tahun": "2020"}, False),
        ({"tahun": "x" * 500, "jenis": "'; --", "cari": "%_"}, False),
    ):
        assert (ABOUT in client.get(address, query).content.decode()) == there, query


def test_the_printed_book_holds_every_number(place: Village) -> None:
    announced(place)
    scene.purchase_in(place, "ordered")
    taken(place, ABOUT)
    answer = client_for("pagersari-sekdes").get(reverse("number-print"))
    printed = squeezed(text_of(answer.content))
    for entry in NumberEntry.objects.of(place.desa):
        assert squeezed(entry.number) in printed
    assert squeezed(place.by("sekdes").person.name) in printed


def test_the_number_of_queries_does_not_grow_with_the_book(place: Village) -> None:
    client = client_for("pagersari-sekdes")
    for page in ("number-list", "number-print"):
        taken(place)
        client.get(reverse(page))
        counts = []
        for more in (0, 6):
            for _ in range(more):
                taken(place)
            with CaptureQueriesContext(connection) as asked:
                client.get(reverse(page))
            counts.append(len(asked))
        assert counts[0] == counts[1]
