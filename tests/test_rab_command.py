"""`pbjdesa import-rab`: what it says, what it writes, and what it leaves alone."""

import json
from pathlib import Path
from typing import Any

import pytest

from pbjdesa.config import cli
from pbjdesa.planning import queries
from pbjdesa.planning.importing import undo_import
from pbjdesa.planning.models import Activity, BudgetImport, BudgetLine
from pbjdesa.planning.rab.test_support import ITEMS, siskeudes_like, workbook, works_like
from pbjdesa.territories.models import Desa
from tests.world import YEAR, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TOTAL = sum(row[5] for row in ITEMS)


@pytest.fixture
def desa() -> Desa:
    return village(territory()).desa


def book(folder: Path, **sheets: Any) -> Path:
    path = folder / "rab.xlsx"
    path.write_bytes(workbook(sheets))
    return path


def run(path: Path, desa: Desa, *more: str) -> int:
    words = ["import-rab", str(path), "--desa", desa.code, "--tahun", str(YEAR), *more]
    return cli.main(words)


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def lines_of(desa: Desa, code: str) -> list[BudgetLine]:
    rows = BudgetLine.objects.of(desa).filter(activity__code=code, removed_at__isnull=True)
    return list(rows.order_by("pk"))


def test_the_lines_come_in_and_other_activities_stay(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = len(lines_of(desa, "01.01.04"))
    assert before
    assert run(book(tmp_path, JALAN=siskeudes_like()), desa) == 0
    said = capsys.readouterr().out.splitlines()
    assert f"Desa Pagersari ({desa.code}), tahun {YEAR}" == said[0]
    assert said[-1] == f"Anggaran sudah dipakai. Ini impor ke-1 tahun {YEAR}."
    assert sum(line.amount for line in lines_of(desa, "02.03.10")) == TOTAL
    assert len(lines_of(desa, "01.01.04")) == before


def test_the_same_workbook_twice_changes_nothing(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path, JALAN=siskeudes_like())
    run(path, desa)
    capsys.readouterr()
    assert run(path, desa, "--json") == 0
    answer = told(capsys)
    assert not answer["imported"]["applied"]
    assert not answer["imported"]["changed"]


def test_a_trial_tells_everything_and_writes_nothing(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path, JALAN=siskeudes_like(total=6_000_000), CATATAN=[["Rapat"]])
    assert run(path, desa, "--dry-run", "--json") == 0
    answer = told(capsys)
    assert [sheet["read"] for sheet in answer["sheets"]] == [True, False]
    assert answer["sheets"][1]["reason"]
    assert {note["code"] for note in answer["notes"]} == {"total_mismatch", "sheet_unread"}
    assert answer["lines"][0] == {
        "sheet": "JALAN",
        "row": 9,
        "activity_code": "02.03.10",
        "activity": "Pembangunan Jalan Usaha Tani",
        "account_code": "5.3.5.03",
        "account": "Belanja Modal Jalan",
        "fund": "DDS",
        "fund_code": "DDS",
        "description": "Semen 40 kg",
        "volume": "40",
        "unit": "sak",
        "usual_unit": "sak",
        "price": "62000",
        "amount": 2_480_000,
    }
    assert not lines_of(desa, "02.03.10")
    assert not BudgetImport.objects.of(desa).exists()


def test_an_import_can_be_taken_back(desa: Desa, tmp_path: Path) -> None:
    run(book(tmp_path, JALAN=siskeudes_like()), desa)
    undo_import(by=None, budget_import=BudgetImport.objects.of(desa).get())
    assert not lines_of(desa, "02.03.10")
    assert Activity.objects.of(desa).get(code="02.03.10").removed_at is not None
    assert lines_of(desa, "01.01.04")


def test_lines_that_cannot_be_used_are_left_out_and_said(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = works_like()
    rows[1] = ["Jenis Kegiatan", None, ": Aspal jalan masuk"]
    items = [*ITEMS[:2], ("Potongan", "DDS", -1, "ls", 50_000, -50_000)]
    path = book(tmp_path, JALAN=siskeudes_like(items), ASPAL=rows)
    assert run(path, desa, "--json") == 0
    answer = told(capsys)
    lost = [
        (each["file"], each["code"]) for each in answer["problems"] if each["severity"] == "error"
    ]
    assert set(lost) == {("ASPAL", "no_activity_code"), ("JALAN", "negative")}
    assert answer["imported"]["lines"] == 2


def test_a_workbook_without_any_line_is_refused_and_its_sheets_are_named(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(book(tmp_path, CATATAN=[["Rapat desa"]]), desa) == 1
    said = capsys.readouterr()
    assert "CATATAN: tidak dibaca" in said.out
    assert "Tidak ada baris RAB yang bisa dipakai" in said.err


@pytest.mark.parametrize("name", ["tidak-ada.xlsx", "bukan.xlsx"])
def test_a_file_that_is_none_gets_a_sentence(
    desa: Desa, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "bukan.xlsx").write_text("bukan lembar kerja")
    assert run(tmp_path / name, desa) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "XLSX" in said or "tidak bisa dibuka" in said


def test_the_budget_of_the_year_grows_by_what_the_workbook_says(desa: Desa, tmp_path: Path) -> None:
    before = queries.year_balance(desa, YEAR).ceiling
    run(book(tmp_path, JALAN=siskeudes_like()), desa)
    assert queries.year_balance(desa, YEAR).ceiling == before + TOTAL
