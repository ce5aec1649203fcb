"""The documents against the code: what they name exists, and what they list is complete."""

import re
import shlex
import sqlite3
import subprocess
import sys
import tomllib
import xml.etree.ElementTree as ET
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from PIL import Image

from pbjdesa.config.cli import command_module
from pbjdesa.config.commands import COMMANDS
from pbjdesa.kernel.audit import history
from pbjdesa.kernel.guard import whole_database
from pbjdesa.territories.operations import load_kabupaten
from tests.house.source import is_test, layers
from tests.test_packaging import declared

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "pbjdesa"
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
ADRS = sorted((DOCS / "adr").glob("*.md"))

EXAMPLES = ("surat_undangan", "permintaan_penawaran", "bayar_mendahului_barang", "99.01_contoh")
"""Names that the guides use for what a reader will add."""
OWN = {"pbjdesa", "docs", "tests", "tools", "run", "test"} | {
    path.name for path in PROGRAM.iterdir() if path.is_dir()
}
"""First parts of a path that can only mean a file of ours."""
MACHINE = re.compile("/(" + "|".join(("wo" + "rk", "ro" + "ot", "ho" + "me", "tm" + "p")) + r")\b")


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def code_in(text: str) -> Iterator[str]:
    """Every piece of code in a page: inline, fenced and indented, line by line."""
    fenced = re.compile(r"^```.*?^```", re.M | re.S)
    for block in fenced.findall(text):
        yield from block.splitlines()[1:-1]
    rest = fenced.sub("", text)
    for line in rest.splitlines():
        if line.startswith("    "):
            yield line.strip()
        else:
            yield from re.findall(r"`([^`]+)`", line)


def commands_in(text: str) -> Iterator[list[str]]:
    """The words after `pbjdesa` wherever a command is typed."""
    for code in code_in(text):
        found = re.search(r"(?:^|/bin/|\d )pbjdesa\s+(\S.*)", code)
        if found:
            yield shlex.split(found[1].replace("…", "").split("#")[0])


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(page)):
        if not target.startswith(("https://", "http://")):
            assert (page.parent / target.split("#")[0]).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_path_in_a_page_exists(page: Path) -> None:
    missing = []
    for code in code_in(text_of(page)):
        for word in code.split():
            path = word.strip("`'\",;:()").removeprefix("./").rstrip("/")
            first = path.split("/")[0]
            if "/" not in path or first not in OWN or re.search(r"[<…=$]", path):
                continue
            if any(example in path for example in EXAMPLES):
                continue
            if not any(any(base.glob(path)) for base in (ROOT, PROGRAM)):
                missing.append(path)
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_and_option_in_a_page_can_be_typed(page: Path) -> None:
    for words in commands_in(text_of(page)):
        name = words[0]
        if name.startswith("-") or name == "PERINTAH":
            continue
        assert name in COMMANDS, words
        parser = ArgumentParser(add_help=False, allow_abbrev=False)
        command_module(name).add_arguments(parser)
        options = {word.split("=")[0] for word in words if word.startswith("--")} - {"--help"}
        assert options <= set(parser._option_string_actions), words


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_place_on_somebodys_machine(page: Path) -> None:
    assert MACHINE.findall(text_of(page)) == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_is_unfinished(page: Path) -> None:
    text = text_of(page)
    assert text.startswith("# ")
    assert not re.search(r"\b(TO" + r"DO|TB" + r"D|FIX" + r"ME)\b", text)


def test_the_index_names_every_page_and_folder() -> None:
    index = text_of(DOCS / "README.md")
    for path in DOCS.iterdir():
        if path.suffix in {".md", ".toml"} and path.name != "README.md":
            assert f"]({path.name})" in index
        elif path.is_dir() and path.name != "img":
            assert f"]({path.name}/" in index


def test_decisions_are_numbered_once_and_say_when_and_whether() -> None:
    numbers = [page.name[:4] for page in ADRS]
    assert len(set(numbers)) == len(numbers) >= 9
    assert numbers[:9] == [f"{number:04}" for number in range(1, 10)]
    for page in ADRS:
        text = text_of(page)
        assert re.match(rf"# {page.name[:4]}\.? \w", text), page.name
        assert re.search(r"\d{4}-\d\d-\d\d\W.*(accepted|replaced)", text), page.name
        for heading in ("Context", "Decision", "Consequences"):
            assert f"\n## {heading}\n" in text, (page.name, heading)


def test_the_kernel_holds_what_its_decision_lists() -> None:
    (page,) = DOCS.glob("adr/0006-*.md")
    listed = set(re.findall(r"^\| `(\w+)` \|", text_of(page), re.M))
    modules = {path.stem for path in (PROGRAM / "kernel").glob("*.py")}
    assert listed == modules - {"__init__", "apps", "models"}


