"""One process that answers requests: waitress, with limits and answers for villagers.

waitress reads a whole request before a thread sees it, so forty phones that upload at 2 KB/s hold
forty buffers and no thread. It has no processes of its own: `pbjdesa.config.server` forks several
workers onto one listening socket.
"""

import logging
import resource
import signal
import socket
import time
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ErrorTask
from waitress.utilities import RequestEntityTooLarge, RequestHeaderFieldsTooLarge

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

MEGABYTE = 1024 * 1024
MAX_BODY = 16 * MEGABYTE
"""Largest request in bytes. Pages refuse smaller files first, next to the field."""

READ_AND_DROP = 64 * MEGABYTE
"""How much of a body that is too large is read and thrown away, in bytes.

A browser shows an answer only after it has sent everything. Closing at once would show
"connection reset" instead of the sentence that says what to do.
"""

GRACE_SECONDS = 5.0
"""How long a stopping worker lets requests finish that had already begun."""

HEADER_READ_AND_DROP = MEGABYTE
"""The same for a header, whose end is a blank line."""

_OPEN_FILES = 4096
_IDLE_SECONDS = 1.0
_FULL_SECONDS = 0.02
_BLANK_LINE = b"\r\n\r\n"

LIMITS: dict[str, Any] = {
    "max_request_body_size": MAX_BODY,
    "max_request_header_size": 32 * 1024,
    "connection_limit": 1000,
    "channel_timeout": 60,
    "cleanup_interval": 10,
    "asyncore_use_poll": True,
    "ident": None,
    "expose_tracebacks": False,
    "log_socket_errors": False,
    "clear_untrusted_proxy_headers": True,
}

_ANSWERS = {
    400: "Permintaan tidak dapat dibaca. Muat ulang halaman, lalu coba lagi.",
    413: (
        f"Kiriman terlalu besar. Paling besar {MAX_BODY // MEGABYTE} MB. "
        "Kecilkan foto atau berkasnya. Tekan Kembali, lalu kirim lagi."
    ),
    431: "Alamat atau kuki terlalu panjang. Hapus data situs ini, lalu coba lagi.",
    500: "Ada gangguan di server. Tunggu sebentar, lalu coba lagi.",
    501: "Cara kirim ini tidak dikenal server. Pakai peramban biasa, lalu coba lagi.",
}
_PAGE = (
    '<!DOCTYPE html><html lang="id"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width,initial-scale=1">'
    "<title>Ada yang perlu diperbaiki</title>"
    # No style may come with it: the long word may part itself where large text leaves no room.
    "<main><h1>Ada yang perlu diper&shy;baiki</h1><p>{}</p>"
    '<p><a href="/">Ke halaman depan</a></p></main>'
)
_HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
]


class _PatientParser(HTTPRequestParser):  # type: ignore[misc]
    """Reads past a body or a header that is too large before the refusal is sent."""

    _left_to_drop = 0
    _end_of_header: bytes | None = None
    expect_continue: bool

    def received(self, data: bytes) -> int:
        if self._left_to_drop:
            return self._drop(data)
        consumed: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge):
            if self.expect_continue:
                # The sender asked first and has sent nothing: say no at once.
                self.expect_continue = False
            else:
                self._drop_next(self.content_length - self.body_bytes_received)
        elif isinstance(self.error, RequestHeaderFieldsTooLarge):
            self._end_of_header = data[-3:]
            self._drop_next(0 if _BLANK_LINE in data else HEADER_READ_AND_DROP)
        return consumed

    def _drop_next(self, count: int) -> None:
        if 0 < count <= READ_AND_DROP:
            self._left_to_drop = count
            self.completed = False

    def _drop(self, data: bytes) -> int:
        dropped = min(len(data), self._left_to_drop)
        self._left_to_drop -= dropped
        if self._end_of_header is not None:
            seen = self._end_of_header + data[:dropped]
            self._end_of_header = seen[-3:]
            if _BLANK_LINE in seen:
                self._left_to_drop = 0
        self.completed = self._left_to_drop == 0
        return dropped


class _PlainError(ErrorTask):  # type: ignore[misc]
    """What the server itself refuses, said in Indonesian and with safe headers."""

    def execute(self) -> None:
        error = self.request.error
        body = _PAGE.format(_ANSWERS.get(error.code, _ANSWERS[500])).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers.extend(_HEADERS)
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):  # type: ignore[misc]
    parser_class = _PatientParser
    error_task_class = _PlainError

    def busy(self) -> bool:
        """Whether a request is arriving, being answered, or not yet wholly sent back."""
        return bool(self.requests or self.request is not None or self.total_outbufs_len)


class _Lifeline(wasyncore.file_dispatcher):  # type: ignore[misc]
    """The reading end of a pipe whose writing end only the parent holds.

    It ends when the parent is gone, however it went: a worker never outlives its parent.
    """

    def __init__(self, fd: int, sockets: dict[int, Any]) -> None:
        super().__init__(fd, sockets)
        self.cut = False

    def writable(self) -> bool:
        return False

    def handle_read(self) -> None:
        self.handle_close()

    def handle_close(self) -> None:
        self.cut = True
        self.close()


class _Server(TcpWSGIServer):  # type: ignore[misc]
    """Leaves new connections to the other workers while all its own threads are busy.

    Otherwise a page waits behind two slow papers here while the worker beside it has nothing to do.
    """

    channel_class = _Channel

    def readable(self) -> bool:
        # The question also does housekeeping, so it is always asked.
        ready: bool = super().readable()
        return ready and not self.full()

    def full(self) -> bool:
        """Whether a request that arrived now would have to wait for a thread."""
        tasks = self.task_dispatcher
        return bool(tasks.active_count + len(tasks.queue) >= len(tasks.threads))

    def busy(self) -> bool:
        """Whether some request has begun and is not wholly answered."""
        return any(channel.busy() for channel in self.active_channels.values())


class Worker:
    """Serves one application from one socket until SIGTERM or until the parent is gone."""

    def __init__(
        self,
        application: "WSGIApplication",
        listener: socket.socket,
        lifeline: int,
        *,
        threads: int,
        proxy: str = "",
    ) -> None:
        self._sockets: dict[int, Any] = {}
        adjustments = LIMITS | {"threads": threads}
        if proxy:
            adjustments |= {
                "trusted_proxy": proxy,
                "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
            }
        self._server = _Server(
            application,
            map=self._sockets,
            _sock=listener,
            sockinfo=(listener.family, listener.type, listener.proto, listener.getsockname()),
            bind_socket=False,
            adj=Adjustments(**adjustments),
        )
        self._lifeline = _Lifeline(lifeline, self._sockets)
        self._told_to_stop = False

    def run(self) -> None:
        """Answer requests; return when stopped and what had begun is answered."""
        signal.signal(signal.SIGTERM, self._stop)
        while not (self._told_to_stop or self._lifeline.cut):
            self._turn()
        self._server.accepting = False
        deadline = time.monotonic() + GRACE_SECONDS
        while self._server.busy() and time.monotonic() < deadline:
            self._turn()
        self._server.task_dispatcher.shutdown(timeout=1)

    def _turn(self) -> None:
        # A thread that becomes free does not wake this loop: while full, it looks again soon.
        wait = _FULL_SECONDS if self._server.full() else _IDLE_SECONDS
        wasyncore.loop(timeout=wait, use_poll=True, map=self._sockets, count=1)

    def _stop(self, *_: object) -> None:
        self._told_to_stop = True
        self._server.pull_trigger()


def prepare_process() -> None:
    """Settings of the process itself: enough open files, no warning per queued request."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(_OPEN_FILES, hard)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
