"""Bringing a Siskeudes file in, step by step: look, use, take back; and what is refused."""

import io
import random
import zipfile
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from pbjdesa.documents import files as store
from pbjdesa.kernel.once import new_key
from pbjdesa.planning import queries
from pbjdesa.planning.models import Activity, BudgetImport, BudgetLine, BudgetUpload
from pbjdesa.planning.operations import type_line
from pbjdesa.planning.promises import commit
from pbjdesa.planning.siskeudes import test_support as files
from tests.budget_files import OUR_NAME, export, hidden, import_whole, send, text_of
from tests.clients import client_for
from tests.world import YEAR, Village, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place() -> Village:
    return village(territory(), logins=True)


@pytest.fixture
def kaur(place: Village) -> Client:
    return client_for("pagersari-kaur")


def test_an_import_is_looked_at_then_used_then_taken_back(place: Village, kaur: Client) -> None:
    sent = send(kaur, export())
    shown = kaur.get(sent.url)
    words = text_of(shown)
    assert "Belanja di berkas Rp9.850.000" in words
    assert "Anggaran sesudah impor Rp9.850.000" in words
    assert "Kertas HVS A4 70 gr (01.01.04) Rp2.750.000 menjadi Rp3.300.000" in words
    assert "Semen 50 kg (02.03.10) Rp6.550.000" in words
    assert "“Printer tinta” (01.01.04) diketik sendiri" in words
    assert not BudgetImport.objects.of(place.desa).exists()

    fields = hidden(shown)
    used = kaur.post(sent.url.split("?")[0], fields)
    again = kaur.post(sent.url.split("?")[0], fields)
    assert (used.status_code, used.url) == (302, again.url)
    (done,) = BudgetImport.objects.of(place.desa)
    assert "berlaku" in text_of(kaur.get(used.url))
    assert queries.year_balance(place.desa, YEAR).ceiling == 120_000_000

    asked = kaur.get(reverse("budget-import-undo", args=[done.pk]))
    assert "persis seperti sebelum impor" in text_of(asked)
    back = kaur.post(reverse("budget-import-undo", args=[done.pk]), hidden(asked), follow=True)
    assert "dibatalkan" in text_of(back)
    assert {
        line.description
        for line in BudgetLine.objects.of(place.desa).filter(removed_at__isnull=True)
    } == {"Kertas HVS A4 70 gram", "Printer tinta"}
    assert kaur.get(reverse("budget-import-undo", args=[done.pk])).status_code == 409


def test_the_same_file_again_says_that_nothing_changes(place: Village, kaur: Client) -> None:
    import_whole(kaur, export())
    sent = send(kaur, export())
    shown = kaur.get(sent.url)
    assert "Tidak ada yang berubah" in text_of(shown)
    assert "Pakai anggaran ini" not in text_of(shown)
    forced = kaur.post(sent.url.split("?")[0], {"tahun": YEAR, "sidik": "x", "kunci": new_key()})
    assert forced.status_code == 422
    assert BudgetImport.objects.of(place.desa).count() == 1
    assert BudgetUpload.objects.of(place.desa).count() == 1


def test_a_budget_that_moved_since_is_looked_at_again(place: Village, kaur: Client) -> None:
    sent = send(kaur, export())
    shown = kaur.get(sent.url)
    type_line(
        by=place.by("kasi"),
        activity=place.activity,
        account_code="5.2.1.01",
        description="Tinta",
        volume=Decimal(1),
        unit="botol",
        unit_price=90_000,
    )
    late = kaur.post(sent.url.split("?")[0], hidden(shown))
    assert late.status_code == 422
    assert "Anggaran berubah sejak halaman ini dibuka." in text_of(late)
    assert not BudgetImport.objects.of(place.desa).exists()
    assert kaur.post(sent.url.split("?")[0], hidden(late)).status_code == 302


def test_an_upload_keeps_no_table_of_persons(place: Village, kaur: Client) -> None:
    tables = files.tables(
        Ta_RABRinci=[files.item()],
        Ref_Desa=[{"Kd_Kec": "04.", "Kd_Desa": files.DESA, "Nama_Desa": OUR_NAME}],
    )
    whole = files.zipped({**tables, "Ta_Perangkat": "Nama,NIK\nWagiman,3324040101700001\n"})
    assert send(kaur, whole.getvalue()).status_code == 302
    (upload,) = BudgetUpload.objects.of(place.desa).select_related("file")
    kept = zipfile.ZipFile(io.BytesIO(store.read(upload.file.sha256)))
    assert set(kept.namelist()) == {f"{name}.csv" for name in tables}


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("Ta_Kegiatan.csv", b"0" * 70_000_000)
    return out.getvalue()


