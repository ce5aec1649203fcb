"""A program with a database of its own, beside the one that the tests use."""

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parents[2]


def environment(folder: Path) -> dict[str, str]:
    """Settings of an empty installation: a file in `folder`, or a new database of the cluster."""
    apart = {**os.environ, "PBJDESA_DATA": str(folder), "PYTHONPATH": str(ROOT)}
    apart["DJANGO_SETTINGS_MODULE"] = "pbjdesa.config.settings"
    url = os.environ.get("PBJDESA_DATABASE", "")
    if url:
        name = f"apart_{secrets.token_hex(6)}"
        with psycopg.connect(url, autocommit=True) as cluster:
            cluster.execute(f"CREATE DATABASE {name}")
        apart["PBJDESA_DATABASE"] = urlsplit(url)._replace(path=f"/{name}").geturl()
    return apart


def figures(folder: Path, module: str, *arguments: str, timeout: int) -> dict[str, Any]:
    """What a program prints as its last line, in JSON."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment(folder),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
