"""What no Python file of the program may hold: thresholds, regions, the clock, hidden imports."""

import ast
import re
import tomllib
from collections.abc import Callable, Iterator

import pytest

from tests.house.source import PACKAGE, ROOT, Source, every_python_file, parse, sources, texts

LONGEST_FILE, LONGEST_FUNCTION, LONGEST_SETTINGS = 400, 60, 300
LARGE = 1_000_000
"""A number from here on may be a rupiah threshold, so each one is looked at."""

NO_MONEY = {
    "config/settings.py": "sizes of uploads in bytes, life of cookies and files in seconds",
    "config/worker.py": "bytes",
    "documents/adopting.py": "bytes of a picture",
    "documents/files.py": "bytes and pixels of photos",
    "documents/paper/layout.py": "bytes of a picture",
    "kernel/ids.py": "the first millisecond of our ids",
    "kernel/money.py": "scales of number words, and the largest number that is no typing slip",
    "people/pins.py": "six digits have a million values",
    "planning/siskeudes/archive.py": "bytes of an unpacked archive",
    "planning/siskeudes/keep.py": "bytes of an archive",
    "planning/siskeudes/lines.py": "a place behind every numbered line",
    "web/komponen.py": "the page that shows every component holds invented samples",
}
NO_RATE = {
    "planning/rules.py": "how alike two names must be",
    "planning/siskeudes/drafts.py": "a step of rounding",
    "planning/siskeudes/figures.py": "a step of rounding",
}
INVENTED_PLACES = {
    "web/komponen.py": "the page that shows every component holds invented samples",
}


def found(rule: Callable[[Source], Iterator[str]], files: tuple[Source, ...]) -> list[str]:
    return [f"{source.name}:{slip}" for source in files for slip in rule(source)]


def value_of(node: ast.AST) -> int | None:
    """The whole number that a literal, or an arithmetic of literals, stands for."""
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return node.value
    if not isinstance(node, ast.BinOp):
        return None
    left, right = value_of(node.left), value_of(node.right)
    if left is None or right is None or right > LARGE:
        return None
    if isinstance(node.op, ast.Pow):
        return left**right if 0 <= right < 100 else None
    return left * right if isinstance(node.op, ast.Mult) else None


def thresholds(source: Source) -> Iterator[str]:
    """Large numbers, which may be limits in rupiah."""
    if source.name in NO_MONEY or source.is_demo:
        return
    for node in ast.walk(source.tree):
        value = value_of(node)
        if value is not None and abs(value) >= LARGE:
            yield f"{node.lineno} {value}"  # type: ignore[attr-defined]


def rates(source: Source) -> Iterator[str]:
    """Shares written as text, which may be tax rates. Floats are no money and no rates."""
    if source.name in NO_RATE:
        return
    for text in texts(source.tree):
        if re.fullmatch(r"0[.,]\d{1,4}|\d{1,2}/12|\d{1,2}([.,]\d+)? ?%", text.value):
            yield f"{text.lineno} {text.value!r}"
    for node in ast.walk(source.tree):
        if (
            source.path.name == "rules.py"
            and isinstance(node, ast.Constant)
            and isinstance(node.value, float)
        ):
            yield f"{node.lineno} {node.value}"


def regions(source: Source) -> Iterator[str]:
    """Kemendagri codes and names of the regions whose data we ship."""
    if source.name in INVENTED_PLACES or source.is_demo:
        return
    names = "|".join(map(re.escape, region_names()))
    for text in texts(source.tree):
        # No kabupaten is numbered 00: 10.00 is an hour.
        if re.fullmatch(r"[1-9]\d\.(?!00$)\d{2}(\.\d{2}(\.\d{4})?)?", text.value):
            yield f"{text.lineno} the code {text.value}"
        elif re.search(rf"\b({names})\b", text.value):
            yield f"{text.lineno} the region in {text.value[:40]!r}"


def region_names() -> set[str]:
    """Kabupaten and kecamatan of every list of villages that we ship."""
    names = set()
    for path in (PACKAGE / "territories" / "data").glob("*.toml"):
        content = tomllib.loads(path.read_text("utf-8"))
        names.add(content["kabupaten"]["name"].removeprefix("Kabupaten "))
        names |= {row["name"] for row in content["kecamatan"]}
    return names


def clocks(source: Source) -> Iterator[str]:
    """Time is read from the kernel's clock only."""
    if source.name == "kernel/clock.py":
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            where = ast.unparse(node.value).split(".")[-1]
            if (where, node.attr) in {
                ("datetime", "now"),
                ("datetime", "today"),
                ("datetime", "utcnow"),
                ("date", "today"),
                ("timezone", "now"),
                ("timezone", "localdate"),
                ("time", "time"),
            }:
                yield f"{node.lineno} {where}.{node.attr}"
        if isinstance(node, ast.Name) and node.id in {"CURRENT_TIMESTAMP", "auto_now_add"}:
            yield f"{node.lineno} {node.id}"
        if isinstance(node, ast.keyword) and node.arg in {"auto_now", "auto_now_add"}:
            yield f"{node.value.lineno} {node.arg}"


PURE = {
    "collections", "collections.abc", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "itertools", "math", "re", "string", "typing", "unicodedata",
}  # fmt: skip
PURE_OF_OURS = re.compile(
    r"pbjdesa\.(kernel\.(errors|money|words|workflow)"
    r"|\w+\.(rules|states)(\.\w+)?"
    r"|regulations\.(ruleset|grounds|schema|sources|taxes|words)"
    r"|planning\.siskeudes\.\w+|transparency\.facts)"
)


