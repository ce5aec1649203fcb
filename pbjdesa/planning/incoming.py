"""A budget file that people send, whichever kind it is: a Siskeudes export or a RAB workbook."""

import io
from pathlib import Path

from pbjdesa.planning.rab.export import as_export
from pbjdesa.planning.rab.keep import is_packed, is_workbook, packed, unpacked
from pbjdesa.planning.rab.reading import read_workbook
from pbjdesa.planning.siskeudes.keep import only_tables
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.territories.models import Desa


def kept_of(content: bytes) -> bytes:
    """The part of a sent file that may be kept. Raises Refused for a file that cannot be read."""
    return packed(read_workbook(content)) if is_workbook(content) else only_tables(content)


def read_kept(source: Path | bytes, *, desa: Desa, year: int, kd_desa: str = "") -> BudgetExport:
    """The budget in what `kept_of` left.

    Raises VillageUnclear where an export holds several villages, Refused where nothing is of use.
    """
    content = source if isinstance(source, bytes) else source.read_bytes()
    if is_packed(content):
        return as_export(unpacked(content), year=year, village_name=desa.name)
    return read_export(
        io.BytesIO(content),
        year=year,
        kd_desa=kd_desa or None,
        village_name=desa.name,
        local_code=desa.local_code,
    )
