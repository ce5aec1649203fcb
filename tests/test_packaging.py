"""What is delivered: locks without addresses, declared dependencies, licences, scripts that run."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests import locks

ROOT = locks.ROOT
CODE = ROOT / "pbjdesa"

_LOCK_LINE = re.compile(
    r"""[a-z0-9-]+==[0-9][\w.]*                     # name and version
        (\ ;\ [\w.]+\ [<>=!]+\ '[\w.]+')?\ \\       # where it is needed
      | \ {4}--hash=sha256:[0-9a-f]{64}(\ \\)?      # what it must be
    """,
    re.VERBOSE,
)

# Dependencies that no module of ours imports, and the text that shows who does.
_USED_BY_NAME = {
    "psycopg": "django.db.backends.postgresql",
    "whitenoise": "whitenoise.middleware",
}

# Written in two halves, so that this file does not name what it forbids.
_NOT_IN_GIT = [
    "pypi" + r"\.org",
    "python" + r"hosted\.org",
    "registry" + r"\.npmjs",
    "deb" + r"\.debian\.org",
    "archive" + r"\.ubuntu\.com",
    "extra-" + "index-url",
    "find-" + "links",
    "/ro" + "ot/",
    "/wo" + "rk/",
    "/ho" + r"me/[a-z]",
    "/tmp/" + "[a-z]",
]


def tracked() -> list[str]:
    """The files that git holds."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return listed.stdout.splitlines()


def declared() -> dict[str, Requirement]:
    """What a running server is said to need."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    return {locks.normal(one.name): one for one in wanted}


def imported_by(path: Path) -> Iterator[str]:
    """Top-level names of the absolute imports of a module, at any depth of it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def product_modules() -> list[Path]:
    checks = {"tests", "testing.py", "conftest.py"}
    return [
        path
        for path in CODE.rglob("*.py")
        if not path.name.startswith("test_") and not checks & set(path.parts)
    ]


@pytest.mark.parametrize("lock", [locks.RUN_LOCK, locks.DEV_LOCK], ids=lambda path: path.name)
def test_a_lock_holds_names_versions_and_hashes_and_nothing_else(lock: Path) -> None:
    strange = [line for line in lock.read_text().splitlines() if not _LOCK_LINE.fullmatch(line)]
    assert strange == []


@pytest.mark.parametrize("lock", [locks.RUN_LOCK, locks.DEV_LOCK], ids=lambda path: path.name)
def test_every_locked_package_has_a_hash(lock: Path) -> None:
    text = lock.read_text()
    assert len(locks.pinned(lock)) == len(re.findall(r"== ?[^\n]*\n    --hash=", text))


def test_checking_uses_the_very_versions_that_run() -> None:
    assert set(locks.pinned(locks.RUN_LOCK)) <= set(locks.pinned(locks.DEV_LOCK))


def test_the_locks_hold_what_pyproject_asks_for() -> None:
    versions = dict(locks.pinned(locks.DEV_LOCK))
    assert locks.direct() <= set(versions)
    wrong = {
        name: versions[name]
        for name, asked in declared().items()
        if versions[name] not in asked.specifier
    }
    assert wrong == {}


def test_the_checks_run_on_the_locked_versions() -> None:
    installed = {locks.normal(one.name): one.version for one in metadata.distributions()}
    differ = {
        name: (version, installed.get(name))
        for name, version in locks.pinned(locks.DEV_LOCK)
        if installed.get(name) != version
    }
    assert differ == {}, "type: ./test"


def test_every_import_of_the_program_is_a_declared_dependency() -> None:
    owners = metadata.packages_distributions()
    own = {"pbjdesa"} | set(sys.stdlib_module_names)
    undeclared = {
        (str(path.relative_to(ROOT)), name)
        for path in product_modules()
        for name in imported_by(path)
        if name not in own and not {locks.normal(o) for o in owners.get(name, [])} & set(declared())
    }
    assert undeclared == set()


def test_every_declared_dependency_is_used() -> None:
    owners = metadata.packages_distributions()
    names = {name for path in product_modules() for name in imported_by(path)}
    imported = {locks.normal(owner) for name in names for owner in owners.get(name, [])}
    settings = (CODE / "config" / "settings.py").read_text("utf-8")
    named = {package for package, text in _USED_BY_NAME.items() if text in settings}
    assert set(declared()) - imported - named == set()


def test_the_licence_of_every_package_is_written_down() -> None:
    text = locks.LICENCES.read_text("utf-8")
    assert text == locks.licence_table(), "type: python -m tests.locks --licences"
    assert "| None |" not in text
    assert "|  |" not in text
    assert "UNKNOWN" not in text


def test_what_runs_has_no_licence_that_binds_the_program() -> None:
    binding = {
        name: licence
        for name, _ in locks.pinned(locks.RUN_LOCK)
        if (licence := locks.licence(name) or "").startswith(("GPL", "AGPL", "GNU GPL", "SSPL"))
    }
    assert binding == {}


@pytest.mark.parametrize("script", ["run", "test", ".ci/run"])
def test_a_script_can_be_started_and_is_sound(script: str) -> None:
    mode = subprocess.run(
        ["git", "ls-files", "--stage", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert mode.stdout.startswith("100755 ")
    subprocess.run(["bash", "-n", script], cwd=ROOT, check=True)


def test_no_file_names_a_package_registry_or_a_place_on_somebodys_machine() -> None:
    found = subprocess.run(
        ["git", "grep", "-nIE", "|".join(_NOT_IN_GIT)], cwd=ROOT, capture_output=True, text=True
    )
    assert found.stdout == ""


def test_no_lock_with_addresses_and_no_data_is_in_git() -> None:
    unwanted = re.compile(
        r"(^|/)(uv\.lock|pylock\.toml|\.venv/|data/pbjdesa|keys/|.*\.sqlite3|\.env$)"
    )
    assert [name for name in tracked() if unwanted.search(name)] == []


def test_a_machine_without_venv_is_told_the_one_line_to_type(tmp_path: Path) -> None:
    """Debian and Ubuntu bring Python without `ensurepip`; this user may not install anything."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, text in {
        "python3": f'case "$2" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"',
        "id": "echo 1000",
        "sudo": "exit 1",
        "rm": "",
    }.items():
        (programs / name).write_text(f"#!/bin/sh\n{text}\n")
        (programs / name).chmod(0o755)
    script = (
        f'unset PBJDESA_PYTHON; ROOT={tmp_path}; . "{ROOT}/tools/environment.sh";'
        f" PATH={programs}; make_venv"
    )
    told = subprocess.run(["bash", "-c", script], capture_output=True, text=True)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert told.returncode == 1
    assert f"sudo apt-get install -y {version}" in told.stderr


def test_an_environment_that_was_moved_is_made_again(tmp_path: Path) -> None:
    script = f'. "{ROOT}/tools/environment.sh"; venv_is_usable'
    for home, usable in ((str(tmp_path), 0), ("/elsewhere", 1)):
        environment = tmp_path / ".venv" / "bin"
        environment.mkdir(parents=True, exist_ok=True)
        (environment / "python").unlink(missing_ok=True)
        (environment / "python").symlink_to(sys.executable)
        (tmp_path / ".venv" / "pbjdesa.installed").write_text(f"home {home}\n")
        asked = subprocess.run(["bash", "-c", f"ROOT={tmp_path}; {script}"])
        assert asked.returncode == usable
