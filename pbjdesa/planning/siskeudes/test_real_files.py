"""Whole exports: the ones that lie beside the repository, and one generated to the same shape."""

import csv
import os
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from time import process_time

import pytest

from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.planning.siskeudes.test_support import (
    YEAR,
    Row,
    activity,
    export,
    item,
    posted_total,
    total,
)

_REPOSITORY = Path(__file__).resolve().parents[3]
_SHARED = Path(os.environ.get("PBJDESA_SHARED", _REPOSITORY.parent / "shared"))


def _generated(folder: Path) -> Path:
    """Account totals only, as the second of the known exports has them."""
    totals = [(f"5.3.5.{n:02}", n * 1_000_000) for n in range(1, 5)]
    path = folder / "buatan.zip"
    path.write_bytes(
        export(
            Ta_Kegiatan=[activity()],
            Ta_RAB=[total(account=account, Anggaran=amount) for account, amount in totals],
            Ta_Anggaran=[
                posted_total(1, account=account, Anggaran=amount, AnggaranStlhPAK=amount)
                for account, amount in totals
            ],
        ).read()
    )
    return path


def _exports() -> list[str]:
    present = sorted((_SHARED / "data" / "siskeudes").glob("*.zip"))
    return ["", *(str(path) for path in present)]


def _expenditure_of_ta_anggaran(path: Path) -> tuple[int, int]:
    """Count and sum of the 5.x rows, read in the plainest way, to compare with."""
    with zipfile.ZipFile(path) as archive:
        text = archive.read("Ta_Anggaran.csv").decode().splitlines()
    rows = [{k.lower(): v for k, v in row.items()} for row in csv.DictReader(text)]
    amounts = [
        int(Decimal(row["anggaranstlhpak"] or row["anggaran"]))
        for row in rows
        if row["kd_rincian"].startswith("5")
    ]
    return len(amounts), sum(amounts)


@pytest.mark.parametrize("name", _exports())
def test_a_whole_export_is_read_to_the_last_rupiah(name: str, tmp_path: Path) -> None:
    path = Path(name) if name else _generated(tmp_path)
    read = read_export(path, year=YEAR)
    assert (len(read.lines), read.total) == _expenditure_of_ta_anggaran(path)
    assert sum(each.ceiling for each in read.activities) >= read.total
    assert read.version
    assert len({line.key for line in read.lines}) == len(read.lines)
    assert all(line.level == "account_total" for line in read.lines)
    assert "old_code_113_2014" not in {mark for line in read.lines for mark in line.marks}
    said = {problem.code: problem.sentence for problem in read.problems}
    assert read.version in said["totals_only" if read.holds_lines else "no_lines"]


def _large(lines: int) -> Iterator[Row]:
    for n in range(lines):
        volume, price = n % 500 + 1, (n % 900 + 1) * 100
        yield item(
            f"02.03.{n % 20 + 1:02}",
            f"5.3.5.{n % 4 + 1:02}",
            No_Urut=f"{n // 20:04}",
            Uraian=f"Barang nomor {n}",
            JmlSatuan=volume,
            HrgSatuan=price,
            Anggaran=volume * price,
        )


@pytest.mark.slow
def test_fifty_thousand_lines_cost_less_than_three_seconds_of_the_processor() -> None:
    rows = list(_large(50_000))
    source = export(
        Ta_Kegiatan=[activity(f"02.03.{n:02}", Pagu=10**12) for n in range(1, 21)],
        Ta_RABRinci=rows,
    )
    began = process_time()
    read: BudgetExport = read_export(source, year=YEAR)
    took = process_time() - began
    assert len(read.lines) == 50_000
    assert read.total == sum(int(str(row["Anggaran"])) for row in rows)
    assert took < 3
