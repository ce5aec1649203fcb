"""The production server around an application small enough to know what it does.

`python -m tests.tiny_server [--workers N] [--proxy ADDRESS]` prints the port it answers on.
"""

import argparse
import os
import sys
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pbjdesa.config.server import Supervisor, reserve

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

_PAGE_SECONDS = 0.005
_SLOW_SECONDS = 1.0


def application(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
    """Answers by path: who answered, how much was sent, after a while, or not at all."""
    path = environ["PATH_INFO"]
    if path == "/die":
        os._exit(3)
    if path == "/fail":
        raise RuntimeError("a fault in the application")
    if path == "/slow":
        time.sleep(_SLOW_SECONDS)
    if path == "/page":
        # What a page costs: processor time, not waiting.
        until = time.process_time() + _PAGE_SECONDS
        while time.process_time() < until:
            pass
    sent = environ["wsgi.input"].read()
    body = f"{os.getpid()} {len(sent)} {environ['wsgi.url_scheme']} {environ['REMOTE_ADDR']}"
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body.encode()]


def main() -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--proxy", default="")
    args = parser.parse_args()
    listener = reserve("127.0.0.1", 0)
    server = Supervisor(application, listener, workers=args.workers, proxy=args.proxy)
    return server.run(lambda: print(listener.getsockname()[1], flush=True))


if __name__ == "__main__":
    sys.exit(main())
