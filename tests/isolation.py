"""A data folder of its own for each process of a test run. Loaded by pytest before the settings.

A test must never see, still less change, the database and the keys of the program on this machine.
"""

import os
import shutil
import tempfile

_folder = tempfile.mkdtemp(prefix="pbjdesa-test-")
os.environ["PBJDESA_DATA"] = _folder
for name in ("PBJDESA_HTTPS", "PBJDESA_HOSTS", "PBJDESA_ORIGIN", "PBJDESA_PROXY", "PORT"):
    os.environ.pop(name, None)


def pytest_unconfigure() -> None:
    """Leave nothing behind."""
    shutil.rmtree(_folder, ignore_errors=True)
