"""The start of the real program: a first one that prepares everything, and the ones after it."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.slow_phones import ENOUGH, measure

ROOT = Path(__file__).resolve().parent.parent
_FIRST_START = 300  # seconds
_LATER_START = 3.0  # seconds

pytestmark = pytest.mark.slow


class Program:
    """One run of `pbjdesa serve --demo` on a free port."""

    def __init__(self, data: Path, *options: str) -> None:
        self._began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pbjdesa", "serve", "--port", "0", *options],
            cwd=ROOT,
            env=environment(data),
            stdout=subprocess.PIPE,
            text=True,
        )
        self.said: list[str] = []
        self.port = 0

    def wait_until_healthy(self, seconds: float) -> float:
        """Seconds from the start of the process to the first 200 of /sehat."""
        assert self.process.stdout
        while not self.port and time.monotonic() - self._began < seconds:
            line = self.process.stdout.readline()
            assert line, f"it ended with {self.process.wait()}: {self.said}"
            self.said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
                self.port = int(found[1])
        status, _ = self.ask("/sehat")
        assert status == 200
        return time.monotonic() - self._began

    def ask(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        rest, _ = self.process.communicate(timeout=20)
        self.said.append(rest)
        return self.process.returncode

    def end(self) -> None:
        """Leave no process and no pipe behind."""
        self.process.kill()
        if self.process.stdout and not self.process.stdout.closed:
            self.process.communicate()


def environment(data: Path) -> dict[str, str]:
    """This process's environment with another data folder, on SQLite."""
    kept = {name: value for name, value in os.environ.items() if name != "PBJDESA_DATABASE"}
    return kept | {"PBJDESA_DATA": str(data)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that a first start has prepared."""
    folder = tmp_path_factory.mktemp("data")
    program = Program(folder, "--demo")
    try:
        program.wait_until_healthy(_FIRST_START)
        assert program.stop() == 0
    finally:
        program.end()
    said = "".join(program.said)
    assert "PBJ Desa siap di http://127.0.0.1:" in said
    assert "Hentikan dengan Ctrl-C." in said
    return folder


@pytest.fixture
def program(data: Path) -> Iterator[Program]:
    """A later start."""
    started = Program(data, "--demo")
    yield started
    started.end()


def test_a_later_start_answers_within_three_seconds(program: Program) -> None:
    assert program.wait_until_healthy(30) < _LATER_START


def test_health_is_said_in_json(program: Program) -> None:
    program.wait_until_healthy(30)
    assert isinstance(json.loads(program.ask("/sehat")[1]), dict)


def test_the_demo_log_ins_are_named(program: Program) -> None:
    program.wait_until_healthy(30)
    assert program.stop() == 0
    assert "PIN" in "".join(program.said)


def test_forty_slow_phones_slow_the_pages_by_less_than_half(program: Program) -> None:
    program.wait_until_healthy(30)
    pages = measure(program.port, "/")
    assert pages.share > ENOUGH, pages


def test_a_database_of_an_older_version_is_not_served(tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-m", "pbjdesa", "serve", "--port", "0"],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 1
    assert "Ketik dulu: pbjdesa migrate" in asked.stderr


def test_a_busy_port_is_known_before_anything_is_prepared(tmp_path: Path, program: Program) -> None:
    program.wait_until_healthy(30)
    asked = subprocess.run(
        [sys.executable, "-m", "pbjdesa", "serve", "--demo", "--port", str(program.port)],
        cwd=ROOT,
        env=environment(tmp_path),
        capture_output=True,
        text=True,
    )
    assert asked.returncode == 1
    assert f"Port {program.port} sedang dipakai program lain." in asked.stderr
    assert list(tmp_path.iterdir()) == []
