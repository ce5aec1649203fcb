"""The treasurer's taxes on screen and on paper: what is open, what is late, what was deposited."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.documents.paper.testing import squeezed, text_of
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.books import tax_book
from pbjdesa.payments.operations import correct_tax, pay, prove_tax
from pbjdesa.payments.queries import withheld_by
from tests import budget_files, scene
from tests.clients import client_for
from tests.matrix_pages import NOW
from tests.world import YEAR, Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NTPN = "0F3B7C9921AD6E54"
DUE = date(YEAR, 12, 15)


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


def listed(place: Village, **query: str) -> str:
    client = client_for("pagersari-kaur_keuangan")
    return budget_files.text_of(client.get(reverse("tax-list"), query))


def prove(place: Village, purchase, day: date | None = None) -> None:  # type: ignore[no-untyped-def]
    prove_tax(
        by=place.by("kaur_keuangan"),
        purchase=purchase,
        tax=scene.taxes(purchase)[0],
        ntpn=NTPN,
        proved_on=day or clock.today(place.desa.zone),
    )


def test_an_open_tax_shows_its_sum_and_its_last_day(place: Village) -> None:
    purchase = scene.purchase_in(place, "paid")
    (tax,) = withheld_by(place.desa, YEAR)
    assert (tax.label, tax.amount, tax.due_on) == ("PPh Pasal 22", 40_500, DUE)
    shown = listed(place)
    assert "Belum disetor ke negara: Rp40.500" in shown
    assert "Batas paling dekat Selasa, 15 Desember 2026" in shown
    assert purchase.title in shown


def test_a_tax_past_its_day_is_called_late_and_stays_in_the_next_year(place: Village) -> None:
    scene.purchase_in(place, "paid")
    with clock.frozen(NOW + timedelta(days=60)):
        for year in (YEAR, YEAR + 1):
            shown = listed(place, tahun=str(year))
            assert "Terlambat disetor" in shown
            assert "Ada yang lewat batas Selasa, 15 Desember 2026" in shown


def test_a_proved_tax_shows_its_ntpn_and_nothing_is_open(place: Village) -> None:
    prove(place, scene.purchase_in(place, "paid"))
    shown = listed(place)
    assert "Semua pajak sudah disetor" in shown
    assert NTPN in shown


def test_a_request_that_was_not_paid_has_withheld_nothing(place: Village) -> None:
    scene.purchase_in(place, "approved")
    assert withheld_by(place.desa, YEAR) == []
    assert "Belum ada pajak yang dipotong" in listed(place)


def test_a_tax_corrected_to_nothing_is_seen_with_its_reason_and_counts_for_nothing(
    place: Village,
) -> None:
    purchase = scene.purchase_in(place, "approved", taxed=True)
    treasurer, reason = place.by("kaur_keuangan"), "Toko bebas menurut surat."
    (tax,) = scene.taxes(purchase)
    correct_tax(by=treasurer, purchase=purchase, tax=tax, amount=0, reason=reason)
    pay(by=treasurer, purchase=purchase, way="transfer")
    shown = budget_files.text_of(client_for("pagersari-bpd").get(reverse("tax-list")))
    assert "Tidak dipotong" in shown
    assert f"Dibetulkan: {reason}" in shown
    assert "Belum disetor" not in shown
    assert tax_book(YEAR, withheld_by(place.desa, YEAR)).entries == ()
    assert withheld_by(place.desa, YEAR + 1) == []


@pytest.mark.parametrize("year", ["2020", "0000", "x" * 500, "'; --", "²⁰²⁶", "-1"])
def test_whatever_year_is_asked_the_page_answers(place: Village, year: str) -> None:
    scene.purchase_in(place, "paid")
    client = client_for("pagersari-kaur_keuangan")
    for page in ("tax-list", "tax-print"):
        assert client.get(reverse(page), {"tahun": year}).status_code == 200


def test_a_tax_cannot_be_deposited_before_it_was_withheld(place: Village) -> None:
    purchase = scene.purchase_in(place, "paid")
    yesterday = clock.today(place.desa.zone) - timedelta(days=1)
    with pytest.raises(Refused, match="dibayar 24 November 2026") as refused:
        prove(place, purchase, yesterday)
    assert refused.value.field == f"date_{scene.taxes(purchase)[0].pk}"
    assert scene.taxes(purchase)[0].ntpn == ""


def test_the_printed_book_tells_every_tax_and_what_is_still_held(place: Village) -> None:
    scene.purchase_in(place, "paid")
    prove(place, scene.purchase_in(place, "paid"))
    answer = client_for("pagersari-bpd").get(reverse("tax-print"))
    printed = squeezed(text_of(answer.content))
    for words in ("Buku Pembantu Pajak", NTPN, "81.000", "40.500", "Slamet Riyanto"):
        assert squeezed(words) in printed


def test_another_village_sees_nothing_of_it(place: Village) -> None:
    scene.purchase_in(place, "paid")
    other = village(place.desa.kab, "Plososari")
    assert withheld_by(other.desa, YEAR) == []


@pytest.mark.parametrize("page", ["tax-list", "tax-print"])
def test_the_number_of_queries_does_not_grow_with_the_book(place: Village, page: str) -> None:
    client = client_for("pagersari-kaur_keuangan")
    client.get(reverse(page))
    counts = []
    for taxes in (1, 2):
        scene.purchase_in(place, "paid")
        assert len(withheld_by(place.desa, YEAR)) == taxes
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse(page))
        counts.append(len(asked))
    assert counts[0] == counts[1]
