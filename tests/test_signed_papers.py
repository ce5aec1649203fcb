"""Printed blank or filled, signed by hand, photographed: the QR brings the photo to its package."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from pbjdesa.documents.models import Attachment
from pbjdesa.documents.operations import issue_paper
from pbjdesa.documents.paper.layout import lay_out
from pbjdesa.documents.paper.testing import text_of as pdf_text
from pbjdesa.documents.queries import SIGNED, loose_paper, papers_of, photos_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel import clock
from pbjdesa.kernel.once import new_key
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import hps_data
from pbjdesa.procurement.queries import rules_for
from tests.budget_files import text_of
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


def photo(color: str = "white") -> SimpleUploadedFile:
    file = io.BytesIO()
    Image.new("RGB", (60, 80), color).save(file, "JPEG")
    return SimpleUploadedFile("surat.jpg", file.getvalue(), "image/jpeg")


def signed(purchase: Purchase) -> list[Attachment]:
    return photos_of(purchase.dossier, SIGNED)


def test_every_kind_of_paper_prints_blank(kasi: Client) -> None:
    listed = kasi.get(reverse("blank-list")).content.decode()
    for kind in PAPERS:
        url = reverse("blank-paper", args=[kind.slug])
        assert f'href="{url}"' in listed
    pdf = kasi.get(reverse("blank-paper", args=["ba_negosiasi"]))
    assert pdf["Content-Type"] == "application/pdf"
    assert "BERITA ACARA HASIL NEGOSIASI" in pdf_text(pdf.content)
    assert "pindai kode QR" not in pdf_text(pdf.content)


def test_a_blank_form_of_a_package_carries_the_way_to_its_files(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    url = reverse("blank-paper", args=["daftar_hadir"]) + f"?paket={ordered.pk}"
    assert (
        url.replace("&", "&amp;")
        in kasi.get(reverse("blank-list") + f"?paket={ordered.pk}").content.decode()
    )
    assert "pindai kode QR ini, lalu foto suratnya" in " ".join(
        pdf_text(kasi.get(url).content).split()
    )
    address = "https://pbj.example.go.id" + reverse("signed-form", args=[ordered.pk])
    paper = loose_paper(place.desa, rules_for(ordered), "hps", {}, check_url=address)
    assert lay_out(paper)["check"]["qr"].startswith("<svg")


@pytest.mark.parametrize("ask", ["?paket=x", "?paket=1", "?paket=-1", "?paket=" + "9" * 40])
def test_a_blank_of_no_package_is_not_found(kasi: Client, ask: str) -> None:
    assert kasi.get(reverse("blank-list") + ask).status_code == 404
    assert kasi.get(reverse("blank-paper", args=["hps"]) + ask).status_code == 404


def test_no_other_paper_can_be_asked_for(kasi: Client) -> None:
    assert kasi.get(reverse("blank-paper", args=["rahasia"])).status_code == 404


def test_the_qr_of_a_paper_leads_an_official_to_the_photo_of_it(
    kasi: Client, ordered: Purchase
) -> None:
    order = next(each for each in papers_of(ordered.dossier) if each.kind == "surat_pesanan")
    shown = kasi.get(reverse("check-code", args=[order.code])).content.decode()
    (url,) = re.findall(rf'href="(/desa/berkas/{order.pk}/foto/)"', shown)
    sent = kasi.post(url, {"kunci": new_key(), "photo": photo()})
    assert sent.status_code == 302
    (kept,) = signed(ordered)
    assert sent["Location"] == reverse("signed-done", args=[kept.pk])
    assert kept.document == order
    detail = kasi.get(reverse("purchase-detail", args=[ordered.pk]))
    assert "Foto bertanda tangan ada" in text_of(detail)
    assert reverse("photo", args=[kept.pk]) in detail.content.decode()


def test_strangers_and_watchers_are_not_asked_for_photos(place: Village, ordered: Purchase) -> None:
    order = papers_of(ordered.dossier)[-1]
    for client in (Client(), client_for("pagersari-bpd")):
        shown = client.get(reverse("check-code", args=[order.code])).content.decode()
        assert "/foto/" not in shown


def test_the_same_photo_sent_twice_is_kept_once(kasi: Client, ordered: Purchase) -> None:
    order, key = papers_of(ordered.dossier)[-1], new_key()
    url = reverse("signed-photo", args=[order.pk])
    for _ in range(2):
        assert kasi.post(url, {"kunci": key, "photo": photo()}).status_code == 302
    assert len(signed(ordered)) == 1


def test_a_form_filled_in_by_hand_is_filed_by_what_it_is(kasi: Client, ordered: Purchase) -> None:
    url = reverse("signed-form", args=[ordered.pk])
    answers = {"kunci": new_key(), "paper": "ba_pemeriksaan", "photo": photo()}
    assert kasi.post(url, answers).status_code == 302
    (kept,) = signed(ordered)
    assert (kept.document, kept.caption) == (None, "Berita Acara Pemeriksaan")
    detail = kasi.get(reverse("purchase-detail", args=[ordered.pk]))
    assert "Berita Acara Pemeriksaan" in text_of(detail)


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"paper": "hps"}, "Ambil dulu foto suratnya"),
        ({"paper": "rahasia"}, "Pilih surat apa yang difoto"),
        ({}, "Pilih surat apa yang difoto"),
    ],
)
def test_what_is_missing_is_said(
    kasi: Client, ordered: Purchase, answers: dict[str, str], says: str
) -> None:
    response = kasi.post(reverse("signed-form", args=[ordered.pk]), {"kunci": new_key(), **answers})
    assert response.status_code == 422
    assert says in text_of(response)
    assert signed(ordered) == []


def test_a_paper_that_was_replaced_is_not_signed(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    old = next(each for each in papers_of(ordered.dossier) if each.kind == "hps")
    by = place.by("kasi")
    issue_paper(
        by=by,
        dossier=ordered.dossier,
        kind="hps",
        data=hps_data(ordered, by),
        rules=rules_for(ordered),
        dated=clock.today(),
    )
    url = reverse("signed-photo", args=[old.pk])
    response = kasi.post(url, {"kunci": new_key(), "photo": photo()})
    assert response.status_code == 422
    assert "sudah diganti" in text_of(response)


def test_nobody_files_into_another_village(place: Village, ordered: Purchase) -> None:
    other = announced(village(place.desa.kab, "Curugsewu", logins=True))
    stranger = client_for(f"curugsewu-{other.by('kasi').office}")
    order = papers_of(ordered.dossier)[-1]
    for url in (
        reverse("signed-photo", args=[order.pk]),
        reverse("signed-form", args=[ordered.pk]),
        reverse("blank-list") + f"?paket={ordered.pk}",
    ):
        assert stranger.get(url).status_code == 404


def test_an_official_of_another_field_files_as_well(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    place.by("kasi").activity_prefixes = ["04."]
    place.by("kasi").save()
    url = reverse("signed-form", args=[ordered.pk])
    answers = {"kunci": new_key(), "paper": "daftar_hadir", "photo": photo()}
    assert kasi.post(url, answers).status_code == 302
    assert len(signed(ordered)) == 1