def cut() -> bytes:
    content = export()
    return content[: len(content) // 2]


def flipped() -> bytes:
    content = bytearray(export())
    for at in random.Random(7).sample(range(len(content)), 40):
        content[at] ^= 0xFF
    return bytes(content)


HOSTILE = {
    "empty": b"",
    "words": b"ini bukan zip",
    "html": b"<script>alert(1)</script>",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "access": b"\x00\x01\x00\x00Standard Jet DB\x00" + bytes(200),
    "nothing inside": files.zipped({}).getvalue(),
    "other tables": files.zipped({"Ta_Perangkat": "Nama\n"}).getvalue(),
    "a bomb": bomb(),
    "cut": cut(),
    "flipped": flipped(),
    "no lines": export(Ta_RABRinci=[]),
    "no column": files.zipped(
        {"Ta_Kegiatan": "Tahun,Kd_Desa\n2026,04.2005.\n", "Ta_RABRinci": "Tahun\n2026\n"}
    ).getvalue(),
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_file_that_is_no_export_gets_a_sentence_and_is_not_kept(
    place: Village, kaur: Client, content: bytes
) -> None:
    answer = send(kaur, content, tahun="2026")
    assert answer.status_code == 422
    assert 'id="id_file_e"' in answer.content.decode()
    assert 'value="2026"' in answer.content.decode()
    assert not BudgetUpload.objects.of(place.desa).exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(kaur: Client) -> None:
    answer = send(kaur, b"PK" + bytes(12_000_000))
    assert answer.status_code == 422
    assert "Kirim berkas di bawah 12 MB." in text_of(answer)


def test_no_file_at_all_is_said_at_the_field(kaur: Client) -> None:
    answer = kaur.post(reverse("budget-import"), {"tahun": YEAR, "kunci": new_key()})
    assert answer.status_code == 422
    assert "Pilih zip dari Siskeudes atau berkas RAB (XLSX)." in text_of(answer)


@pytest.mark.parametrize("year", ["", "dua ribu", "26", "20260", "1998"])
def test_a_strange_year_is_asked_again_and_stays_as_typed(kaur: Client, year: str) -> None:
    answer = send(kaur, export(), tahun=year)
    assert answer.status_code == 422
    assert "Tulis tahunnya dengan 4 angka" in text_of(answer)
    assert f'value="{year}"' in answer.content.decode()


def test_a_year_that_the_file_does_not_hold_names_those_it_holds(kaur: Client) -> None:
    answer = send(kaur, export(), tahun=str(YEAR - 1))
    assert answer.status_code == 422
    assert f"Tahun yang ada: {YEAR}." in text_of(answer)
    assert 'id="id_tahun_e"' in answer.content.decode()


def test_a_file_of_another_village_asks_for_the_code(place: Village, kaur: Client) -> None:
    sent = send(kaur, export("PEMERINTAH DESA MAJU"))
    asked = kaur.get(sent.url)
    assert asked.status_code == 200
    assert "Desa yang mana di berkas ini?" in text_of(asked)
    assert 'value="04.2005."' in asked.content.decode()
    unchosen = kaur.get(sent.url.split("?")[0], {"tahun": YEAR, "pilih": "1"})
    assert unchosen.status_code == 422
    assert "Pilih satu desa dulu." in text_of(unchosen)
    wrong = kaur.get(sent.url, {"tahun": YEAR, "kd": "09.9999."})
    assert wrong.status_code == 422
    assert "09.9999" in text_of(wrong)
    chosen = kaur.get(sent.url.split("?")[0], {"tahun": YEAR, "kd": "04.2005."})
    assert "bernama PEMERINTAH DESA MAJU, bukan Pagersari" in text_of(chosen)
    used = kaur.post(sent.url.split("?")[0], hidden(chosen))
    assert used.status_code == 302
    assert BudgetImport.objects.of(place.desa).count() == 1


def test_undo_says_what_stands_in_its_way(place: Village, kaur: Client) -> None:
    import_whole(kaur, export())
    done = BudgetImport.objects.of(place.desa).get()
    line = (
        BudgetLine.objects.of(place.desa)
        .select_related("activity__desa__kab")
        .get(description="Semen 50 kg")
    )
    commit(
        by=place.by("kasi"),
        purchase_id=1,
        activity=line.activity,
        amounts={line.pk: 1_000_000},
        blocks=True,
    )
    asked = kaur.get(reverse("budget-import-undo", args=[done.pk]))
    assert "“Semen 50 kg” sudah dipesan Rp1.000.000, anggaran lamanya Rp0." in text_of(asked)
    assert 'method="post" novalidate' not in asked.content.decode()
    forced = kaur.post(reverse("budget-import-undo", args=[done.pk]), {"kunci": new_key()})
    assert forced.status_code == 422
    assert BudgetImport.objects.of(place.desa).get().state == "applied"


@pytest.mark.parametrize("office", ["kasi", "kepala_desa", "kaur_keuangan", "bpd"])
def test_only_kaur_and_sekdes_import(place: Village, office: str) -> None:
    client = client_for(f"pagersari-{office}")
    for address in (reverse("budget-import"), reverse("budget-activity-new")):
        assert client.get(address).status_code == 403
    assert send(client, export()).status_code == 403


def test_words_from_a_file_are_never_code(place: Village, kaur: Client) -> None:
    nasty = "<script>alert(1)</script>"
    content = export(
        Ta_Kegiatan=[files.activity(Nama_Kegiatan=nasty)],
        Ta_RABRinci=[files.item(Uraian=nasty, SumberDana=nasty)],
    )
    sent = send(kaur, content, name="<b>x</b>.zip")
    pages = [kaur.get(sent.url), import_whole(kaur, content), kaur.get(reverse("budget-list"))]
    road = Activity.objects.of(place.desa).get(code="02.03.10")
    pages.append(kaur.get(reverse("budget-activity", args=[road.pk])))
    for page in pages:
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()
        assert "<b>x</b>" not in page.content.decode()
