"""The production server: a parent that binds the port and keeps worker processes alive.

Processes, not threads, use the cores; two threads in each are enough (more only fight for the
interpreter's lock). The parent answers no requests. It restarts a worker that dies, passes SIGTERM
on, and ends with a reason when workers die as fast as they are started.
"""

import contextlib
import errno
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from itertools import count
from typing import TYPE_CHECKING

from pbjdesa.config.worker import GRACE_SECONDS, Worker, prepare_process
from pbjdesa.kernel import ids
from pbjdesa.kernel.errors import Refused

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

THREADS = 2
"""Threads of one worker: one more than is busy, so that a slow paper does not stop a page."""

_BACKLOG = 1024
_STOP = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
_HEEDED = _STOP | {signal.SIGCHLD}
_DEATHS_ALLOWED = 10
_DEATHS_WINDOW = 30.0  # seconds


def default_workers() -> int:
    """As many workers as cores this process may use, at least two: one may be busy."""
    return max(2, min(len(os.sched_getaffinity(0)), 8))


def reserve(host: str, port: int) -> socket.socket:
    """Take the port without answering on it yet, so that callers see "not ready" until it is.

    Refuses with a sentence when the port is taken, not allowed, or the address is not ours.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError, OverflowError) as error:
        raise Refused(
            f"Alamat {host} tidak dikenal komputer ini. Contoh yang benar: 127.0.0.1."
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise _port_refused(error, host, port) from error
    return listener


def listen(listener: socket.socket) -> None:
    """Begin to accept connections on a reserved port; refuses when somebody else was faster."""
    try:
        listener.listen(_BACKLOG)
    except OSError as error:
        host, port = listener.getsockname()[:2]
        listener.close()
        raise _port_refused(error, host, port) from error


def _port_refused(error: OSError, host: str, port: int) -> Refused:
    if error.errno == errno.EADDRINUSE:
        return Refused(
            f"Port {port} sedang dipakai program lain.",
            f"Hentikan program itu, atau pilih port lain. Contoh: PORT={_other(port)} ./run",
        )
    if error.errno == errno.EACCES:
        return Refused(
            f"Port {port} hanya boleh dipakai pengelola komputer.",
            "Pilih port di atas 1023. Contoh: PORT=8000 ./run",
        )
    return Refused(f"Alamat {host} bukan milik komputer ini. Contoh yang benar: 127.0.0.1.")


def _other(port: int) -> int:
    return port + 1 if port < 65535 else 8000


class Supervisor:
    """Forks the workers and keeps their number until it is told to stop."""

    def __init__(
        self,
        application: "WSGIApplication",
        listener: socket.socket,
        *,
        workers: int,
        threads: int = THREADS,
        proxy: str = "",
    ) -> None:
        self._application = application
        self._listener = listener
        self._wanted = workers
        self._threads = threads
        self._proxy = proxy
        self._workers: dict[int, int] = {}
        """Process number → place. A new worker takes the place of the one it replaces."""
        self._deaths: list[float] = []
        self._lifeline, self._parent_end = os.pipe()

    def run(self, ready: Callable[[], None]) -> int:
        """Serve until SIGTERM, Ctrl-C or a closed terminal; returns the exit code of the program.

        `ready` is called once, when the first request can be answered.
        """
        # Blocked signals wait in the queue until asked for: none is lost between two steps.
        signal.pthread_sigmask(signal.SIG_BLOCK, _HEEDED)
        listen(self._listener)
        for _ in range(self._wanted):
            self._fork()
        ready()
        healthy = True
        while healthy and signal.sigwait(_HEEDED) not in _STOP:
            healthy = self._replace_the_dead()
        self._stop()
        return 0 if healthy else 1

    def _fork(self) -> None:
        sys.stdout.flush()
        sys.stderr.flush()
        taken = set(self._workers.values())
        place = next(number for number in count() if number not in taken)
        child = os.fork()
        if child:
            self._workers[child] = place
            return
        code = 1
        try:
            self._be_a_worker(place)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            # Not sys.exit: what the parent set up to happen at its end must not happen here.
            os._exit(code)

    def _be_a_worker(self, place: int) -> None:
        os.close(self._parent_end)
        # Ids made by processes that live together must not meet.
        ids.use_node(ids.first_node() + place)
        # Ctrl-C reaches the whole group; the parent alone decides what it means.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        prepare_process()
        worker = Worker(
            self._application,
            self._listener,
            self._lifeline,
            threads=self._threads,
            proxy=self._proxy,
        )
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _HEEDED)
        worker.run()

    def _replace_the_dead(self) -> bool:
        """Start as many workers as ended; False when they end too often to go on."""
        while child := _ended_child():
            if child not in self._workers:
                continue
            self._workers.pop(child)
            now = time.monotonic()
            self._deaths = [at for at in self._deaths if now - at < _DEATHS_WINDOW] + [now]
            if len(self._deaths) > _DEATHS_ALLOWED:
                return False
            self._fork()
        return True

    def _stop(self) -> None:
        """End all workers: first politely, then, after the grace time, at once."""
        self._listener.close()
        self._signal_all(signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS + 2
        while self._workers and (left := deadline - time.monotonic()) > 0:
            received = signal.sigtimedwait(_HEEDED, left)
            if received and received.si_signo in _STOP:
                break
            while child := _ended_child():
                self._workers.pop(child, None)
        self._signal_all(signal.SIGKILL)
        for child in self._workers:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(child, 0)

    def _signal_all(self, number: signal.Signals) -> None:
        for child in self._workers:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, number)


def _ended_child() -> int:
    """The id of one child that has ended, or 0."""
    try:
        child, _ = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return 0
    return child
