"""The production server keeps answering: phones that are slow, processes that die, a stop.

Everything runs on the loopback interface, bounded in requests and seconds.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pbjdesa.config import worker
from pbjdesa.config.server import listen, reserve
from pbjdesa.kernel.errors import Refused
from tests.slow_phones import ENOUGH, measure

ROOT = Path(__file__).resolve().parent.parent


class Running:
    """A server process and the port it answers on."""

    def __init__(self, process: subprocess.Popen[str], port: int) -> None:
        self.process = process
        self.port = port

    def ask(
        self, path: str, method: str = "GET", body: bytes = b"", **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body or None, named)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), dict(answer.getheaders())
        finally:
            connection.close()

    def worker(self) -> int:
        """The process that answered one request."""
        return int(self.ask("/")[1].split()[0])

    def stop(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=15)


@pytest.fixture
def start() -> Iterator[Callable[..., Running]]:
    """Starts tiny servers and ends them after the test, however it went."""
    started: list[subprocess.Popen[str]] = []

    def start_one(*options: str) -> Running:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.tiny_server", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        assert process.stdout
        return Running(process, int(process.stdout.readline()))

    yield start_one
    for process in started:
        process.kill()
        process.communicate()


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come true in time"
        time.sleep(0.05)


def exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_busy_port_is_refused_with_what_to_type() -> None:
    first = reserve("127.0.0.1", 0)
    port = first.getsockname()[1]
    listen(first)
    with first, pytest.raises(Refused) as refused:
        reserve("127.0.0.1", port)
    assert refused.value.reasons[0] == f"Port {port} sedang dipakai program lain."
    assert "./run" in refused.value.reasons[1]


def test_of_two_that_reserved_one_port_the_second_to_listen_is_refused() -> None:
    first = reserve("127.0.0.1", 0)
    second = reserve("127.0.0.1", first.getsockname()[1])
    listen(first)
    with first, pytest.raises(Refused, match="sedang dipakai"):
        listen(second)


def test_a_reserved_port_does_not_answer_before_it_listens() -> None:
    with reserve("127.0.0.1", 0) as listener, pytest.raises(ConnectionRefusedError):
        socket.create_connection(listener.getsockname(), timeout=2)


@pytest.mark.parametrize("host", ["203.0.113.7", "bukan alamat", "a" * 300])
def test_an_address_that_is_not_ours_is_refused(host: str) -> None:
    with pytest.raises(Refused, match=r"127\.0\.0\.1"):
        reserve(host, 0)


def test_a_worker_that_dies_is_replaced_and_nobody_notices(
    start: Callable[..., Running],
) -> None:
    server = start("--workers", "2")
    victim = server.worker()
    os.kill(victim, signal.SIGKILL)
    wait_until(lambda: not exists(victim))
    answering = {server.worker() for _ in range(50)}
    assert victim not in answering
    wait_until(lambda: len({server.worker() for _ in range(50)}) == 2)


def test_workers_that_die_all_the_time_end_the_server(start: Callable[..., Running]) -> None:
    server = start("--workers", "1")
    for _ in range(30):
        try:
            server.ask("/die")
        except (http.client.HTTPException, OSError):
            continue
    assert server.process.wait(timeout=15) == 1


def test_stopping_lets_a_begun_request_finish(start: Callable[..., Running]) -> None:
    server = start()
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(server.ask("/slow")[0]))
    asking.start()
    time.sleep(0.3)
    assert server.stop() == 0
    asking.join()
    assert answers == [200]


@pytest.mark.slow
def test_stopping_takes_no_longer_than_the_grace_for_a_phone_that_never_finishes(
    start: Callable[..., Running],
) -> None:
    server = start()
    with socket.create_connection(("127.0.0.1", server.port)) as phone:
        phone.sendall(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
        time.sleep(0.3)
        began = time.monotonic()
        assert server.stop() == 0
    assert time.monotonic() - began < worker.GRACE_SECONDS + 3


def test_control_c_stops_it_too(start: Callable[..., Running]) -> None:
    server = start()
    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=15) == 0
    with pytest.raises(ConnectionRefusedError):
        server.ask("/")


def test_workers_do_not_outlive_a_parent_that_was_killed(start: Callable[..., Running]) -> None:
    server = start("--workers", "2")
    workers = {server.worker() for _ in range(50)}
    server.process.kill()
    server.process.wait()
    wait_until(lambda: not any(exists(child) for child in workers))


def test_a_body_that_is_too_large_is_answered_in_words(start: Callable[..., Running]) -> None:
    server = start()
    status, text, headers = server.ask("/", "POST", b"x" * (worker.MAX_BODY + 1))
    assert status == 413
    assert "Paling besar 16 MB" in text
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_large_photo_below_the_limit_arrives_whole(start: Callable[..., Running]) -> None:
    server = start()
    body = b"x" * (worker.MAX_BODY - 1)
    assert server.ask("/", "POST", body)[1].split()[1] == str(len(body))


def test_a_sender_who_asks_first_is_told_at_once(start: Callable[..., Running]) -> None:
    server = start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as phone:
        phone.sendall(
            b"POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
            b"Content-Length: %d\r\n\r\n" % (worker.MAX_BODY * 2)
        )
        assert phone.recv(100).startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n", 400, "Muat ulang halaman"),
        (b"GET / HTTP/1.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n", 431, "Hapus data situs"),
        (b"GET /fail HTTP/1.1\r\nHost: x\r\n\r\n", 500, "coba lagi"),
        (
            b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
            501,
            "peramban biasa",
        ),
    ],
)
def test_what_the_server_itself_refuses_is_said_in_indonesian(
    start: Callable[..., Running], sent: bytes, status: int, words: str
) -> None:
    server = start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as phone:
        phone.sendall(sent)
        answer = b"".join(iter(lambda: phone.recv(65536), b"")).decode()
    assert answer.startswith((f"HTTP/1.1 {status} ", f"HTTP/1.0 {status} "))
    assert words in answer
    assert "Traceback" not in answer
    assert server.ask("/")[0] == 200


def test_a_stranger_cannot_claim_to_come_through_the_tls_front(
    start: Callable[..., Running],
) -> None:
    claims = {"X_Forwarded_Proto": "https", "X_Forwarded_For": "203.0.113.9"}
    assert start().ask("/", **claims)[1].split()[2:] == ["http", "127.0.0.1"]
    behind = start("--proxy", "127.0.0.1")
    assert behind.ask("/", **claims)[1].split()[2:] == ["https", "203.0.113.9"]


@pytest.mark.slow
def test_a_page_does_not_wait_behind_slow_papers(start: Callable[..., Running]) -> None:
    server = start("--workers", "2")
    until = time.monotonic() + 5

    def ask_for_papers() -> None:
        while time.monotonic() < until:
            server.ask("/slow")

    papers = [threading.Thread(target=ask_for_papers) for _ in range(2)]
    for paper in papers:
        paper.start()
    waits = []
    while time.monotonic() < until:
        began = time.monotonic()
        server.ask("/page")
        waits.append(time.monotonic() - began)
    for paper in papers:
        paper.join()
    late = [wait for wait in waits if wait > 0.5]
    assert len(late) < len(waits) / 50, (len(late), len(waits))


@pytest.mark.slow
def test_forty_slow_phones_slow_the_others_by_less_than_half(
    start: Callable[..., Running],
) -> None:
    pages = measure(start("--workers", "2").port, "/page")
    assert pages.share > ENOUGH, pages
