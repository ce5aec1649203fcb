"""What must be true of an installation before it serves: schema, page files, demo.

Everything here is asked again at each start, so the questions are cheap: the second start of
`./run` has three seconds for everything.
"""

import hashlib
import json
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def missing_migrations() -> list[str]:
    """Names of the migrations in the code that this database has not had, e.g. `people.0002_sk`.

    File names against one table: reading the migrations themselves takes most of a second.
    """
    applied = set(MigrationRecorder(connection).applied_migrations())
    on_disk = {
        (app.label, module.name)
        for app in apps.get_app_configs()
        for module in iter_modules([str(Path(app.path, "migrations"))])
        if not module.name.startswith("_")
    }
    return sorted(f"{label}.{name}" for label, name in on_disk - applied)


def bring_up_to_date(verbosity: int = 0) -> None:
    """Bring the schema up to date and gather the page files. Safe to repeat, safe to interrupt."""
    call_command("migrate", interactive=False, verbosity=verbosity)
    gather_static()


def gather_static() -> None:
    """Copy, compress and fingerprint the page files, when they changed since the last time."""
    state = _static_state()
    if _read_stamp().get("static") == state:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    _write_stamp(static=state)


def demo_was_loaded() -> bool:
    """Whether `load-demo` has once run to its end here."""
    return _read_stamp().get("demo") is True


def remember_demo() -> None:
    """The demo is complete (or this installation is in use): do not ask again at each start."""
    _write_stamp(demo=True)


def _static_state() -> str:
    """A fingerprint of the page files' names, sizes and times; not of their content, for speed."""
    seen = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            about = Path(storage.path(name)).stat()
            seen.update(f"{name}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return seen.hexdigest()


def _stamp_file() -> Path:
    return Path(settings.DATA, "prepared.json")


def _read_stamp() -> dict[str, Any]:
    try:
        stamp = json.loads(_stamp_file().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _write_stamp(**changes: Any) -> None:
    text = json.dumps(_read_stamp() | changes)
    new = _stamp_file().with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(_stamp_file())
