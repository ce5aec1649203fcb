"""`pbjdesa serve`: the production server, and with `--demo` all that a first look needs."""

import logging
import os
import signal
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from importlib import import_module
from typing import TYPE_CHECKING

from pbjdesa.config.console import note, say
from pbjdesa.kernel.errors import Refused

if TYPE_CHECKING:
    from socket import socket
    from wsgiref.types import WSGIApplication

NAME = "serve"
HELP = "Jalankan server PBJ Desa."
NEEDS_DJANGO = False  # the port is asked for first: a busy port is known at once

_DEFAULT_PORT = "8000"


def add_arguments(parser: ArgumentParser) -> None:
    """Where to listen and with how many processes."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="alamat yang dilayani (bawaan: 127.0.0.1)"
    )
    parser.add_argument(
        "--port",
        default=os.environ.get("PORT") or _DEFAULT_PORT,
        help=f"port yang dilayani (bawaan: PORT atau {_DEFAULT_PORT})",
    )
    parser.add_argument(
        "--workers", type=int, default=0, help="jumlah proses (bawaan: sebanyak inti prosesor)"
    )
    parser.add_argument(
        "--proxy",
        default=os.environ.get("PBJDESA_PROXY", ""),
        help="alamat penerus TLS yang dipercaya (bawaan: 127.0.0.1 bila PBJDESA_HTTPS=1)",
    )
    parser.add_argument(
        "--demo", action="store_true", help="siapkan data contoh bila kosong, sebutkan akunnya"
    )


def run(args: Namespace) -> int:
    """Serve until stopped; the exit code is 0 after a wanted stop."""
    from pbjdesa.config.server import Supervisor, default_workers, reserve

    workers = _checked_workers(args.workers) or default_workers()
    listener = reserve(args.host, _checked_port(args.port))
    # Before the server's own handling of signals begins, SIGTERM ends us as Ctrl-C does.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    proxy = _ready_the_program(args)

    application = _load_all()
    supervisor = Supervisor(application, listener, workers=workers, proxy=proxy)
    _let_go_of_the_database()
    return supervisor.run(lambda: _announce(listener, demo=args.demo))


def _checked_port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) <= 65535:
        return int(text)
    raise Refused(f"Port '{text}' bukan angka 1 sampai 65535.", "Contoh: PORT=8000 ./run")


def _checked_workers(count: int) -> int:
    if 0 <= count <= 64:
        return count
    raise Refused("Jumlah proses harus 1 sampai 64. Contoh: --workers 2")


def _ready_the_program(args: Namespace) -> str:
    """Set up the program and see that database, page files and demo are there.

    Returns the trusted proxy. Long work is done by processes of their own, so that the server
    does not carry its memory for ever.
    """
    from pbjdesa.config.program import set_up

    set_up()
    from django.conf import settings

    from pbjdesa.config import preparation

    if args.demo:
        if preparation.missing_migrations():
            note("Menyiapkan basis data…")
            _run_command("migrate")
        if not preparation.demo_was_loaded():
            note("Mengisi data contoh. Ini hanya sekali…")
            _run_command("load-demo", "--if-empty")
            preparation.remember_demo()
    elif preparation.missing_migrations():
        raise Refused("Basis data belum sesuai dengan versi ini. Ketik dulu: pbjdesa migrate")
    preparation.gather_static()
    return args.proxy or ("127.0.0.1" if settings.HTTPS else "")


def _run_command(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "pbjdesa", *words], check=False)  # noqa: S603
    if done.returncode:
        raise Refused(f"Persiapan gagal pada langkah: pbjdesa {' '.join(words)}")


def _load_all() -> "WSGIApplication":
    """The application with all its pages, loaded once here instead of in each worker."""
    from django.urls import get_resolver

    from pbjdesa.config.wsgi import application

    list(get_resolver().url_patterns)
    return application


def _let_go_of_the_database() -> None:
    """A connection must not be shared by processes: each worker opens its own."""
    from django.db import connections

    connections.close_all()


def _announce(listener: "socket", *, demo: bool) -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    say(f"PBJ Desa siap di http://{shown}:{port}/")
    if demo:
        _tell_the_accounts()
    say("Hentikan dengan Ctrl-C.")


def _tell_the_accounts() -> None:
    """Pages are being served by now; failing to name the accounts must not end that."""
    try:
        command = import_module("pbjdesa.config.commands.demo_accounts")
        parser = ArgumentParser()
        command.add_arguments(parser)
        command.run(parser.parse_args([]))
    except Refused as refusal:
        # This installation is in use and holds no demo: there is nothing to tell.
        note(refusal.reasons[0])
    except Exception:
        logging.getLogger(__name__).exception("demo-accounts")
    finally:
        _let_go_of_the_database()
