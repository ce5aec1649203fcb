"""`pbjdesa print-route`: a kabupaten looks at every paper of a method before it starts."""

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from pbjdesa.config.cli import main
from pbjdesa.documents.registry import PAPERS
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
    assert f"{len(wanted)} surat" in capsys.readouterr().out
    _agrees_with_golden(route, files)


def _agrees_with_golden(route: str, files: list[Path]) -> None:
    """The whole file of a method as agreed: each paper in its place, its title, its pages. The text
    of each paper stands in the golden text of its kind."""
    told = "".join(
        f"{file.stem[:2]} {file.stem[3:]}: {PAPERS[file.stem[3:]].name}, "
        f"{len(PdfReader(file).pages)} halaman\n"
        for file in files
    )
    golden = Path(__file__).with_name("routes") / f"{route}.txt"
    if os.environ.get("PBJDESA_WRITE_GOLDEN"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


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
