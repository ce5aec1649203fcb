"""The operator's tool: `pbjdesa <command>`.

Each command is a module of `pbjdesa.config.commands` and is named in its `COMMANDS`. It exposes:

- ``NAME``, ``HELP``: the word to type, and one Indonesian sentence;
- ``add_arguments(parser)``;
- ``run(args) -> int``: the exit code;
- ``NEEDS_DJANGO`` (optional, true when absent): whether the program is set up before ``run``.

A command module imports only light things at its top (the rest inside ``run``), so that help and
usage errors come at once.

Exit codes: 0 done, 1 refused (the reasons are on standard error), 2 wrong usage, 130 interrupted.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any, NoReturn

from pbjdesa.config.commands import COMMANDS
from pbjdesa.config.console import note
from pbjdesa.config.program import set_up
from pbjdesa.kernel.errors import Refused

DONE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130

# argparse speaks English only; these are all the complaints our arguments can cause.
_COMPLAINTS = [
    (r"the following arguments are required: (.+)", r"Isian ini wajib: \1."),
    (r"unrecognized arguments: (.+)", r"Isian ini tidak dikenal: \1."),
    (
        r"argument (.+): invalid choice: (.+?) \(choose from (.+)\)",
        r"\2 tidak dikenal untuk \1. Pilih: \3.",
    ),
    (r"argument (.+): expected one argument", r"\1 perlu satu nilai."),
    (r"argument (.+): expected at least one argument", r"\1 perlu paling sedikit satu nilai."),
    (r"argument (.+): invalid int value: '(.*)'", r"\1 harus angka, bukan '\2'. Contoh: 8000."),
    (r"argument (.+): invalid \w+ value: '(.*)'", r"\1 tidak dapat membaca '\2'."),
    (r"argument (.+): not allowed with argument (.+)", r"Pilih salah satu: \1 atau \2."),
    (r"one of the arguments (.+) is required", r"Isi salah satu: \1."),
]


class IndonesianFormatter(argparse.HelpFormatter):
    """Help that begins with Indonesian words."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "cara pakai: " if prefix is None else prefix)


class IndonesianParser(argparse.ArgumentParser):
    """An argument parser whose help and complaints are Indonesian."""

    def __init__(self, **options: Any) -> None:
        options["add_help"] = False
        # A shortened option would change its meaning when a new one is added.
        options["allow_abbrev"] = False
        options["formatter_class"] = IndonesianFormatter
        super().__init__(**options)
        self._positionals.title = "isian"
        self._optionals.title = "pilihan"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        note(in_indonesian(message))
        note(f"Bantuan: {self.prog} --help")
        sys.exit(USAGE)


def in_indonesian(complaint: str) -> str:
    """What argparse complains about, as an Indonesian sentence."""
    for pattern, sentence in _COMPLAINTS:
        if found := re.fullmatch(pattern, complaint):
            return found.expand(sentence)
    return complaint


def command_module(name: str) -> ModuleType:
    """The module of a command, loaded only when it is wanted."""
    return import_module(f"pbjdesa.config.commands.{name.replace('-', '_')}")


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """The parser of all commands, or of the one that was typed (much less to load)."""
    parser = IndonesianParser(
        prog="pbjdesa",
        description="PBJ Desa: pengadaan barang/jasa di desa.",
        epilog="Bantuan satu perintah: pbjdesa PERINTAH --help",
    )
    commands = parser.add_subparsers(
        dest="command", metavar="PERINTAH", required=True, title="perintah"
    )
    for name in COMMANDS if only is None else (only,):
        module = command_module(name)
        sub = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP)
        module.add_arguments(sub)
        sub.set_defaults(module=module)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    only = arguments[0] if arguments and arguments[0] in COMMANDS else None
    args = build_parser(only).parse_args(arguments)
    try:
        if getattr(args.module, "NEEDS_DJANGO", True):
            set_up()
        return int(args.module.run(args))
    except Refused as refusal:
        for reason in refusal.reasons:
            note(reason)
        return REFUSED
    except KeyboardInterrupt:
        note("Dihentikan.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our answer (head, less) has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
