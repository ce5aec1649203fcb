"""The commands with which a regulation is checked by a kabupaten and brought into the database."""

import json

import pytest

from pbjdesa.config.cli import main
from pbjdesa.regulations.models import RuleSetVersion

KENDAL = "33.24_kendal/perbup_2_2023"


def test_all_files_are_read_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-regulation"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) >= 4
    assert all("nilai sudah dikonfirmasi" in line for line in said)


@pytest.mark.parametrize("key", [KENDAL, f"{KENDAL}.toml"])
def test_one_file_is_told_in_words_with_its_open_values(
    capsys: pytest.CaptureFixture[str], key: str
) -> None:
    assert main(["check-regulation", key]) == 0
    said = capsys.readouterr().out
    assert said.startswith("PERATURAN BUPATI KENDAL")
    assert "Kuasa Pengguna Anggaran" in said
    assert "belum dikonfirmasi" in said


def test_a_table_of_taxes_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-regulation", "pajak/2025"]) == 0
    assert "PPN" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check-regulation", "../settings"]) == 1
    assert KENDAL in capsys.readouterr().err


@pytest.mark.django_db
def test_loading_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load-regulations", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert KENDAL in first["new"]
    before = list(RuleSetVersion.objects.order_by("pk").values())
    assert main(["load-regulations"]) == 0
    assert "0 baru" in capsys.readouterr().out
    assert before == list(RuleSetVersion.objects.order_by("pk").values())
