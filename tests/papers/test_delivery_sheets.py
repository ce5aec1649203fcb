"""The papers of carrying out and reporting, filled from a real purchase and issued by who may."""

import io
from typing import Any

import pytest
from django.urls import reverse
from PIL import Image

from pbjdesa.delivery.operations import accept_handover, keep_receipt, receive_goods
from pbjdesa.delivery.sheets import SHEETS
from pbjdesa.documents.models import Document
from pbjdesa.documents.queries import paper_of, pdf_of
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.once import new_key
from pbjdesa.people.offices import TPK
from pbjdesa.people.operations import open_account
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import make_sheet
from pbjdesa.procurement.registry import Sheet
from pbjdesa.web.desa.sheet_form import open_fields
from tests.clients import client_for
from tests.papers.lists_delivery import LISTS
from tests.rule_values.papers import words_of
from tests.scene import purchase_in
from tests.world import PIN, Village, announced, hire, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

BY_SLUG = {sheet.slug: sheet for sheet in SHEETS if sheet.slug in LISTS}


def _photo() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((640, 480), 60).convert("RGB").save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def place() -> Village:
    here = announced(village(territory()))
    for office in sorted(TPK):
        here.officials[office] = hire(
            here.desa.kab, office, f"Warga {office}", desa=here.desa, element="masyarakat"
        )
    return here


@pytest.fixture
def delivered(place: Village) -> Purchase:
    """Everything inspected and handed over, with a photo."""
    purchase = purchase_in(place, "ordered")
    kasi = place.by("kasi")
    keep_receipt(by=kasi, purchase=purchase, photo=_photo())
    receive_goods(by=kasi, purchase=purchase)
    accept_handover(by=place.by("kepala_desa"), purchase=purchase)
    purchase.refresh_from_db()
    return purchase


def _maker(place: Village, sheet: Sheet) -> Any:
    """The kasi where a kasi may, else the ketua of the team."""
    return place.by("kasi" if "kasi" in sheet.makers else "tpk_ketua")


def _made(place: Village, purchase: Purchase, slug: str, **typed: Any) -> Document:
    sheet = BY_SLUG[slug]
    (first, *_) = sheet.copies(purchase)
    return make_sheet(
        by=_maker(place, sheet), purchase=purchase, kind=slug, typed=typed, variant=first.variant
    )


@pytest.mark.parametrize("slug", sorted(BY_SLUG))
def test_each_is_filled_and_issued_from_a_delivered_purchase(
    place: Village, delivered: Purchase, slug: str
) -> None:
    paper = _made(place, delivered, slug)
    assert delivered.title in words_of(paper_of(paper))
    assert pdf_of(paper) == pdf_of(paper)


def test_photos_of_the_delivery_are_printed(place: Village, delivered: Purchase) -> None:
    for slug in ("laporan_hasil", "foto_dokumentasi", "laporan_kemajuan", "laporan_harian"):
        assert b"DCTDecode" in pdf_of(_made(place, delivered, slug)), slug


def test_the_minutes_of_the_inspection_show_the_photo(delivered: Purchase) -> None:
    minutes = Document.objects.like(delivered).get(kind="ba_pemeriksaan")
    assert b"DCTDecode" in pdf_of(minutes)
    assert "V" in words_of(paper_of(minutes)).split()


def test_a_result_is_reported_with_the_numbers_of_its_papers(
    place: Village, delivered: Purchase
) -> None:
    said = words_of(paper_of(_made(place, delivered, "laporan_hasil")))
    for kind in ("surat_pesanan", "ba_pemeriksaan", "bast_penyedia"):
        assert Document.objects.like(delivered).get(kind=kind).number in said


def test_what_has_no_ground_yet_says_what_to_do_first(place: Village) -> None:
    ordered = purchase_in(place, "ordered")
    with pytest.raises(Refused, match="terima dulu barangnya"):
        _made(place, ordered, "laporan_hasil")
    draft = purchase_in(place, "draft")
    for slug in ("papan_pengumuman", "permohonan_pemeriksaan", "laporan_kemajuan"):
        with pytest.raises(Refused, match="pesanan atau perjanjiannya"):
            _made(place, draft, slug)


def test_reports_follow_each_other(place: Village, delivered: Purchase) -> None:
    sheet = BY_SLUG["laporan_mingguan"]
    assert [copy.variant for copy in sheet.copies(delivered)] == ["1"]
    _made(place, delivered, "laporan_mingguan")
    assert [copy.label for copy in sheet.copies(delivered)] == ["Minggu ke 1", "Minggu ke 2"]


def test_a_handover_names_the_report_that_it_rests_on(place: Village, delivered: Purchase) -> None:
    report = _made(place, delivered, "laporan_tpk")
    said = words_of(paper_of(_made(place, delivered, "bast_tpk")))
    assert f"Laporan TPK Nomor {report.number}" in said


def test_a_wage_list_keeps_no_worker_in_clear(place: Village, delivered: Purchase) -> None:
    worker = {
        "name": "Tarmini",
        "nik": "3300015507820005",
        "job": "Pekerja",
        "days": "5.5",
        "wage": 105_000,
    }
    paper = _made(place, delivered, "daftar_upah", workers=[worker])
    assert "Tarmini" not in str(paper.data)
    assert "3300015507820005" not in str(paper.data)
    said = words_of(paper_of(paper))
    assert "Tarmini" in said
    assert "lima ratus tujuh puluh tujuh ribu lima ratus rupiah" in said


def test_a_look_before_shows_the_photos_too(place: Village, delivered: Purchase) -> None:
    open_account(by=None, person=place.by("kasi").person, username="kasi-foto", pin=PIN)
    address = reverse("purchase-sheet", args=[delivered.pk, "laporan_hasil"])
    answer = client_for("kasi-foto").post(address, {"kunci": new_key(), "do": "lihat"})
    assert answer["Content-Type"] == "application/pdf"
    assert b"DCTDecode" in answer.content


def test_nobody_is_asked_for_what_can_be_reckoned(place: Village, delivered: Purchase) -> None:
    sheet = BY_SLUG["daftar_upah"]
    known = sheet.fill(delivered, place.by("kasi"), "1")
    asked = open_fields(sheet.asked(PAPERS["daftar_upah"]), known)
    (workers,) = [field for field in asked if field.name == "workers"]
    assert [column.name for column in workers.columns] == [
        "name",
        "nik",
        "job",
        "days",
        "wage",
        "tax",
    ]
    assert [field.name for field in asked] == ["period_start", "period_end", "workers"]
