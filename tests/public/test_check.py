"""Is this paper genuine? What anybody learns with the code of a paper."""

import json
import os
import random
import re
from datetime import date

import pytest
from django.test import Client

from pbjdesa.delivery.operations import return_handover
from pbjdesa.documents.models import Document
from pbjdesa.documents.paper.codes import ALPHABET, grouped, new_code
from pbjdesa.documents.queries import check, papers_of
from pbjdesa.kernel import audit
from pbjdesa.kernel.secrets import seal, unseal
from pbjdesa.payments.operations import request_payment, return_request
from pbjdesa.procurement.models import Purchase
from pbjdesa.regulations.models import RuleSetVersion
from tests.stories import purchase_at, receive
from tests.world import Village, announced, desa_named, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TRIES = 10_000 if os.environ.get("PBJDESA_LONG") == "1" else 1_000


@pytest.fixture
def place() -> Village:
    return announced(village(territory()))


def _paper(purchase: Purchase, kind: str) -> Document:
    return next(paper for paper in papers_of(purchase.dossier) if paper.kind == kind)


def _read(code: str, status: int = 200) -> str:
    response = Client().get(f"/cek/{code}")
    assert response.status_code == status
    return re.sub(r"\s+", " ", response.content.decode().replace("<wbr>", ""))


def test_a_genuine_paper_shows_its_main_facts(place: Village) -> None:
    paper = _paper(purchase_at(place, "ordered"), "surat_pesanan")
    page = _read(paper.code)
    assert "Surat ini asli" in page
    for fact in (
        paper.number,
        "Rabu, 6 Mei 2026",
        "Desa Pagersari, Kecamatan Patean, Kabupaten Kendal",
        "Toko Sumber Rejeki",
        "Rp540.000",
        "/publik/33.24.04.2005/paket/2026-0001/",
    ):
        assert fact in page
    assert paper.sha256 in page.replace(" ", "")


@pytest.mark.parametrize("written", [str.lower, grouped, lambda code: f" {grouped(code)} ."])
def test_a_code_may_be_typed_as_people_type(place: Village, written) -> None:
    code = _paper(purchase_at(place, "ordered"), "hps").code
    response = Client().get("/cek/", {"kode": written(code)})
    assert "Surat ini asli" in response.content.decode()


def test_the_address_works_with_and_without_a_slash(place: Village) -> None:
    code = _paper(purchase_at(place, "ordered"), "hps").code
    assert Client().get(f"/cek/{code}/").status_code == 200
    assert Client().get(f"/cek/{code}").status_code == 200


def test_an_unknown_code_says_what_to_do_and_keeps_what_was_typed(place: Village) -> None:
    page = _read("7KQ2-9XWP-4M1Z", 404)
    assert "Kode ini tidak kami kenal" in page
    assert "Jangan pakai surat itu. Tanya ke kantor desa." in page
    assert 'value="7KQ2-9XWP-4M1Z"' in page


def test_an_empty_form_asks_for_the_code(place: Village) -> None:
    response = Client().get("/cek/", {"kode": " "})
    assert response.status_code == 422
    assert "Tulis dulu kode suratnya" in response.content.decode()


@pytest.mark.parametrize(
    "hostile", ["<script>", "%00", "a" * 5_000, "٣٣٢٤", "'; DROP TABLE", "../"]
)
def test_hostile_codes_are_just_unknown(place: Village, hostile: str) -> None:
    response = Client().get("/cek/", {"kode": hostile})
    assert response.status_code == 404
    assert "<script>" not in response.content.decode()


def test_a_replaced_paper_names_its_successor(place: Village) -> None:
    purchase = purchase_at(place, "accepted")
    request_payment(by=place.by("kasi"), purchase=purchase)
    old = _paper(purchase, "spp")
    return_request(by=place.by("sekdes"), purchase=purchase, note="Nota belum terbaca.")
    assert "sedang diperbaiki" in _read(old.code)
    request_payment(by=place.by("kasi"), purchase=purchase)
    page = _read(old.code)
    assert "sudah diganti versi baru" in page
    assert _paper(purchase, "spp").number in page
    assert "Nota belum terbaca" not in page


def test_the_paper_of_a_cancelled_order_is_genuine_but_void(place: Village) -> None:
    paper = _paper(purchase_at(place, "cancelled"), "surat_pesanan")
    page = _read(paper.code)
    assert "sudah dibatalkan" in page
    assert "Surat ini asli<" not in page


