"""Rewrite what follows from `pyproject.toml`: both lock files and the licence table.

`python -m tests.locks` compiles the locks (needs `uv` on the PATH or in the environment) and then
writes LICENSES.md from the packages installed in the running environment, so run it once more after
`./test` has installed a changed lock. `python -m tests.locks --licences` writes the table only.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
RUN_LOCK = ROOT / "requirements.txt"
DEV_LOCK = ROOT / "requirements-dev.txt"
LICENCES = ROOT / "LICENSES.md"

# What `[tool.uv] environments` says of every package alike says nothing about any of them.
_EVERYWHERE = (
    "implementation_name == 'cpython' and platform_python_implementation == 'CPython'"
    " and sys_platform == 'linux'"
)
_PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;]+)", re.MULTILINE)

# Trove classifiers are the last resort; these say too little or too much on their own.
_SHORT = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: GNU Affero General Public License v3 or later (AGPLv3+)": (
        "AGPL-3.0-or-later"
    ),
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)": "LGPL-3.0-only",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "License :: OSI Approved :: Zope Public License": "ZPL-2.1",
}
# Packages whose metadata name no licence at all: read in the source that they ship.
_READ_BY_HAND = {"axe-playwright-python": "MIT"}

_INTRODUCTION = """\
# Licences of what this program uses

Written by `python -m tests.locks`. A test compares it with the lock files and with what is
installed.

Nothing of these packages is copied into this repository. The first table is what a running server
needs. The second is needed only to check the program and is never part of an installation. That
matters for `libcoveocds` and what it brings (AGPL-3.0, GPL-3.0): it is run as a checker only.
`psycopg` and `psycopg-binary` (LGPL-3.0) are used as unmodified libraries.
"""


class Pinned(NamedTuple):
    """One package of a lock file, its name in the normal form of the index."""

    name: str
    version: str


def pinned(lock: Path) -> list[Pinned]:
    """The packages of a lock file, in its order."""
    return [Pinned(normal(n), v) for n, v in _PINNED.findall(lock.read_text("utf-8"))]


def normal(name: str) -> str:
    """A package name as the index compares it: lower case, runs of ``-_.`` as one dash."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(name: str) -> str | None:
    """The licence an installed package states; None when it is not installed here."""
    try:
        stated = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None
    if expression := stated.get("License-Expression"):
        return expression
    if name in _READ_BY_HAND:
        return _READ_BY_HAND[name]
    classifiers = stated.get_all("Classifier") or []
    if short := sorted({_SHORT[c] for c in classifiers if c in _SHORT}):
        return " / ".join(short)
    # An old habit is to put the whole licence text into this field; its first line names it.
    return stated.get("License", "").strip().partition("\n")[0]


def direct() -> set[str]:
    """The packages that `pyproject.toml` names, for running and for checking."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    return {normal(re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]) for line in wanted}


def licence_table() -> str:
    """The text of LICENSES.md for the lock files as they are."""
    run = pinned(RUN_LOCK)
    dev = [package for package in pinned(DEV_LOCK) if package not in run]
    parts = [_INTRODUCTION]
    for title, packages in (("To run", run), ("To check, in addition", dev)):
        parts.append(f"\n## {title}\n\n")
        parts.append("| package | version | licence | asked for |\n|---|---|---|---|\n")
        for name, version in packages:
            asked = "directly" if name in direct() else "by another package"
            parts.append(f"| {name} | {version} | {licence(name)} | {asked} |\n")
    return "".join(parts)


def compile_lock(lock: Path, *options: str) -> None:
    """Resolve `pyproject.toml` into one lock file: names, versions and hashes, no addresses."""
    uv = shutil.which("uv") or str(Path(sys.executable).with_name("uv"))
    command = [uv, "pip", "compile", "pyproject.toml", "--quiet", "--universal"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    subprocess.run([*command, *options, "--output-file", str(lock)], cwd=ROOT, check=True)
    text = lock.read_text("utf-8")
    text = text.replace(f" ; {_EVERYWHERE}", "").replace(f" and {_EVERYWHERE}", "")
    lock.write_text(text, "utf-8")


def main(arguments: list[str]) -> int:
    """Rewrite the files; see the module's text."""
    if "--licences" not in arguments:
        upgrade = ("--upgrade",) if "--upgrade" in arguments else ()
        compile_lock(RUN_LOCK, *upgrade)
        compile_lock(DEV_LOCK, "--group", "dev", "--constraints", str(RUN_LOCK), *upgrade)
    LICENCES.write_text(licence_table(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
