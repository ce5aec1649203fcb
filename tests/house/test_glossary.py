"""One concept, one spelling: docs/glossary.toml against what is registered and named."""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator

import pytest
from django.apps import apps

from pbjdesa.documents.registry import PAPERS
from pbjdesa.oversight.registry import REDFLAGS
from pbjdesa.people.offices import OFFICES
from pbjdesa.procurement.registry import METHODS
from pbjdesa.procurement.states import Duty
from pbjdesa.regulations.rules import KNOWN_METHODS
from pbjdesa.regulations.ruleset import DUTIES
from tests.house.source import ROOT, Source, parse, sources

Entry = dict[str, str]
GLOSSARY: dict[str, dict[str, Entry]] = tomllib.loads(
    (ROOT / "docs" / "glossary.toml").read_text("utf-8")
)
BANNED: dict[str, str] = GLOSSARY.pop("banned")  # type: ignore[assignment]


def registered() -> dict[str, dict[str, str]]:
    """kind → code name → the label that screens show, or "" where the code has none."""
    models = [m for m in apps.get_models() if m.__module__.startswith("pbjdesa.")]
    return {
        "office": {office.slug: office.label for office in OFFICES},
        "method": dict.fromkeys(KNOWN_METHODS, "")
        | {method.slug: method.label for method in METHODS},
        "paper": {paper.slug: paper.name for paper in PAPERS},
        "flag": {flag.slug: flag.title for flag in REDFLAGS},
        "model": {model.__name__: "" for model in models},
        "duty": {duty.value: str(duty.label) for duty in Duty},
    }


@pytest.mark.parametrize("kind", ["office", "method", "paper", "flag", "model", "duty"])
def test_what_is_registered_is_in_the_glossary_and_nothing_that_is_gone(kind: str) -> None:
    assert set(registered()[kind]) == set(GLOSSARY[kind])


def test_screens_say_what_the_glossary_says() -> None:
    for kind, things in registered().items():
        for slug, label in things.items():
            assert not label or GLOSSARY[kind][slug]["label"] == label, slug


def test_the_rule_sets_know_the_same_duties() -> None:
    assert set(DUTIES) == set(GLOSSARY["duty"])


def test_every_entry_says_term_source_and_meaning() -> None:
    for kind, entries in GLOSSARY.items():
        for slug, entry in entries.items():
            assert set(entry) - {"ocds"} == {"term", "label", "source", "means"}, (kind, slug)
            assert all(text for key, text in entry.items() if key != "label"), (kind, slug)
            assert entry["means"].endswith("."), (kind, slug)


def test_a_legal_term_has_one_code_name() -> None:
    """The same term twice would be two spellings of one concept; a paper and its row may share."""
    for kind, entries in GLOSSARY.items():
        terms = [entry["term"] for entry in entries.values()]
        assert len(set(terms)) == len(terms), kind


def words(source: Source) -> Iterator[tuple[int, str]]:
    """Every name that the file gives to something, and every module it imports."""
    yield 0, source.name.removesuffix(".py")
    for node in ast.walk(source.tree):
        line = getattr(node, "lineno", 0)
        match node:
            case (
                ast.FunctionDef(name=name)
                | ast.AsyncFunctionDef(name=name)
                | ast.ClassDef(name=name)
            ):
                yield line, name
            case ast.arg(arg=name) | ast.keyword(arg=str(name)):
                yield line, name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield line, name
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                for alias in names:
                    yield line, alias.asname or alias.name


def banned(source: Source, lawful: Iterable[str]) -> Iterator[str]:
    """Names with a banned word in them, except the names of papers, methods and rules of law."""
    whole = re.compile("|".join(sorted(map(re.escape, lawful), key=len, reverse=True)))
    for line, name in words(source):
        rest = whole.sub("", name)
        for word in re.split(r"[\W_]+|(?<=[a-z])(?=[A-Z])", rest):
            if word.lower() in BANNED:
                yield f"{line} {name}: say {BANNED[word.lower()]}"


LAWFUL = {slug for kind in ("office", "method", "paper") for slug in GLOSSARY[kind]} | {
    # the area of suppliers' pages will be called as its visitors call themselves
    "web/penyedia",
}


FOREIGN = "planning/siskeudes/"
"""The reader of another program's files calls their tables and columns as that program does."""


def test_no_name_uses_a_second_word_for_the_same_thing() -> None:
    slips = [
        f"{source.name}:{slip}"
        for source in sources()
        if not source.name.startswith(FOREIGN)
        for slip in banned(source, LAWFUL)
    ]
    assert slips == []


@pytest.mark.parametrize(
    "text",
    [
        "def vendor_name(): pass",
        "class Rekanan: pass",
        "penyedia = 1",
        "x.daftar_penyedia = 1",
        "def f(negoisasi=0): pass",
        "class LogNegoisasi: pass",
        "f(idPenyedia=1)",
        "from pbjdesa import vendor",
        "total_pagu = 0",
    ],
)
def test_a_banned_word_is_found(text: str) -> None:
    assert list(banned(parse(text), LAWFUL))


@pytest.mark.parametrize(
    "text",
    [
        "from pbjdesa.delivery.papers.bast_penyedia import paper as bast_penyedia",
        "label = 'Penyedia'",
        "if connection.vendor == 'sqlite': pass",
        "supplier = 1",
    ],
)
def test_the_laws_own_names_may_stay(text: str) -> None:
    assert not list(banned(parse(text), LAWFUL))
