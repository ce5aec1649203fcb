"""What Django itself can check, and what must be switched on in every process."""

import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from pbjdesa.config.commands.draw_workflows import FOLDER, pages
from pbjdesa.kernel import guard
from tests.house.source import ROOT


@pytest.mark.django_db
def test_the_models_need_no_new_migration() -> None:
    told = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=told, verbosity=1)
    assert "No changes" in told.getvalue()


def test_an_installation_behind_tls_has_nothing_that_django_warns_of(tmp_path: Path) -> None:
    environment = {
        "PBJDESA_HTTPS": "1",
        "PBJDESA_HOSTS": "pbj.contoh.desa.id",
        "PBJDESA_ORIGIN": "https://pbj.contoh.desa.id",
        "PBJDESA_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "pbjdesa.config.settings",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "no issues" in done.stdout


@pytest.mark.django_db
def test_both_guards_sit_on_the_connection_of_every_test() -> None:
    """Not a fixture of some tests: whatever the whole suite does, it does under the guards."""
    connection.ensure_connection()
    assert guard.watch in connection.execute_wrappers


def test_the_drawn_workflows_match_their_tables() -> None:
    drawn = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    assert drawn == pages(), "run: pbjdesa draw-workflows"