def test_a_handover_taken_back_is_said(place: Village) -> None:
    purchase = purchase_at(place, "received")
    paper = _paper(purchase, "bast_penyedia")
    return_handover(by=place.by("kepala_desa"), purchase=purchase, note="Kurang satu rim.")
    assert "sedang diperbaiki" in _read(paper.code)
    receive(place, purchase)
    assert "sudah diganti versi baru" in _read(paper.code)


def test_a_practice_paper_says_so_before_anything_else(place: Village) -> None:
    paper = _paper(purchase_at(place, "ordered"), "surat_pesanan")
    place.desa.twin_of = desa_named(place.desa.kab, "Gedong")
    place.desa.save()
    page = _read(paper.code)
    assert "Ini surat LATIHAN" in page
    assert "Surat ini asli" not in page
    assert 'class="latihan"' in page


def test_papers_can_be_checked_where_the_portal_is_closed(place: Village) -> None:
    from pbjdesa.regulations import queries

    paper = _paper(purchase_at(place, "ordered"), "surat_pesanan")
    for version in RuleSetVersion.objects.all():
        content = version.content
        content["publication"]["portal"]["value"] = False
        RuleSetVersion.objects.filter(pk=version.pk).update(content=content)
    queries._read.cache_clear()
    try:
        page = _read(paper.code)
        closed = Client().get("/publik/33.24.04.2005/").status_code
    finally:
        queries._read.cache_clear()
    assert "Surat ini asli" in page
    assert "/publik/33.24.04.2005/paket" not in page
    assert closed == 404


# --- Nobody changes a paper behind its back -----------------------------------------------------


def _forged(paper: Document, **changes: object) -> str:
    """The check page after somebody with the database in hand changed the row of a paper."""
    Document.objects.of(paper.desa).filter(pk=paper.pk).update(**changes)
    return _read(paper.code)


def _refused(page: str) -> bool:
    return "Catatan surat ini tidak utuh" in page and "asli" not in page.lower()


@pytest.mark.parametrize(
    "changes",
    [
        {"number": "999/SP/2026"},
        {"dated": date(2020, 1, 1)},
        {"sha256": "0" * 64},
        {"frozen": "00" * 40},
        {"frozen": "no hexadecimal"},
        {"frozen": ""},
        {"data": {"package": "Paket lain", "total": 1}},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_a_changed_paper_is_never_called_genuine(place: Village, changes) -> None:
    paper = _paper(purchase_at(place, "ordered"), "surat_pesanan")
    page = _forged(paper, **changes)
    assert _refused(page)
    for forged in ("999/SP/2026", "Paket lain", "Rp540.000"):
        assert forged not in page


def test_one_digit_of_a_fact_is_enough_to_be_seen(place: Village) -> None:
    paper = _paper(purchase_at(place, "ordered"), "surat_pesanan")
    assert _refused(_forged(paper, data={**paper.data, "total": paper.data["total"] + 1}))


def test_a_paper_sealed_anew_with_another_text_is_not_the_one_that_was_issued(
    place: Village,
) -> None:
    paper = _paper(purchase_at(place, "ordered"), "surat_pesanan")
    text = json.loads(unseal("paper", paper.frozen))
    text["title"] = "Surat lain"
    forged = seal("paper", audit.canonical(text).decode())
    assert _refused(_forged(paper, frozen=forged, sha256=audit.digest(text)))


def test_the_text_of_one_paper_cannot_stand_for_another(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    paper, other = _paper(purchase, "surat_pesanan"), _paper(purchase, "hps")
    assert _refused(_forged(paper, frozen=other.frozen, sha256=other.sha256))


# --- Nobody guesses a code ---------------------------------------------------------------------


def test_random_codes_open_nothing(place: Village) -> None:
    purchase_at(place, "paid")
    source = random.Random(271828)
    bare = ["".join(source.choices(ALPHABET, k=12)) for _ in range(TRIES)]
    whole = [new_code() for _ in range(TRIES)]
    assert [code for code in (*bare, *whole) if check(code) is not None] == []


def test_a_code_with_one_wrong_character_opens_nothing(place: Village) -> None:
    codes = {paper.code for paper in papers_of(purchase_at(place, "paid").dossier)}
    accepted = []
    for code in codes:
        assert check(code) is not None
        for position in range(len(code)):
            for letter in set(ALPHABET) - {code[position]}:
                slip = code[:position] + letter + code[position + 1 :]
                if check(slip) is not None:
                    accepted.append(slip)
    assert accepted == []
