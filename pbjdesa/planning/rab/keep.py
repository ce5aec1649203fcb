"""What may be kept of a workbook that people send: the lines that were read, and nothing else.

A workbook of a village holds names, telephones and whole letters on sheets that a budget never
needs; those do not reach our disk.
"""

import io
import zipfile
from decimal import Decimal
from typing import Any

import orjson

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.rab.model import Note, Rab, RabLine, SheetReport

_MARK = "pbjdesa-rab-1"


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a workbook (XLSX), not a zip of tables."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as zipped:
            return "xl/workbook.xml" in zipped.namelist()
    except (zipfile.BadZipFile, ValueError):
        return False


def packed(rab: Rab) -> bytes:
    """The reading as bytes; the same reading gives the same bytes."""
    return orjson.dumps({"format": _MARK, **rab.to_json()})


def is_packed(content: bytes) -> bool:
    """Whether these are bytes of `packed`."""
    return content.startswith(b'{"format":"' + _MARK.encode())


def unpacked(content: bytes) -> Rab:
    """The reading that `packed` wrote. Raises Refused when the bytes are damaged."""
    try:
        plain = orjson.loads(content)
        return Rab(
            sheets=tuple(SheetReport(**each) for each in plain["sheets"]),
            lines=tuple(_line(each) for each in plain["lines"]),
            notes=tuple(Note(**each) for each in plain["notes"]),
            units=plain["units"],
            funds=plain["funds"],
        )
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, ArithmeticError) as damage:
        raise Refused("Berkas tersimpan ini rusak. Kirim lagi berkasnya.", field="file") from damage


def _line(plain: dict[str, Any]) -> RabLine:
    figures = {name: plain[name] for name in ("volume", "price")}
    known = {name: None if text is None else Decimal(text) for name, text in figures.items()}
    return RabLine(**{**plain, **known})
