"""The operator's command line: how it is found, how it refuses, how it speaks."""

import io
import json
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from pkgutil import iter_modules
from types import ModuleType

import pytest

from pbjdesa.config import cli, commands, console
from pbjdesa.config.commands import COMMANDS
from pbjdesa.kernel.errors import Refused


def stand_in(monkeypatch: pytest.MonkeyPatch, outcome: object) -> None:
    """A command named `serve` that ends as told: with a code, or by raising."""
    module = ModuleType("stand_in")

    def run(args: Namespace) -> int:
        if isinstance(outcome, BaseException):
            raise outcome
        assert isinstance(outcome, int)
        return outcome

    module.__dict__.update(NAME="serve", HELP="Contoh.", NEEDS_DJANGO=False, run=run)
    module.__dict__["add_arguments"] = console.add_json_option
    monkeypatch.setattr(cli, "command_module", lambda name: module)


def test_every_command_module_is_listed() -> None:
    modules = {module.name.replace("_", "-") for module in iter_modules(commands.__path__)}
    assert modules == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_listed_command_has_a_name_and_says_what_it_does(name: str) -> None:
    module = cli.command_module(name)
    assert name == module.NAME
    assert module.HELP.endswith(".")
    module.add_arguments(ArgumentParser())


def test_help_lists_every_command_without_loading_the_program() -> None:
    script = (
        "import sys; from pbjdesa.config.cli import build_parser;"
        "print(build_parser().format_help()); print('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    *text, loaded = done.stdout.splitlines()
    assert loaded == "False"
    assert all(name in "\n".join(text) for name in COMMANDS)
    assert text[0].startswith("cara pakai: pbjdesa")


@pytest.mark.parametrize(
    ("outcome", "code", "said"),
    [
        (0, 0, ""),
        (
            Refused("Ini belum bisa.", "Lakukan itu dulu."),
            1,
            "Ini belum bisa.\nLakukan itu dulu.\n",
        ),
        (KeyboardInterrupt(), 130, "Dihentikan.\n"),
    ],
)
def test_the_exit_code_and_the_reasons(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    outcome: object,
    code: int,
    said: str,
) -> None:
    stand_in(monkeypatch, outcome)
    assert cli.main(["serve"]) == code
    assert capsys.readouterr().err == said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Isian ini wajib: PERINTAH."),
        (["sere"], "'sere' tidak dikenal untuk PERINTAH. Pilih: 'serve'"),
        (["serve", "--workers", "dua"], "--workers harus angka, bukan 'dua'."),
        (["serve", "--port"], "--port perlu satu nilai."),
        (["serve", "--prot", "1"], "Isian ini tidak dikenal: --prot 1."),
        (["serve", "--de"], "Isian ini tidak dikenal: --de."),
    ],
)
def test_wrong_usage_is_explained_in_indonesian(
    capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(words)
    assert ended.value.code == cli.USAGE
    told = capsys.readouterr().err
    assert said in told
    assert "Bantuan: pbjdesa" in told


@pytest.mark.parametrize("port", ["abc", "65536", "-1", "8 000", "٨٠٠٠"])
def test_a_port_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], port: str) -> None:
    assert cli.main(["serve", f"--port={port}"]) == 1
    assert "bukan angka 1 sampai 65535" in capsys.readouterr().err


@pytest.mark.parametrize("count", ["-1", "65"])
def test_a_number_of_workers_that_is_none_is_refused(
    capsys: pytest.CaptureFixture[str], count: str
) -> None:
    assert cli.main(["serve", f"--workers={count}"]) == 1
    assert "Contoh: --workers 2" in capsys.readouterr().err


def test_an_answer_is_lines_for_people_and_json_for_programs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    console.answer(Namespace(json=False), {"desa": 14}, ["14 desa"])
    assert capsys.readouterr().out == "14 desa\n"
    console.answer(Namespace(json=True), {"desa": 14}, ["14 desa"])
    assert json.loads(capsys.readouterr().out) == {"desa": 14}


def show_progress(
    monkeypatch: pytest.MonkeyPatch, *, on_screen: bool, seconds_per_step: float
) -> str:
    stream = io.StringIO()
    stream.isatty = lambda: on_screen  # type: ignore[method-assign]
    clock = iter(seconds_per_step * tick for tick in range(1000))
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(console.time, "monotonic", lambda: next(clock))
    with console.Progress("Memuat desa", 10) as progress:
        for _ in range(10):
            progress.step()
    return stream.getvalue()


def test_progress_in_a_log_is_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    text = show_progress(monkeypatch, on_screen=False, seconds_per_step=2)
    assert text.splitlines() == [
        "Memuat desa: 3 dari 10",
        "Memuat desa: 6 dari 10",
        "Memuat desa: 9 dari 10",
    ]


def test_short_work_says_nothing_in_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show_progress(monkeypatch, on_screen=False, seconds_per_step=0.1) == ""


def test_progress_on_a_screen_is_one_line_that_ends_with_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = show_progress(monkeypatch, on_screen=True, seconds_per_step=0.1)
    assert text.endswith("\rMemuat desa: 10 dari 10\n")
    assert text.count("\n") == 1
