"""Invented RAB workbooks, laid out in the ways that villages lay them out."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]

ITEMS: Rows = (
    ("Semen 40 kg", "DDS", 40, "sak", 62_000, 2_480_000),
    ("Pasir beton", "DDS", 6.5, "m3", 250_000, 1_625_000),
    ("Pekerja", "DDS", 12, "HOK", 100_000, 1_200_000),
)


def workbook(sheets: Mapping[str, Rows]) -> bytes:
    """An XLSX file with these sheets; a row is a list of cells from column A on."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_results(content: bytes, results: Mapping[str, str]) -> bytes:
    """The workbook as a spreadsheet program would have saved it: with the result of each formula of
    its first sheet, by cell ("F9" → "2480000"). Formulas that are not named have none."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "xl/worksheets/sheet1.xml":
                data = _stored(data.decode(), results).encode()
            new.writestr(info, data)
    return out.getvalue()


def _stored(xml: str, results: Mapping[str, str]) -> str:
    for cell, result in results.items():
        kind = ' t="e"' if result.startswith("#") else ""
        xml, found = re.subn(
            rf'<c r="{cell}"([^>]*?)><f>(.*?)</f><v ?/?>(?:</v>)?</c>',
            rf'<c r="{cell}"\1{kind}><f>\2</f><v>{result}</v></c>',
            xml,
        )
        assert found == 1, cell
    return xml


def siskeudes_like(items: Rows = ITEMS, *, fund: str = "", total: int | None = None) -> Rows:
    """Codes in the first column, the heads in two rows, the fund in a column without a head."""
    whole = sum(row[5] for row in items) if total is None else total
    rows: list[list[Any]] = [
        ["RENCANA ANGGARAN BIAYA (RAB)"],
        ["Kegiatan", None, ":", "Pembangunan Jalan Usaha Tani"],
        ["KODE", "U R A I A N", None, None, None, None, "RINCIAN"],
        [None, None, None, None, None, None, "VOLUME", None, "HARGA SATUAN", "JUMLAH (Rp)"],
        [1, 2, None, None, None, None, 3, None, 4, 5],
        [5, "BELANJA", *[None] * 7, whole],
        ["2.03.10", "Pembangunan Jalan Usaha Tani", *[None] * 7, whole],
        ["5.3.5.03.", None, "Belanja Modal Jalan", *[None] * 6, whole],
    ]
    for number, (name, code, volume, unit, price, amount) in enumerate(items, 1):
        row = [None, None, f"{number:02}", name, fund or code, None, volume, unit, price, amount]
        rows.append(row)
    rows.append([None, "JUMLAH (Rp)", *[None] * 7, whole])
    rows.append([None, None, None, None, None, None, "Sukamulya, 2 Desember 2025"])
    rows.append(["Kepala Desa", None, None, None, None, None, "Pelaksana Kegiatan"])
    return rows


def works_like(items: Rows = ITEMS) -> Rows:
    """One head row, groups with letters, sub totals, the fund in a check sum above."""
    whole = sum(row[5] for row in items)
    rows: list[list[Any]] = [
        ["RENCANA ANGGARAN BIAYA", None, None, None, None, None, None, "DD", whole],
        ["Kegiatan", None, ": 02.03.10 Rabat beton RT 02"],
        ["No", "Uraian", None, "Volume", "Satuan", "Harga Satuan (Rp)", "Jumlah (Rp)"],
        ["BAHAN"],
        ["A", "Bahan Konstruksi", None, None, None, None, whole],
    ]
    for number, (name, _, volume, unit, price, amount) in enumerate(items, 1):
        rows.append([number, name, None, volume, unit, price, amount])
    rows.append([None, None, None, None, None, "Sub Total 1)", whole])
    rows.append([None, None, None, None, None, "TOTAL BIAYA", whole])
    return rows
