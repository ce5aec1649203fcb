"""How the commands speak: answers on standard output, everything else on standard error."""

import json
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

_TTY_EVERY = 0.2  # seconds between two redrawn lines on a screen
_LOG_EVERY = 5.0  # seconds between two lines in a log


def say(text: str) -> None:
    """A line that is part of the answer."""
    print(text, flush=True)


def note(text: str) -> None:
    """A line for the person who watches: progress, reasons, warnings."""
    print(text, file=sys.stderr, flush=True)


def add_json_option(parser: ArgumentParser) -> None:
    """Give a command `--json`, for use by other programs."""
    parser.add_argument("--json", action="store_true", help="jawab sebagai JSON")


def answer(args: Namespace, data: Any, lines: Iterable[str]) -> None:
    """The answer of a command: `data` as JSON when `--json` was given, else the `lines`."""
    if args.json:
        say(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return
    for line in lines:
        say(line)


class Progress:
    """Shows how far long work is, on standard error: `with Progress("Memuat desa", 266) as p`.

    On a screen one line is redrawn; in a log a line appears every few seconds. Short work in a log
    shows nothing, so that logs hold only what took time.
    """

    def __init__(self, label: str, total: int) -> None:
        self._label = label
        self._total = total
        self._done = 0
        self._screen = sys.stderr.isatty()
        self._next = 0.0

    def __enter__(self) -> Self:
        self._next = time.monotonic() + (0 if self._screen else _LOG_EVERY)
        return self

    def step(self, count: int = 1) -> None:
        """`count` more are done."""
        self._done += count
        now = time.monotonic()
        if now >= self._next:
            self._next = now + (_TTY_EVERY if self._screen else _LOG_EVERY)
            self._show()

    def _show(self) -> None:
        text = f"{self._label}: {self._done} dari {self._total}"
        print(
            f"\r{text}" if self._screen else text,
            end="" if self._screen else "\n",
            file=sys.stderr,
            flush=True,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._screen:
            self._show()
            print(file=sys.stderr, flush=True)


def year_of(text: str) -> int:
    """A year as an option names it. Raises ValueError for anything else."""
    if text.isascii() and text.isdigit() and len(text) == 4:
        return int(text)
    raise ValueError(text)
