"""`pbjdesa print-route`: a kabupaten looks at every paper of a method before it starts."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from pbjdesa.config.cli import main
from pbjdesa.regulations.rules import file_papers
from tests.rule_values.values import NATIONAL

ROUTES = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("route", ROUTES)
def test_every_paper_of_a_method_is_printed_in_order(
    route: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print-route", route, "--out", str(tmp_path / "cetak")]) == 0
    files = sorted((tmp_path / "cetak").glob("*.pdf"))
    wanted = {kind for entry, _ in file_papers(NATIONAL, route) for kind in entry}
    assert {file.stem[3:] for file in files} == wanted
    assert [int(file.name[:2]) for file in files] == list(range(1, len(wanted) + 1))
    assert all(len(PdfReader(file).pages) >= 1 for file in files)
    assert f"{len(wanted)} surat" in capsys.readouterr().out


def test_blank_ones_hold_nobody(tmp_path: Path) -> None:
    assert main(["print-route", "pembelian_langsung", "--out", str(tmp_path), "--blank"]) == 0
    (file,) = tmp_path.glob("*-spesifikasi.pdf")
    words = "".join(page.extract_text() for page in PdfReader(file).pages)
    assert "…" in words
    assert "Siti Rahmawati" not in words


def test_a_sellers_letter_bears_no_number_of_the_village(tmp_path: Path) -> None:
    assert main(["print-route", "pembelian_langsung", "--out", str(tmp_path)]) == 0
    for kind, numbered in (("nota_toko", False), ("kuitansi", True)):
        (file,) = tmp_path.glob(f"*-{kind}.pdf")
        words = "".join(page.extract_text() for page in PdfReader(file).pages)
        assert ("000/001/" in words) is numbered


def test_an_unknown_method_and_a_closed_folder_are_refused_in_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["print-route", "borongan", "--out", str(tmp_path)]) == 1
    assert "pembelian_langsung" in capsys.readouterr().err
    (tmp_path / "berkas").write_text("bukan folder")
    assert main(["print-route", "lelang", "--out", str(tmp_path / "berkas")]) == 1
    assert "Pilih folder lain" in capsys.readouterr().err
