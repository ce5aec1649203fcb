"""Getting the file of a purchase, and sealing it, on screen."""

import io
import zipfile

import pytest
from django.urls import reverse

from pbjdesa.kernel.once import new_key
from pbjdesa.oversight.seals import grouped, seals_of
from tests import scene
from tests.budget_files import text_of
from tests.clients import client_for
from tests.world import announced, territory, village, watcher

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def test_the_file_is_one_tap_from_the_papers_of_the_purchase() -> None:
    place = announced(village(territory(), logins=True))
    purchase = scene.purchase_in(place, "paid")
    client = client_for("pagersari-kaur_keuangan")
    address = reverse("purchase-spj", args=[purchase.pk])
    papers = reverse("purchase-files", args=[purchase.pk])
    assert papers in client.get(reverse("purchase-detail", args=[purchase.pk])).content.decode()
    assert address in client.get(papers).content.decode()
    answer = client.get(address)
    assert answer.content.startswith(b"%PDF-")
    assert "SPJ-2026-" in answer["Content-Disposition"]


def test_a_sealed_file_is_made_once_and_got_again_by_whoever_watches() -> None:
    place = announced(village(territory(), logins=True))
    purchase = scene.purchase_in(place, "paid")
    watcher(place.desa.kab, "inspektorat", place.desa, username="auditor")
    client, address = client_for("auditor"), reverse("purchase-seals", args=[purchase.pk])
    sent = {"kunci": new_key()}
    for _ in range(2):
        shown = text_of(client.post(address, sent, follow=True))
    (seal,) = seals_of(purchase)
    assert grouped(seal.manifest) in shown
    answer = client.get(reverse("seal-file", args=[seal.pk]))
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert seal.manifest[:8] in answer["Content-Disposition"]
    assert grouped(seal.manifest) in text_of(client_for("pagersari-sekdes").get(address))
