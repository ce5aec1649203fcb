"""Office files are zips: written again without the hour at which they were made."""

import io
import zipfile
from datetime import datetime

UNDATED = datetime(2020, 1, 1)  # noqa: DTZ001 - office files keep a day without a zone
"""The day inside the file of a paper that has none yet; it must not move."""
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def without_times(content: bytes) -> bytes:
    """The same entries in the same order, so that the same paper is the same file."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(entry, made.read(name))
    return out.getvalue()
