"""Every mark that a row can carry is told in words."""

import ast
from pathlib import Path

from pbjdesa.planning import siskeudes
from pbjdesa.planning.marks import MARKS, in_words
from pbjdesa.planning.siskeudes.explain import _TOLD
from pbjdesa.planning.siskeudes.model import Problem
from pbjdesa.planning.values import NOT_IN_FILE


def given_by_the_reader() -> set[str]:
    """Marks that the reader puts on rows: those it explains, and those given with `warn`."""
    found = set(_TOLD)
    for path in Path(siskeudes.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(".warn"):
                found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


def test_every_mark_has_words() -> None:
    marks = given_by_the_reader()
    assert {"extension_code", "amount_mismatch", "not_posted"} <= marks
    assert marks - set(MARKS) == set()
    assert NOT_IN_FILE in MARKS


def test_words_are_short_and_loud_ones_come_first() -> None:
    for mark in MARKS.values():
        assert len(mark.label.split()) <= 5
        assert all(len(each.split()) <= 12 for each in mark.sentence.split(". "))
    shown = in_words(["extension_code", "old_code_113_2014", "unheard_of"])
    assert [mark.label for mark in shown] == ["kode lama", "kode perluasan"]


def test_a_problem_survives_being_kept() -> None:
    problem = Problem("warning", "rounded", "Ta_RABRinci.csv", 7, "Dibulatkan.")
    assert Problem(**problem.to_json()) == problem
