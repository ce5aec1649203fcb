"""`pbjdesa import-siskeudes`: what it says, what it writes, and how it refuses."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from pbjdesa.config import cli
from pbjdesa.planning import queries
from pbjdesa.planning.models import BudgetImport
from pbjdesa.planning.siskeudes import test_support as files
from pbjdesa.territories.models import Desa
from tests.budget_files import export
from tests.world import YEAR, desa_named, territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desa() -> Desa:
    return desa_named(territory(), "Pagersari")


@pytest.fixture
def zip_file(tmp_path: Path) -> Path:
    path = tmp_path / "apbdes.zip"
    path.write_bytes(export())
    return path


def run(path: Path, desa: Desa, *more: str, year: int = YEAR) -> int:
    words = ["import-siskeudes", str(path), "--desa", desa.code, "--tahun", str(year), *more]
    return cli.main(words)


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_the_budget_comes_in_and_the_summary_says_so(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(zip_file, desa) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"Desa Pagersari ({desa.code}), tahun 2026"
    assert "Isi: 2 kegiatan, 2 baris, Rp9.850.000" in lines
    assert "  DDS: Rp9.850.000" in lines
    assert "  baru: 2 kegiatan, 2 baris" in lines
    assert lines[-1] == "Anggaran sudah dipakai. Ini impor ke-1 tahun 2026."
    assert queries.year_balance(desa, YEAR).ceiling == 120_000_000


def test_a_dry_run_writes_nothing(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(zip_file, desa, "--dry-run") == 0
    assert capsys.readouterr().out.splitlines()[-1] == "Ini percobaan. Tidak ada yang ditulis."
    assert not queries.has_budget(desa, YEAR)


def test_the_same_file_twice_is_fine_and_changes_nothing(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(zip_file, desa) == 0
    assert run(zip_file, desa) == 0
    assert "Tidak ada yang berubah." in capsys.readouterr().out
    assert BudgetImport.objects.of(desa).count() == 1


def test_programs_read_everything_as_json(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(zip_file, desa, "--json") == 0
    data = told(capsys)
    done = BudgetImport.objects.of(desa).get()
    assert (data["ok"], data["applied"], data["import_id"]) == (True, True, str(done.pk))
    assert data["sha256"] == hashlib.sha256(zip_file.read_bytes()).hexdigest()
    assert data["counts"]["lines"]["new"] == 2
    assert data["funds"] == [{"fund": "DDS", "total": 9_850_000}]
    assert {each["kind"] for each in data["differences"]} == {"new"}
    assert run(zip_file, desa, "--json") == 0
    again = told(capsys)
    assert (again["applied"], again["changed"], again["import_id"]) == (False, False, None)


def test_ids_are_text_in_json(
    desa: Desa, tmp_path: Path, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(zip_file, desa) == 0
    more = tmp_path / "perubahan.zip"
    more.write_bytes(export(Ta_RABRinci=[files.item(JmlSatuan=120, Anggaran=7_860_000)]))
    capsys.readouterr()
    assert run(more, desa, "--json", "--dry-run") == 0
    changed = [each for each in told(capsys)["differences"] if each["kind"] == "changed"]
    assert changed
    assert all(isinstance(each["id"], str) for each in changed)


def test_a_bad_line_is_named_with_its_place(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apbdes.zip"
    path.write_bytes(export(Ta_RABRinci=[files.item(), files.item(No_Urut=2, Anggaran="banyak")]))
    assert run(path, desa) == 0
    out = capsys.readouterr().out
    assert "Tidak terbaca (1):" in out
    assert "  Ta_RABRinci.csv baris 3: " in out


def test_another_name_is_refused_with_the_option_to_add(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "apbdes.zip"
    path.write_bytes(export("PEMERINTAH DESA MAJU"))
    assert run(path, desa) == 1
    said = capsys.readouterr().err
    assert "PEMERINTAH DESA MAJU" in said
    assert "Pagersari" in said
    assert "  --kd-desa 04.2005.   PEMERINTAH DESA MAJU" in said
    assert not queries.has_budget(desa, YEAR)
    assert run(path, desa, "--json") == 1
    data = told(capsys)
    assert data["ok"] is False
    assert data["villages"] == [{"kd_desa": "04.2005.", "name": "PEMERINTAH DESA MAJU"}]
    assert run(path, desa, "--kd-desa", "04.2005") == 0
    assert queries.has_budget(desa, YEAR)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (export(Ta_RABRinci=[]), "tidak memuat baris belanja"),
        (b"bukan zip", "bukan zip yang utuh"),
        (None, "Berkas tidak ditemukan"),
    ],
)
def test_a_file_of_no_use_is_refused(
    desa: Desa,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes | None,
    said: str,
) -> None:
    path = tmp_path / "apbdes.zip"
    if content is not None:
        path.write_bytes(content)
    assert run(path, desa) == 1
    assert said in capsys.readouterr().err
    assert run(tmp_path, desa) == 1


def test_a_year_that_is_not_there_is_refused(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(zip_file, desa, year=2020) == 1
    assert "Tahun yang ada: 2026." in capsys.readouterr().err


def test_an_unknown_village_is_refused_with_an_example(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import-siskeudes", str(zip_file), "--desa", "99.99.99.9999", "--tahun", "2026"]
    assert cli.main(words) == 1
    assert "Desa dengan kode '99.99.99.9999' tidak ada di sini." in capsys.readouterr().err


def test_a_year_that_is_no_year_is_wrong_usage(
    desa: Desa, zip_file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import-siskeudes", str(zip_file), "--desa", desa.code, "--tahun", "dua"]
    with pytest.raises(SystemExit) as stopped:
        cli.main(words)
    assert stopped.value.code == 2
