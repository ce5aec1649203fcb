"""The demo's data files, read once."""

import functools
import tomllib
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@functools.cache
def content(name: str) -> dict[str, Any]:
    """The content of one data file, e.g. "budget"."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
