"""`new-method`, `new-paper`, `new-flag`: what they write is sound from the first moment on."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from pbjdesa.config import scaffolding
from pbjdesa.config.cli import main
from pbjdesa.kernel.errors import Refused

ROOT = Path(__file__).resolve().parent.parent
KINDS = {
    "method": ("new-method", "lelang_contoh"),
    "paper": ("new-paper", "procurement", "surat_contoh"),
    "flag": ("new-flag", "bendera_contoh"),
}
LINES = 3
"""One folder plus at most three lines elsewhere; a fourth would be a fault of the house."""


class Tree:
    """A copy of the program to write into."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("pbjdesa", "tests", "docs"):
            kept = shutil.ignore_patterns("__pycache__", "*.pyc")
            shutil.copytree(ROOT / name, root / name, ignore=kept)
        for name in ("conftest.py", "pyproject.toml"):
            shutil.copy(ROOT / name, root / name)

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(self.root), **more}
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=self.root,
            env=environment,
            capture_output=True,
            text=True,
        )


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return Tree(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def written(tree: Tree) -> dict[str, list[str]]:
    """The files that each command wrote, by kind."""
    found = {}
    for kind, words in KINDS.items():
        done = tree.run("pbjdesa", *words, "--name", "Contoh Kerangka")
        assert done.returncode == 0, done.stderr
        found[kind] = done.stdout.splitlines()
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_it_prints_the_files_it_wrote(tree: Tree, written: dict[str, list[str]], kind: str) -> None:
    assert len(written[kind]) >= 3
    assert all((tree.root / name).is_file() for name in written[kind])
    assert all(KINDS[kind][-1] in name for name in written[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_parses_and_passes_the_checks_of_the_house(
    tree: Tree, written: dict[str, list[str]], kind: str
) -> None:
    python = [name for name in written[kind] if name.endswith(".py")]
    for name in python:
        ast.parse((tree.root / name).read_text("utf-8"))
    for words in (["check"], ["format", "--check"]):
        done = tree.run("ruff", *words, "--no-cache", *python)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_longest_names_in_every_stage_still_make_files_in_order(tree: Tree) -> None:
    files = [
        name
        for kind in KINDS
        for stage in (scaffolding.STAGES if kind == "paper" else ("",))
        for name in scaffolding.write(
            kind, "s" * 30, name="N" * 60, stage=stage, root=tree.root
        ).files
        if name.endswith(".py")
    ]
    for words in (["check"], ["format", "--check"]):
        done = tree.run("ruff", *words, "--no-cache", *files)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
def test_a_new_paper_prints_its_sample_and_passes_what_every_paper_must(
    tree: Tree, written: dict[str, list[str]]
) -> None:
    folder = "pbjdesa/procurement/papers/surat_contoh"
    options = ("-q", "-p", "no:cacheprovider", folder)
    first = tree.run("pytest", *options)
    assert "golden.txt" in first.stdout
    assert "1 failed" in first.stdout, first.stdout
    agreed = tree.run("pytest", *options, PBJDESA_WRITE_GOLDEN="1")
    assert agreed.returncode == 0, agreed.stdout
    text = (tree.root / folder / "golden.txt").read_text("utf-8")
    assert "CONTOH KERANGKA" in text
    assert "Siti Rahmawati" in text


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["method", "flag"])
def test_a_new_method_and_a_new_flag_pass_their_own_tests(
    tree: Tree, written: dict[str, list[str]], kind: str
) -> None:
    (test,) = [name for name in written[kind] if Path(name).name.startswith("test_")]
    done = tree.run("pytest", "-q", "-p", "no:cacheprovider", test)
    assert done.returncode == 0, done.stdout


def test_a_new_method_begins_with_the_table_of_the_small_purchase(
    tree: Tree, written: dict[str, list[str]]
) -> None:
    script = """
from pbjdesa.config.program import set_up
set_up()
from pbjdesa.procurement.methods.lelang_contoh import method as new
from pbjdesa.procurement.methods.pembelian_langsung import method as old
assert (new.MOVES, new.STATES) == (old.MOVES, old.STATES)
assert new.METHOD.step("send_order") == old.METHOD.step("send_order")
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tree.root,
        env={**os.environ, "PYTHONPATH": str(tree.root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", KINDS)
def test_at_most_three_lines_are_left_to_add_and_their_files_exist(
    tmp_path: Path, kind: str
) -> None:
    lines = scaffolding.write(kind, "contoh_lagi", stage="procurement", root=tmp_path).lines
    assert 1 <= len(lines) <= LINES
    assert all("contoh_lagi" in line for line in lines)
    assert all((ROOT / line.split(": ")[0]).is_file() for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_the_import_that_it_names_works(
    tree: Tree, written: dict[str, list[str]], kind: str
) -> None:
    words = KINDS[kind]
    lines = scaffolding.write(
        kind, words[-1], stage="procurement", root=tree.root.parent / f"other_{kind}"
    ).lines
    statement = lines[0].split(": ")[1]
    name, attribute = lines[1].split(": ")[1].split()[0].split(".")
    script = f"from pbjdesa.config.program import set_up; set_up(); {statement}; {name}.{attribute}"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tree.root,
        env={**os.environ, "PYTHONPATH": str(tree.root)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "slug", ["", "Surat", "surat undangan", "../surat", "2surat", "surat-a", "class", "é", "a" * 31]
)
def test_a_short_name_that_code_cannot_use_is_refused(tmp_path: Path, slug: str) -> None:
    with pytest.raises(Refused, match="surat_undangan"):
        scaffolding.write("method", slug, root=tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ['Surat "Undangan"', "Surat {x}", "$slug", "**tebal**", "n" * 61])
def test_a_name_that_would_break_a_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match="Contoh"):
        scaffolding.write("method", "surat", name=name, root=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_is_never_overwritten(tmp_path: Path) -> None:
    first = scaffolding.write("paper", "surat", stage="procurement", root=tmp_path)
    before = {name: (tmp_path / name).read_text("utf-8") for name in first.files}
    with pytest.raises(Refused, match="sudah ada"):
        scaffolding.write("paper", "surat", name="Lain", stage="procurement", root=tmp_path)
    assert before == {name: (tmp_path / name).read_text("utf-8") for name in first.files}


def test_a_second_paper_of_a_stage_shares_the_package(tmp_path: Path) -> None:
    scaffolding.write("paper", "surat", stage="procurement", root=tmp_path)
    second = scaffolding.write("paper", "surat_lain", stage="procurement", root=tmp_path)
    assert "pbjdesa/procurement/papers/__init__.py" not in second.files


def test_a_disk_that_refuses_one_file_is_left_without_any(tmp_path: Path) -> None:
    (tmp_path / "docs").write_text("a file where a folder is wanted")
    with pytest.raises(Refused, match="tidak dapat ditulis"):
        scaffolding.write("flag", "bendera", root=tmp_path)
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["docs"]


def test_a_stage_without_papers_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new-paper", "kernel", "surat"]) == 1
    assert "Pilih: planning, procurement" in capsys.readouterr().err
