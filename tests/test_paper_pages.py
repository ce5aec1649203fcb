"""A paper is read without a PDF, written on in Word where that is usual, counted in a sheet."""

import io

import docx
import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.codes import grouped
from pbjdesa.documents.queries import papers_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.procurement.models import Purchase
from tests.clients import client_for
from tests.scene import purchase_in
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


@pytest.fixture
def kasi(place: Village) -> Client:
    return client_for("pagersari-kasi")


@pytest.fixture
def ordered(place: Village) -> Purchase:
    return purchase_in(place, "ordered")


def paper(purchase: Purchase, kind: str) -> Document:
    return next(one for one in papers_of(purchase.dossier) if one.kind == kind)


def test_every_paper_of_a_purchase_is_read_on_its_page(kasi: Client, ordered: Purchase) -> None:
    files = kasi.get(reverse("purchase-files", args=[ordered.pk])).content.decode()
    for document in papers_of(ordered.dossier):
        url = reverse("paper-read", args=[document.pk])
        assert f'href="{url}"' in files
        shown = kasi.get(url).content.decode()
        assert grouped(document.code) in shown
        assert document.number in shown
        assert shown.count("<h1>") == 1
        assert (reverse("paper-docx", args=[document.pk]) in shown) == PAPERS[
            document.kind
        ].editable


def test_what_is_written_on_in_comes_without_its_code(kasi: Client, ordered: Purchase) -> None:
    document = paper(ordered, "spesifikasi")
    sent = kasi.get(reverse("paper-docx", args=[document.pk]))
    assert sent["Content-Disposition"].startswith("attachment; filename=")
    body = docx.Document(io.BytesIO(sent.content)).element.body
    text = "".join(body.itertext())
    assert document.number in text
    assert grouped(document.code) not in text
    assert document.code not in text
    order = paper(ordered, "surat_pesanan")
    assert kasi.get(reverse("paper-docx", args=[order.pk])).status_code == 404


def test_prices_are_calculated_with_in_a_sheet(kasi: Client, ordered: Purchase) -> None:
    document = paper(ordered, "hps")
    sent = kasi.get(reverse("paper-xlsx", args=[document.pk]))
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    values = [cell.value for row in book.worksheets[0].rows for cell in row]
    assert any(str(value).startswith("=SUM(") for value in values)
    assert document.data["total"] in [
        cell.value
        for row in openpyxl.load_workbook(io.BytesIO(sent.content), data_only=True).worksheets[0]
        for cell in row
    ]
    other = paper(ordered, "surat_pesanan")
    assert kasi.get(reverse("paper-xlsx", args=[other.pk])).status_code == 404


def test_a_replaced_paper_says_so(kasi: Client, ordered: Purchase) -> None:
    document = paper(ordered, "surat_pesanan")
    Document.objects.of(document.kab).filter(pk=document.pk).update(
        superseded_at=document.issued_at
    )
    shown = kasi.get(reverse("paper-read", args=[document.pk])).content.decode()
    assert "sudah diganti" in shown
