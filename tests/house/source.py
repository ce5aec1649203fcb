"""The program's own source, parsed once: what the police tests look at."""

import ast
import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "pbjdesa"


@dataclass(frozen=True)
class Source:
    """One Python file of the program. `name` is its path under `pbjdesa/`."""

    path: Path
    name: str
    text: str
    tree: ast.Module

    @property
    def is_demo(self) -> bool:
        """Whether the file only makes the invented demo."""
        return "demo" in self.name

    @property
    def app(self) -> str:
        """The first folder: kernel, people, procurement …"""
        return self.name.split("/")[0].removesuffix(".py")


def parse(text: str, name: str = "planted.py") -> Source:
    """A piece of source for trying a rule out."""
    return Source(Path(name), name, text, ast.parse(text))


def is_test(path: Path) -> bool:
    """Whether a file only serves the tests."""
    return (
        path.name.startswith("test_")
        or path.name in {"conftest.py", "testing.py"}
        or ("tests" in path.parts)
    )


@functools.cache
def sources() -> tuple[Source, ...]:
    """Every file of the program, without its tests and without what Django generates."""
    paths = sorted(
        path
        for path in PACKAGE.rglob("*.py")
        if "migrations" not in path.parts and not is_test(path.relative_to(ROOT))
    )
    return tuple(
        Source(
            path,
            path.relative_to(PACKAGE).as_posix(),
            text := path.read_text("utf-8"),
            ast.parse(text),
        )
        for path in paths
    )


def every_python_file() -> list[Path]:
    """Program and tests alike."""
    return sorted(
        path
        for folder in (PACKAGE, ROOT / "tests")
        for path in folder.rglob("*.py")
        if "migrations" not in path.parts
    )


def texts(tree: ast.AST) -> Iterator[ast.Constant]:
    """String literals that the program uses: docstrings and loose explanations left out."""
    explanations = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in explanations
        ):
            yield node


@functools.cache
def layers() -> dict[str, int]:
    """App → floor, the kernel lowest: read from the import contract, so there is one truth."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    stages = next(contract for contract in contracts if contract["id"] == "stages")
    top_down: list[str] = stages["layers"]
    return {
        app.strip(): len(top_down) - place
        for place, layer in enumerate(top_down)
        for app in layer.split("|")
    }
