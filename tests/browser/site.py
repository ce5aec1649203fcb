"""A fresh installation with the villages of the browser tests, served by the production server."""

import http.client
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.browser.villages import Place

ROOT = Path(__file__).resolve().parents[2]
READY = "PBJ Desa siap di "


class Site:
    """A running server: where it is, what is in it, and a look into its database."""

    def __init__(self, folder: Path, port: int, facts: dict[str, Any]) -> None:
        self.folder, self.port = folder, port
        self.address = f"http://127.0.0.1:{port}"
        self.pin: str = facts["pin"]
        self.year: int = facts["year"]
        self.places = {name: Place(**place) for name, place in facts["places"].items()}
        self.watchers: dict[str, str] = facts["watchers"]

    def account(self, village: str, office: str) -> str:
        """The log-in name of an official."""
        return self.places[village].accounts[office]

    def count(self, table: str, **where: Any) -> int:
        """Rows of a table: what really was written, whatever the pages say."""
        condition = " AND ".join(f"{column} = ?" for column in where) or "1"
        query = f"SELECT COUNT(*) FROM {table} WHERE {condition}"
        with sqlite3.connect(f"file:{self.folder}/pbjdesa.sqlite3?mode=ro", uri=True) as database:
            number: int = database.execute(query, tuple(where.values())).fetchone()[0]
        return number

    def value(self, table: str, column: str, pk: int) -> Any:
        """One value of one row."""
        query = f"SELECT {column} FROM {table} WHERE id = ?"
        with sqlite3.connect(f"file:{self.folder}/pbjdesa.sqlite3?mode=ro", uri=True) as database:
            return database.execute(query, (pk,)).fetchone()[0]

    def state(self, purchase: int) -> str:
        """How far a purchase is."""
        return str(self.value("procurement_purchase", "state", purchase))


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Seed a data folder, serve it on a free port, and stop the server at the end."""
    environment = {name: v for name, v in os.environ.items() if not name.startswith("PBJDESA_")}
    environment |= {"PBJDESA_DATA": str(folder / "data"), "PYTHONPATH": _path()}
    environment.setdefault("DJANGO_SETTINGS_MODULE", "pbjdesa.config.settings")
    told = folder / "facts.json"
    subprocess.run(
        [sys.executable, "-m", "tests.browser.seed", str(told)],
        cwd=ROOT,
        env=environment,
        check=True,
    )
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "pbjdesa", "serve", "--port", "0"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        try:
            port = _port_of(server, folder / "server.log")
            yield Site(folder / "data", port, json.loads(told.read_text("utf-8")))
        finally:
            server.terminate()
            server.communicate(timeout=30)


def _path() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


def _port_of(server: "subprocess.Popen[str]", log: Path) -> int:
    assert server.stdout
    for line in server.stdout:
        if line.startswith(READY):
            port = int(line.rstrip().rstrip("/").rpartition(":")[2])
            _must_be_healthy(port)
            return port
    raise AssertionError(f"the server did not start:\n{log.read_text('utf-8')}")


def _must_be_healthy(port: int) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", "/sehat")
    answer = connection.getresponse()
    assert answer.status == 200
    assert isinstance(json.loads(answer.read()), dict)
    connection.close()
