"""A RAB workbook on the page of imports: looked at, used, taken back; only its lines are kept."""

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.documents import files as store
from pbjdesa.planning.models import BudgetImport, BudgetLine, BudgetUpload
from pbjdesa.planning.rab.test_support import ITEMS, siskeudes_like, workbook
from tests.budget_files import hidden, send, text_of
from tests.clients import client_for
from tests.world import Village, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PRIVATE = "Kepala Desa Wagiman, NIK 3324040101700001"


@pytest.fixture
def place() -> Village:
    return village(territory(), logins=True)


@pytest.fixture
def kaur(place: Village) -> Client:
    return client_for("pagersari-kaur")


def book() -> bytes:
    swapped = [*ITEMS[:2], ("Pekerja", "DD", 12, "OH", 100_000, 1_300_000)]
    return workbook({"JALAN": siskeudes_like(swapped), "SURAT": [[PRIVATE]]})


def test_a_workbook_is_looked_at_then_used_then_taken_back(place: Village, kaur: Client) -> None:
    sent = send(kaur, book(), name="rab.xlsx")
    shown = kaur.get(sent.url)
    words = text_of(shown)
    assert "Semen 40 kg (02.03.10) Rp2.480.000" in words
    assert "Volume kali harga Rp1.200.000, tertulis Rp1.300.000." in words
    assert "Lembar “SURAT” tidak dibaca." in words
    assert "Sumber dana DD dan DDS tampaknya sama: DDS." in words
    assert "lembar RAB" in words
    used = kaur.post(sent.url.split("?")[0], hidden(shown))
    assert used.status_code == 302
    (done,) = BudgetImport.objects.of(place.desa)
    rows = BudgetLine.objects.of(place.desa).filter(removed_at__isnull=True)
    assert rows.filter(activity__code="02.03.10").count() == 3
    assert rows.filter(activity__code="01.01.04").count() == len(place.lines)
    asked = kaur.get(reverse("budget-import-undo", args=[done.pk]))
    kaur.post(reverse("budget-import-undo", args=[done.pk]), hidden(asked))
    assert not rows.filter(activity__code="02.03.10").exists()


def test_nothing_of_a_workbook_is_kept_but_the_lines(place: Village, kaur: Client) -> None:
    send(kaur, book(), name="rab.xlsx")
    upload = BudgetUpload.objects.of(place.desa).select_related("file").get()
    kept = store.read(upload.file.sha256)
    assert b"Wagiman" not in kept
    assert b"3324040101700001" not in kept
    assert b"Semen 40 kg" in kept


def test_a_workbook_without_a_rab_gets_a_sentence_and_is_not_kept(
    place: Village, kaur: Client
) -> None:
    answer = send(kaur, workbook({"SURAT": [[PRIVATE]]}), name="rab.xlsx")
    assert answer.status_code == 422
    assert "Tidak ada baris RAB yang bisa dipakai" in text_of(answer)
    assert not BudgetUpload.objects.of(place.desa).exists()
