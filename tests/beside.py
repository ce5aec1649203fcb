"""What lies beside the database: the file of the demo's PINs and the stamp of preparations."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from pbjdesa.config.demo.accounts import accounts_file


@contextmanager
def as_before() -> Iterator[None]:
    """Leave nothing there that was not there before."""
    stamp = Path(settings.DATA, "prepared.json")
    before = stamp.read_bytes()
    try:
        yield
    finally:
        accounts_file().unlink(missing_ok=True)
        stamp.write_bytes(before)
