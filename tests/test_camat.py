"""The camat's own step: what waits, what is read before the PIN, and the way back (R-75)."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Kabupaten, Kecamatan
from tests import tenders
from tests.clients import client_for
from tests.tenders import START, TenderVillage
from tests.world import PIN, territory, watcher

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def still():
    with clock.frozen(START):
        yield


@pytest.fixture
def place() -> TenderVillage:
    return tenders.tender_village(territory())


@pytest.fixture
def purchase(place: TenderVillage) -> Purchase:
    found = tenders.at_camat(place)
    watcher(place.desa.kab, "camat", place.desa, "camat")
    assert found.state == "camat_review"
    return found


def camat_elsewhere(kab: Kabupaten) -> Client:
    kecamatan = Kecamatan.objects.filter(kab=kab).exclude(name="Patean").order_by("code")[0]
    person = register_person(by=None, kab=kab, name="Camat lain", kecamatan=kecamatan)
    appoint(by=None, person=person, office="camat", from_date=clock.today(), kecamatan=kecamatan)
    open_account(by=None, person=person, username="camat-lain", pin=PIN)
    return client_for("camat-lain")


def review(purchase: Purchase) -> str:
    return reverse("camat-review", args=[purchase.pk])


def send(client: Client, address: str, **fields: str) -> tuple[int, str]:
    response = client.post(address, {"kunci": new_key(), **fields})
    return response.status_code, response.content.decode()


def test_the_board_begins_with_what_the_camat_has_to_do(purchase: Purchase) -> None:
    page = client_for("camat").get(reverse("watch-board")).content.decode()
    assert "Yang harus dikerjakan" in page
    assert review(purchase) in page
    assert "Desa Pagersari, Rp24.200.000." in page


def test_nothing_is_to_do_for_others_or_elsewhere(purchase: Purchase) -> None:
    watcher(purchase.desa.kab, "pendamping", purchase.desa, "pendamping")
    for client in (client_for("pendamping"), camat_elsewhere(purchase.desa.kab)):
        page = client.get(reverse("watch-board")).content.decode()
        assert "Yang harus dikerjakan" not in page


def test_five_lines_and_both_papers_stand_before_the_pin(purchase: Purchase) -> None:
    page = client_for("camat").get(review(purchase)).content.decode()
    assert page.count("<dt>") == 5
    assert "Di atas Rp10.000.000 diperiksa camat." in page
    assert "Spesifikasi" in page
    assert "Harga Perkiraan Sendiri" in page
    assert 'name="pin"' in page


def test_the_pin_lets_the_village_go_on(purchase: Purchase) -> None:
    client = client_for("camat")
    status, page = send(client, review(purchase), pin="")
    assert status == 422
    assert "Isi PIN Anda" in page
    assert send(client, review(purchase), pin=PIN)[0] == 302
    purchase.refresh_from_db()
    assert purchase.state == "preparing"
    board = client.get(reverse("watch-board")).content.decode()
    assert "Desa Pagersari boleh melanjutkan." in board
    assert "Yang harus dikerjakan" not in board


def test_two_taps_are_one_approval(purchase: Purchase) -> None:
    client, key = client_for("camat"), new_key()
    answers = {
        client.post(review(purchase), {"kunci": key, "pin": PIN}).status_code for _ in range(2)
    }
    assert answers == {302}


def test_the_second_of_two_is_told_that_it_is_done(purchase: Purchase) -> None:
    client = client_for("camat")
    send(client, review(purchase), pin=PIN)
    assert send(client, review(purchase), pin=PIN)[0] == 409
    assert client.get(review(purchase)).status_code == 409


def test_a_note_sends_it_back_and_frees_the_budget(purchase: Purchase) -> None:
    client, address = client_for("camat"), reverse("camat-return", args=[purchase.pk])
    status, page = send(client, address, note=" ")
    assert status == 422
    assert "Tulis apa yang perlu diperbaiki desa." in page
    assert send(client, address, note="HPS semen terlalu tinggi.")[0] == 302
    purchase.refresh_from_db()
    assert (purchase.state, purchase.note) == ("draft", "HPS semen terlalu tinggi.")


def test_another_kecamatan_does_not_know_of_it(purchase: Purchase) -> None:
    client = camat_elsewhere(purchase.desa.kab)
    for name in ("camat-review", "camat-return"):
        address = reverse(name, args=[purchase.pk])
        assert client.get(address).status_code == 404
        assert send(client, address, pin=PIN, note="Kembali.")[0] == 404
    purchase.refresh_from_db()
    assert purchase.state == "camat_review"


def test_the_tasks_cost_one_query_whatever_their_number(place: TenderVillage) -> None:
    watcher(place.desa.kab, "camat", place.desa, "camat")
    client, counts = client_for("camat"), []
    for _ in range(2):
        tenders.at_camat(place)
        client.get(reverse("watch-board"))
        with CaptureQueriesContext(connection) as captured:
            page = client.get(reverse("watch-board")).content.decode()
        counts.append((len(captured), len(re.findall("/kecamatan/pemeriksaan/", page))))
    assert counts[0][0] == counts[1][0]
    assert [tasks for _, tasks in counts] == [1, 2]
