"""The data behind the pages: stable addresses, kind to caches, the same as the exported files."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from pbjdesa.config.cli import main
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.transparency.tests.shape import faults
from tests.stories import STEPS, purchase_at, receive
from tests.world import Village, announced, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DATA = "/publik/33.24.04.2005/ocds.json"


@pytest.fixture
def place() -> Village:
    return announced(village(territory()))


def test_a_village_is_one_sound_package_at_its_own_address(place: Village) -> None:
    for number, step in enumerate(STEPS):
        purchase_at(place, step, taxed=step == "closed", hours=24 * number)
    response = Client().get(DATA)
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    package = response.json()
    assert package["uri"] == f"{settings.ORIGIN}{DATA}"
    assert len({release["ocid"] for release in package["releases"]}) == 6
    assert faults(package) == []


def test_a_package_and_a_year_have_addresses_of_their_own(place: Village) -> None:
    purchase_at(place, "received")
    purchase_at(place, "ordered", hours=24)
    one = Client().get("/publik/33.24.04.2005/paket/2026-0001/ocds.json").json()
    assert len(one["releases"]) == 2
    assert one["uri"].endswith("/paket/2026-0001/ocds.json")
    year = Client().get(DATA, {"tahun": "2026"}).json()
    assert len(year["releases"]) == 3
    assert year["uri"].endswith("?tahun=2026")
    assert faults(one) == faults(year) == []


def test_an_unchanged_package_is_not_sent_again(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    first = Client().get(DATA)
    again = Client().get(DATA, headers={"If-None-Match": first["ETag"]})
    dated = Client().get(DATA, headers={"If-Modified-Since": first["Last-Modified"]})
    assert (again.status_code, again.content) == (304, b"")
    assert dated.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert first["Last-Modified"] == "Wed, 06 May 2026 03:00:00 GMT"
    receive(place, purchase)
    later = Client().get(DATA, headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


def test_a_new_publisher_changes_the_edition(place: Village, settings) -> None:
    purchase_at(place, "ordered")
    first = Client().get(DATA)["ETag"]
    settings.PUBLISHER = "Dinas Contoh"
    assert Client().get(DATA)["ETag"] != first


# --- The command -------------------------------------------------------------------------------


def _export(folder: Path, *words: str) -> int:
    return main(["export-ocds", "--out", str(folder), *words])


def test_the_files_are_what_the_address_serves(place: Village, tmp_path: Path) -> None:
    purchase_at(place, "paid")
    assert _export(tmp_path) == 0
    written = json.loads((tmp_path / "33.24.04.2005_2026.json").read_text())
    assert written == Client().get(DATA, {"tahun": "2026"}).json()
    assert faults(written) == []


def test_only_villages_with_releases_get_a_file(place: Village, tmp_path: Path, capsys) -> None:
    purchase_at(place, "received")
    assert _export(tmp_path, "--json") == 0
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"33.24.04.2005_2026.json", "daftar.json"}
    listing = json.loads((tmp_path / "daftar.json").read_text())["berkas"]
    assert [(row["kode"], row["tahun"], row["rilis"]) for row in listing] == [
        ("33.24.04.2005", 2026, 2)
    ]
    assert json.loads(capsys.readouterr().out)["berkas"] == listing


def test_village_and_year_choose(place: Village, tmp_path: Path, capsys) -> None:
    purchase_at(place, "ordered")
    assert _export(tmp_path, "--desa", "33.24.04.2005", "--tahun", "2025") == 0
    assert [path.name for path in tmp_path.iterdir()] == ["daftar.json"]
    assert "Belum ada belanja yang terbit" in capsys.readouterr().err


def test_wrong_words_are_answered_in_words(place: Village, tmp_path: Path, capsys) -> None:
    assert _export(tmp_path, "--desa", "99") == 1
    assert "tidak ada. Contoh kode" in capsys.readouterr().err
    blocked = tmp_path / "berkas"
    blocked.write_text("x")
    assert _export(blocked) == 1
    assert "Pilih folder lain" in capsys.readouterr().err
    with pytest.raises(SystemExit) as usage:
        _export(tmp_path, "--tahun", "dua")
    assert usage.value.code == 2
    assert "--tahun tidak dapat membaca" in capsys.readouterr().err


def test_a_closed_portal_is_left_out(place: Village, tmp_path: Path, capsys) -> None:
    from pbjdesa.regulations import queries

    purchase_at(place, "ordered")
    for version in RuleSetVersion.objects.all():
        content = version.content
        content["publication"]["portal"]["value"] = False
        RuleSetVersion.objects.filter(pk=version.pk).update(content=content)
    queries._read.cache_clear()
    try:
        assert _export(tmp_path) == 0
    finally:
        queries._read.cache_clear()
    assert [path.name for path in tmp_path.iterdir()] == ["daftar.json"]
    assert "belum membuka halaman umum" in capsys.readouterr().err
