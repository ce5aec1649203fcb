"""A line that breaks or stands still at the worst moment: the request arrives, its answer does not,
or not yet."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class CutLine:
    """Passes everything between a browser and the server, until told to lose or keep an answer."""

    def __init__(self, port: int) -> None:
        self._server_port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._cut = threading.Event()
        self._flows = threading.Event()
        self._flows.set()
        self.lost = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """Where a browser finds the server at the end of this line."""
        return f"http://127.0.0.1:{self.port}"

    def lose_answers(self, lose: bool) -> None:
        """From now on answers are lost, or arrive again."""
        if lose:
            self._cut.set()
        else:
            self._cut.clear()

    @contextmanager
    def holding_answers(self) -> Iterator[None]:
        """What is sent inside reaches the server; its answers come when this ends."""
        self._flows.clear()
        try:
            yield
        finally:
            self._flows.set()

    def close(self) -> None:
        """Take no more calls."""
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                phone, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self._server_port))
                threading.Thread(target=self._pass, args=(phone, server), daemon=True).start()
                threading.Thread(target=self._back, args=(server, phone), daemon=True).start()

    def _pass(self, phone: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while piece := phone.recv(65536):
                server.sendall(piece)
        with suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _back(self, server: socket.socket, phone: socket.socket) -> None:
        with suppress(OSError):
            while piece := server.recv(65536):
                if self._cut.is_set():
                    self.lost += 1
                    break
                self._flows.wait()
                phone.sendall(piece)
        for end in (phone, server):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)  # wakes the thread that still listens to it
            end.close()


@contextmanager
def cut_line(port: int) -> Iterator[CutLine]:
    """A line to the server on `port`."""
    line = CutLine(port)
    try:
        yield line
    finally:
        line.close()
