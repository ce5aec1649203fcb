"""A PostgreSQL cluster for one run of the tests: made in a temporary folder, removed at the end.

`python -m tests.postgres COMMAND...` runs the command with `PBJDESA_DATABASE` naming the cluster.
The server listens on the loopback interface only, on a free port, with a password of this run.
`initdb` refuses to run as root; there the cluster belongs to the user that the package has made.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

_START_SECONDS = 30
_STOP_SECONDS = 20
_USER = "pbjdesa"

_OPTIONS = {
    # Tests roll their rows back: statistics taken meanwhile would say that a full table is empty.
    "autovacuum": "off",
    "listen_addresses": "127.0.0.1",
    "max_connections": "60",
    "shared_buffers": "128MB",
    # The data lives for minutes: what protects it from a power cut would only slow the tests.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
}


class PostgresMissing(Exception):
    """No PostgreSQL server is installed on this machine."""


def programs() -> Path:
    """The folder of `initdb` and `postgres`, the newest version first."""
    packaged = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parts[-3]),
        reverse=True,
    )
    found = shutil.which("initdb")
    for initdb in [*packaged, *([Path(found).resolve()] if found else [])]:
        if initdb.with_name("postgres").exists():
            return initdb.parent
    raise PostgresMissing("No PostgreSQL server here: apt-get install postgresql")


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _other_user() -> dict[str, Any]:
    """How to start programs as somebody who is not root: nothing to do when we are not."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = "postgres" if "postgres" in names else "nobody"
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}


class Cluster:
    """A running cluster: `with Cluster() as cluster: cluster.url`."""

    def __init__(self) -> None:
        self._bin = programs()
        self._owner = _other_user()
        self._folder = Path(tempfile.mkdtemp(prefix="pbjdesa-postgres-"))
        self._password = secrets.token_hex(16)
        self._port = free_port()
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """What `PBJDESA_DATABASE` must say."""
        return f"postgresql://{_USER}:{self._password}@127.0.0.1:{self._port}/postgres"

    def __enter__(self) -> Self:
        try:
            self._make()
            self._start()
        except BaseException:
            self._remove()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._remove()

    def _make(self) -> None:
        word = self._folder / "password"
        word.write_text(self._password)
        if self._owner:
            for path in (self._folder, word):
                shutil.chown(path, self._owner["user"], self._owner["group"])
        command = [str(self._bin / "initdb"), "--pgdata", "data", "--username", _USER]
        command += ["--auth", "scram-sha-256", "--pwfile", "password", "--no-sync"]
        command += ["--encoding", "UTF8", "--no-locale"]
        made = subprocess.run(command, cwd=self._folder, capture_output=True, **self._owner)
        if made.returncode:
            raise RuntimeError(made.stderr.decode())

    def _start(self) -> None:
        command = [str(self._bin / "postgres"), "-D", str(self._folder / "data")]
        command += ["-p", str(self._port), "-k", str(self._folder)]
        for name, value in _OPTIONS.items():
            command += ["-c", f"{name}={value}"]
        log = self._folder / "server.log"
        with log.open("wb") as out:
            self._server = subprocess.Popen(
                command, cwd=self._folder, stdout=out, stderr=out, **self._owner
            )
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if self._server.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(log.read_text()) from None
                time.sleep(0.1)
            else:
                return

    def _remove(self) -> None:
        if self._server:
            self._server.send_signal(signal.SIGINT)  # "fast": end sessions, then stop
            try:
                self._server.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run one command with a cluster; its exit code is ours."""
    # A stopped run must still remove its cluster.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Cluster() as cluster:
        environment = os.environ | {"PBJDESA_DATABASE": cluster.url}
        return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