def test_every_package_that_a_server_needs_is_named_in_a_decision() -> None:
    decided = " ".join(map(text_of, ADRS)).lower()
    assert [name for name in declared() if name not in decided] == []


def test_the_layers_are_told_as_they_are_enforced() -> None:
    top_down = sorted(layers(), key=lambda app: -layers()[app])
    apps = [app for app in top_down if app != "__main__"]
    (page,) = DOCS.glob("adr/0001-*.md")
    told = re.search(r"^    config > .*\n    > .*", text_of(page), re.M)
    assert told
    assert re.findall(r"\w+", told[0]) == apps
    table = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", text_of(DOCS / "architecture.md"), re.M)
    assert re.findall(r"\w+", " ".join(table)) == apps
    picture = text_of(DOCS / "architecture.svg")
    assert [app for app in apps if f">{app}<" not in picture] == []


def test_the_picture_can_be_read_by_programs_and_by_ear() -> None:
    root = ET.fromstring(text_of(DOCS / "architecture.svg"))
    kinds = {element.tag.split("}")[1] for element in root.iter()}
    assert {"title", "desc"} <= kinds
    assert not {"script", "image", "foreignObject"} & kinds


@pytest.mark.parametrize("path", sorted((DOCS / "img").glob("*.png")), ids=lambda path: path.stem)
def test_the_pictures_of_screens_are_small_and_taken_on_a_phone(path: Path) -> None:
    assert path.stat().st_size <= 60_000
    with Image.open(path) as image:
        width, _ = image.size
    # 360 CSS pixels, drawn at one and a half for print.
    assert width == 540


FOR_AUTHORS = {"PBJDESA_WRITE_GOLDEN", "PBJDESA_OCDS_STANDARD"}
"""What only tests read, named in the guides for programmers."""


def settings_read() -> set[str]:
    """Variables of the environment that the program itself reads."""
    files = [path for path in PROGRAM.rglob("*.py") if not is_test(path.relative_to(ROOT))]
    texts = [path.read_text("utf-8") for path in files]
    return {name for text in texts for name in re.findall(r"PBJDESA_[A-Z_]*[A-Z]", text)}


def test_every_setting_is_in_the_operators_page_and_every_one_there_is_read() -> None:
    listed = re.findall(r"^\| ((?:`[A-Z_]+`(?:, )?)+) \|", text_of(DOCS / "operating.md"), re.M)
    assert set(re.findall(r"PBJDESA_[A-Z_]+", " ".join(listed))) == settings_read()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_variable_in_a_page_is_known(page: Path) -> None:
    scripts = "".join(text_of(ROOT / name) for name in ("run", "test", "tools/environment.sh"))
    known = settings_read() | set(re.findall(r"PBJDESA_[A-Z_]+", scripts))
    assert set(re.findall(r"PBJDESA_[A-Z_]+", text_of(page))) <= known | FOR_AUTHORS


def test_every_regulation_key_in_the_guide_is_one_that_files_have() -> None:
    guide = text_of(DOCS / "how_to" / "add_a_regulation.md")
    block = "\n".join(code_in(guide))
    begin = block.index("[instrument]")
    table = tomllib.loads(block[begin : block.index("}", begin) + 1])["instrument"]
    kendal = PROGRAM / "regulations" / "data" / "33.24_kendal" / "perbup_2_2023.toml"
    assert set(table) <= set(tomllib.loads(kendal.read_text("utf-8"))["instrument"])


def test_the_backup_command_copies_a_database_in_use(tmp_path: Path) -> None:
    text = text_of(DOCS / "operating.md")
    (program,) = re.findall(r"python -c '([^']*VACUUM INTO[^']*)'", text)
    source, copy = tmp_path / "a.sqlite3", tmp_path / "b.sqlite3"
    with closing(sqlite3.connect(source, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE paper (number TEXT)")
        database.execute("INSERT INTO paper VALUES ('027/015/2026')")
        subprocess.run([sys.executable, "-c", program, source, copy], check=True)
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("SELECT number FROM paper").fetchall() == [("027/015/2026",)]


@pytest.mark.postgres
@pytest.mark.django_db
def test_the_rights_of_the_operators_page_let_nobody_change_the_record() -> None:
    (rights,) = re.findall(r"```sql\n(.*?)```", text_of(DOCS / "operating.md"), re.S)
    with whole_database(), connection.cursor() as cursor:
        cursor.execute(rights)
        cursor.execute("SET LOCAL ROLE pbjdesa_server")
        kabupaten = load_kabupaten(by=None, code="33.24")
        assert history(kabupaten).exists()
        for change in ("UPDATE kernel_auditevent SET verb = 'x'", "DELETE FROM kernel_auditevent"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(change)
        cursor.execute("RESET ROLE")
