"""A paper that no step writes: filled from the records, finished by hand, made once."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pbjdesa.documents.models import Document
from pbjdesa.documents.queries import paper_of
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.once import new_key
from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import PKA, SEKDES
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import make_sheet
from pbjdesa.procurement.paperwork import package_data
from pbjdesa.procurement.queries import checklist, papers_missing, sheets_made
from pbjdesa.procurement.registry import SHEETS, Copy, Sheet
from tests.clients import client_for
from tests.rule_values.papers import words_of
from tests.scene import purchase_in
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.once, pytest.mark.slow]

KIND = "daftar_hadir"
"""A real kind of paper with every sort of field, made here as no step of this method makes it."""


def _fill(purchase: Purchase, by: Appointment, variant: str) -> dict[str, Any]:
    if purchase.state == "draft":
        raise Refused("Kirim dulu pesanannya.")
    head = package_data(purchase)
    return {"package": head["package"], "activity": head["activity"], "event": f"Rapat {variant}"}


def _copies(purchase: Purchase) -> list[Copy]:
    return [Copy("1", "Rapat pertama"), Copy("2", "Rapat kedua")]


@pytest.fixture(autouse=True)
def sheet() -> Iterator[Sheet]:
    made = Sheet(KIND, _fill, PKA | {SEKDES.slug}, _copies)
    kept = dict(SHEETS._things)
    SHEETS._things[KIND] = made
    yield made
    SHEETS._things = kept


@pytest.fixture
def place() -> Village:
    return announced(village(territory(), logins=True))


@pytest.fixture
def ordered(place: Village) -> Purchase:
    return purchase_in(place, "ordered")


@pytest.fixture
def kasi(place: Village) -> Client:
    return client_for("pagersari-kasi")


def _address(purchase: Purchase, variant: str = "1", kind: str = KIND) -> str:
    return reverse("purchase-sheet", args=[purchase.pk, kind]) + f"?salinan={variant}"


def _sent(**more: str) -> dict[str, str]:
    return {
        "kunci": new_key(),
        "do": "buat",
        "isi_held_on_tgl": "7",
        "isi_held_on_bln": "5",
        "isi_held_on_thn": "2026",
        "isi_held_place": "Balai Desa",
        "isi_present_baris": "3",
        "isi_present_0_name": "Wagiman",
        "isi_present_0_position": "Ketua RT",
        **more,
    }


def test_what_the_records_know_is_not_asked(kasi: Client, ordered: Purchase) -> None:
    page = kasi.get(_address(ordered)).content.decode()
    assert ordered.title in page
    assert 'name="isi_package"' not in page
    assert 'name="isi_held_place"' in page
    assert 'name="isi_present_2_name"' in page


def test_the_paper_says_what_was_known_and_what_was_typed(kasi: Client, ordered: Purchase) -> None:
    answer = kasi.post(_address(ordered), _sent())
    assert answer.status_code == 302
    (paper,) = sheets_made(ordered, KIND)
    said = words_of(paper_of(paper))
    for words in ("Rapat 1", ordered.title, "Balai Desa", "Wagiman", "7 Mei 2026"):
        assert words in said
    assert paper.number


def test_what_nobody_knows_prints_as_a_dotted_line(kasi: Client, ordered: Purchase) -> None:
    kasi.post(_address(ordered), {"kunci": new_key(), "do": "buat"})
    (paper,) = sheets_made(ordered, KIND)
    assert "…" in words_of(paper_of(paper))


def test_papers_side_by_side_do_not_replace_each_other(kasi: Client, ordered: Purchase) -> None:
    kasi.post(_address(ordered, "1"), _sent())
    kasi.post(_address(ordered, "2"), _sent())
    assert sorted(paper.variant for paper in sheets_made(ordered, KIND)) == ["1", "2"]


def test_made_again_it_replaces_and_the_earlier_one_stays(kasi: Client, ordered: Purchase) -> None:
    kasi.post(_address(ordered), _sent())
    page = kasi.get(_address(ordered)).content.decode()
    assert "Balai Desa" in page
    assert "menggantikannya" in page
    assert 'name="seen" value="1"' in page
    kasi.post(_address(ordered), _sent(isi_held_place="Rumah Pak RT", seen="1"))
    (paper,) = sheets_made(ordered, KIND)
    assert paper.version == 2
    old = Document.objects.like(ordered).get(kind=KIND, version=1)
    assert "Balai Desa" in words_of(paper_of(old))


def test_of_two_who_make_it_at_once_the_second_is_told(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    sekdes = client_for("pagersari-sekdes")
    assert 'name="seen" value="0"' in sekdes.get(_address(ordered)).content.decode()
    kasi.post(_address(ordered), _sent(seen="0"))
    late = sekdes.post(_address(ordered), _sent(seen="0", isi_held_place="Rumah Pak RT"))
    assert late.status_code == 409
    assert "dibuat orang lain" in late.content.decode()
    (paper,) = sheets_made(ordered, KIND)
    assert "Balai Desa" in words_of(paper_of(paper))


@pytest.mark.parametrize("seen", ["", "-1", "9" * 5_000, "²"])
def test_a_version_that_no_page_sent_is_none(kasi: Client, ordered: Purchase, seen: str) -> None:
    assert kasi.post(_address(ordered), _sent(seen=seen)).status_code == 302


def test_a_double_tap_makes_one_paper(kasi: Client, ordered: Purchase) -> None:
    form = _sent()
    kasi.post(_address(ordered), form)
    kasi.post(_address(ordered), form)
    (paper,) = sheets_made(ordered, KIND)
    assert paper.version == 1


def test_a_look_before_keeps_nothing(kasi: Client, ordered: Purchase) -> None:
    answer = kasi.post(_address(ordered), _sent(do="lihat"))
    assert answer["Content-Type"] == "application/pdf"
    assert sheets_made(ordered, KIND) == []


def test_more_rows_keep_what_was_typed(kasi: Client, ordered: Purchase) -> None:
    page = kasi.post(_address(ordered), _sent(do="isi_present_tambah")).content.decode()
    assert 'value="Wagiman"' in page
    assert 'name="isi_present_5_name"' in page
    assert sheets_made(ordered, KIND) == []


@pytest.mark.parametrize(
    "more",
    [
        {"isi_held_on_tgl": "31", "isi_held_on_bln": "2"},
        {"isi_held_on_tgl": "tujuh"},
        {"isi_held_on_thn": "9" * 40},
        {"isi_held_place": "x" * 3_000},
    ],
)
def test_an_unclear_answer_gets_a_sentence_and_stays(
    kasi: Client, ordered: Purchase, more: dict[str, str]
) -> None:
    answer = kasi.post(_address(ordered), _sent(**more))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ada yang perlu diperbaiki" in page
    assert all(value in page for value in more.values())
    assert sheets_made(ordered, KIND) == []


def test_a_number_of_rows_that_nobody_can_fill_is_not_followed(
    kasi: Client, ordered: Purchase
) -> None:
    for rows in ("999", "-1", "²", "1e9", ""):
        answer = kasi.post(
            _address(ordered), _sent(isi_present_baris=rows, do="isi_present_tambah")
        )
        assert answer.content.decode().count("_position") < 400


def test_text_with_markup_is_printed_as_it_stands(kasi: Client, ordered: Purchase) -> None:
    text = '#read("/etc/passwd") <b> {desa} *x* 😀'
    kasi.post(_address(ordered), _sent(isi_held_place=text))
    (paper,) = sheets_made(ordered, KIND)
    assert '#read("/etc/passwd") <b> {desa} *x*' in words_of(paper_of(paper))


def test_only_the_offices_of_the_paper_make_it(place: Village, ordered: Purchase) -> None:
    for office, status in (("sekdes", 200), ("kepala_desa", 404), ("kaur_keuangan", 404)):
        assert client_for(f"pagersari-{office}").get(_address(ordered)).status_code == status
    with pytest.raises(Refused):
        make_sheet(by=place.by("kepala_desa"), purchase=ordered, kind=KIND, typed={}, variant="1")


def test_a_copy_without_ground_and_a_paper_too_early_are_refused(
    place: Village, ordered: Purchase
) -> None:
    with pytest.raises(Refused, match="belum bisa dibuat"):
        make_sheet(by=place.by("kasi"), purchase=ordered, kind=KIND, typed={}, variant="9")
    early = purchase_in(place, "draft")
    with pytest.raises(Refused, match="Kirim dulu"):
        make_sheet(by=place.by("kasi"), purchase=early, kind=KIND, typed={}, variant="1")


def test_a_cancelled_purchase_gets_no_new_paper(place: Village) -> None:
    gone = purchase_in(place, "cancelled")
    with pytest.raises(Refused, match="dibatalkan"):
        make_sheet(by=place.by("kasi"), purchase=gone, kind=KIND, typed={}, variant="1")


def test_an_unknown_paper_or_copy_is_no_page(kasi: Client, ordered: Purchase) -> None:
    assert kasi.get(_address(ordered, kind="tidak_ada")).status_code == 404
    assert kasi.get(_address(ordered, kind="spk")).status_code == 404
    chooses = kasi.get(_address(ordered, "9")).content.decode()
    assert "Rapat pertama" in chooses
    assert "Rapat kedua" in chooses


def test_the_checklist_says_what_is_there_and_what_is_missing(
    kasi: Client, ordered: Purchase
) -> None:
    lines = {kind: line for line in checklist(ordered) for kind in line.kinds}
    assert lines["surat_pesanan"].present
    assert lines["spesifikasi"].present
    assert lines["pengumuman_rencana"].present
    assert not lines["surat_pesanan"].is_signed
    assert lines["kuitansi"].label in papers_missing(list(lines.values()))
    page = kasi.get(reverse("purchase-files", args=[ordered.pk])).content.decode()
    assert "Belum ada" in page
    assert "Sudah jadi, belum ditandatangani" in page


def test_the_checklist_asks_as_little_of_the_database_for_many_papers_as_for_few(
    place: Village, kasi: Client, ordered: Purchase
) -> None:
    url = reverse("purchase-files", args=[ordered.pk])
    kasi.get(url)
    with CaptureQueriesContext(connection) as few:
        kasi.get(url)
    for _ in range(4):
        for variant in ("1", "2"):
            make_sheet(by=place.by("kasi"), purchase=ordered, kind=KIND, typed={}, variant=variant)
    with CaptureQueriesContext(connection) as many:
        kasi.get(url)
    assert len(many) == len(few) <= 25


def test_what_takes_sentences_is_asked_in_a_box_of_several_lines(
    kasi: Client, ordered: Purchase
) -> None:
    page = kasi.get(reverse("purchase-sheet", args=[ordered.pk, "kak"])).content.decode()
    assert re.search(r'<textarea[^>]*name="isi_background"', page)
    assert re.search(r'<input[^>]*name="isi_labour"', page)
    assert 'name="isi_value"' not in page