WORDS_OF_DATES = {"plain_date", "long_date", "short_date"}
"""What rules may take from the clock's module: how a date is written, never what time it is."""


def impurities(source: Source) -> Iterator[str]:
    """Imports of a rules.py beyond plain values; and any reading of time, files or chance."""
    for node in ast.walk(source.tree):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            dates = {alias.name for alias in node.names} <= WORDS_OF_DATES
            modules = [] if dates else [node.module or ""]
        for module in modules:
            if module not in PURE and not PURE_OF_OURS.fullmatch(module):
                yield f"{node.lineno} imports {module}"  # type: ignore[attr-defined]
        if isinstance(node, ast.Name) and node.id in {"open", "print", "input", "globals", "exec"}:
            yield f"{node.lineno} calls {node.id}"
        if isinstance(node, ast.Global | ast.Nonlocal):
            yield f"{node.lineno} keeps state"


def detours(source: Source) -> Iterator[str]:
    """Ways round the layers that import contracts cannot see."""
    for node in ast.walk(source.tree):
        if (
            isinstance(node, ast.ImportFrom)
            and node.module
            and (
                node.module == "django.dispatch"
                or node.module.startswith("django.db.models.signals")
            )
        ):
            yield f"{node.lineno} a signal: {node.module}"
        if isinstance(node, ast.Attribute) and node.attr in {"get_model", "get_related_model"}:
            yield f"{node.lineno} {node.attr}() is an import in disguise"
        if (
            isinstance(node, ast.Call)
            and ast.unparse(node.func) in {"import_module", "__import__"}
            and source.app != "config"
        ):
            yield f"{node.lineno} a hidden import"


REASONS = ("slow import", "app ready")


def hidden_imports(source: Source) -> Iterator[str]:
    """Imports inside functions without one of the two reasons; commands explain theirs once."""
    if source.name.startswith("config/commands/"):
        return
    lines = source.text.splitlines()
    for function in ast.walk(source.tree):
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        inside = [n for n in ast.walk(function) if isinstance(n, ast.Import | ast.ImportFrom)]
        if inside and not any(
            reason in lines[node.lineno - 1] for node in inside for reason in REASONS
        ):
            yield f"{inside[0].lineno} {lines[inside[0].lineno - 1].strip()}"


def long_functions(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                yield f"{node.lineno} {node.name}() has {length} lines"


RULES = (thresholds, rates, regions, clocks, detours, hidden_imports, long_functions)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_file_of_the_program_breaks_the_rule(rule: Callable[[Source], Iterator[str]]) -> None:
    slips = found(rule, sources())
    assert slips == []


def test_rules_are_pure() -> None:
    rules = tuple(
        source for source in sources() if "rules" in {source.path.stem, source.path.parent.name}
    )
    assert len(rules) >= 8
    slips = found(impurities, rules)
    assert slips == []


PLANTED = [
    (thresholds, "LIMIT = 10_000_000"),
    (thresholds, "def f(v):\n    return v > 200 * 10**6"),
    (rates, "PPH22 = Decimal('0.015')"),
    (rates, "PPN = '11/12'"),
    (rates, "TAX = '1,5 %'"),
    (regions, "if kab.code == '33.24': pass"),
    (regions, "VILLAGE = '33.24.04.2005'"),
    (regions, "TITLE = 'Kecamatan Patean'"),
    (clocks, "from datetime import datetime\nx = datetime.now()"),
    (clocks, "import datetime\nx = datetime.date.today()"),
    (clocks, "at = models.DateTimeField(auto_now_add=True)"),
    (impurities, "from django.db import models"),
    (impurities, "from pbjdesa.kernel import clock"),
    (impurities, "from pbjdesa.kernel.clock import plain_date, today"),
    (impurities, "from pbjdesa.procurement.queries import items_of"),
    (impurities, "from pathlib import Path"),
    (impurities, "def f():\n    return open('x')"),
    (detours, "from django.db.models.signals import post_save"),
    (detours, "Contract = apps.get_model('contracts', 'Contract')"),
    (detours, "x = import_module('pbjdesa.payments')"),
    (hidden_imports, "def f():\n    from pbjdesa.payments import queries"),
    (long_functions, "def f():\n" + "    x = 1\n" * LONGEST_FUNCTION),
]


@pytest.mark.parametrize(("rule", "text"), PLANTED)
def test_a_planted_slip_is_found(rule: Callable[[Source], Iterator[str]], text: str) -> None:
    assert list(rule(parse(text)))


def test_files_are_short() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in every_python_file()
        if (lines := path.read_text("utf-8").count("\n")) > LONGEST_FILE
    }
    assert long == {}


def test_the_settings_hold_no_business() -> None:
    lines = (PACKAGE / "config" / "settings.py").read_text("utf-8").count("\n")
    assert lines < LONGEST_SETTINGS


@pytest.mark.parametrize("table", [NO_MONEY, NO_RATE, INVENTED_PLACES])
def test_an_exception_that_nothing_needs_any_more_is_removed(table: dict[str, str]) -> None:
    gone = [name for name in table if not (PACKAGE / name).exists()]
    assert gone == []
