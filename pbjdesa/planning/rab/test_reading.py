"""A village's own workbook is read as it is written, whatever its layout, and nothing is mended."""

from decimal import Decimal
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.rab.model import Rab
from pbjdesa.planning.rab.reading import read_workbook
from pbjdesa.planning.rab.test_support import (
    ITEMS,
    Rows,
    saved,
    siskeudes_like,
    with_results,
    workbook,
    works_like,
)

AMOUNTS = [row[5] for row in ITEMS]


def told(rab: Rab, code: str) -> list[tuple[str, int | None]]:
    return [(note.sheet, note.row) for note in rab.notes if note.code == code]


def worst(rab: Rab) -> list[str]:
    return [note.code for note in rab.notes if note.severity != "info"]


def test_codes_beside_the_text_and_heads_in_two_rows() -> None:
    rab = read_workbook(workbook({"JALAN": siskeudes_like()}))
    assert worst(rab) == []
    assert [line.amount for line in rab.lines] == AMOUNTS
    line = rab.lines[1]
    assert (line.activity_code, line.activity) == ("02.03.10", "Pembangunan Jalan Usaha Tani")
    assert (line.account_code, line.account) == ("5.3.5.03", "Belanja Modal Jalan")
    assert (line.description, line.fund, line.fund_code) == ("Pasir beton", "DDS", "DDS")
    assert (line.volume, line.unit, line.price) == (Decimal("6.5"), "m3", Decimal(250_000))
    assert (line.sheet, line.row) == ("JALAN", 10)


def test_one_head_row_groups_with_letters_and_the_fund_above() -> None:
    rab = read_workbook(workbook({"RT 02": works_like()}))
    assert worst(rab) == []
    assert [line.amount for line in rab.lines] == AMOUNTS
    assert {line.activity_code for line in rab.lines} == {"02.03.10"}
    assert {line.fund_code for line in rab.lines} == {"DDS"}
    assert rab.lines[0].activity == "Rabat beton RT 02"


def test_codes_inside_the_text() -> None:
    rows = [
        ["Kegiatan : 2.03.10 Rabat beton"],
        ["Uraian", "Sumber Dana", "Volume", "Satuan", "Harga", "Jumlah"],
        ["5.3.5.03 Belanja Modal Jalan", None, None, None, None, 4_105_000],
        ["Semen", "Dana Desa", 40, "zak", 62_000, 2_480_000],
        ["Pasir", "DD", 6.5, "m³", 250_000, 1_625_000],
    ]
    rab = read_workbook(workbook({"A": rows}))
    assert {line.account_code for line in rab.lines} == {"5.3.5.03"}
    assert {line.fund_code for line in rab.lines} == {"DDS"}
    assert rab.funds == {"DDS": ["DD", "Dana Desa"]}
    assert rab.units == {"sak": ["zak"], "m3": ["m³"]}
    assert worst(rab) == []


def test_merged_heads_change_nothing() -> None:
    book = Workbook()
    sheet = book.active
    for row in siskeudes_like():
        sheet.append(list(row))
    for cells in ("A1:J1", "B3:F3", "G3:I3", "G4:H4", "A3:A4"):
        sheet.merge_cells(cells)
    assert [line.amount for line in read_workbook(saved(book)).lines] == AMOUNTS


def test_an_amount_without_volume_is_a_line_where_it_heads_nothing() -> None:
    rows = [*works_like()[:-1]]
    rows += [["B", "Honor TPK", None, None, None, None, 335_000]]
    rows += [[1, "Ketua TPK", None, None, None, None, 175_000]]
    rows += [[2, "Sekretaris TPK", None, None, None, None, 160_000]]
    rows += [[None, "Jumlah", None, None, None, None, sum(AMOUNTS) + 335_000]]
    rab = read_workbook(workbook({"A": rows}))
    assert [(line.description, line.amount) for line in rab.lines[3:]] == [
        ("Ketua TPK", 175_000),
        ("Sekretaris TPK", 160_000),
    ]
    assert worst(rab) == []


def test_of_several_prices_the_one_that_makes_the_amounts_is_the_price() -> None:
    head = ["No", "Uraian", "Volume", "Satuan", "Harga Satuan", "Harga + Pajak", "Jumlah Harga"]
    rows = [
        ["Kegiatan", ": 2.03.10 Jalan"],
        head,
        [1, "Semen", 10, "sak", 60_000, 67_000, 670_000],
        [2, "Pasir", 2, "m3", 200_000, 224_000, 448_000],
        [3, "Papan nama", 1, "bh", 100_000, 114_000, 100_000],
    ]
    rab = read_workbook(workbook({"A": rows}))
    assert [line.price for line in rab.lines] == [67_000, 224_000, 114_000]
    (note,) = [note for note in rab.notes if note.code == "amount_mismatch"]
    assert (note.row, note.expected, note.written) == (5, 114_000, 100_000)


def test_a_side_calculation_beside_the_table_is_not_read() -> None:
    rows = [list(row) + [None] * (14 - len(row)) for row in siskeudes_like()]
    for number, row in enumerate(rows[8:11]):
        row[11:14] = [f"Piring {number}", 200, 3_000]
    assert [line.amount for line in read_workbook(workbook({"A": rows})).lines] == AMOUNTS


def test_two_tables_on_one_sheet_are_both_read() -> None:
    rows = [*siskeudes_like(), [], *works_like()]
    rab = read_workbook(workbook({"A": rows}))
    assert [line.amount for line in rab.lines] == AMOUNTS * 2


def test_a_wrong_sum_is_told_by_sheet_and_row_and_stays() -> None:
    rab = read_workbook(workbook({"A": siskeudes_like(total=6_000_000)}))
    assert told(rab, "total_mismatch") == [("A", 6), ("A", 7), ("A", 8), ("A", 12)]
    assert rab.total == sum(AMOUNTS)


def test_a_wrong_product_is_told_and_the_written_amount_stays() -> None:
    items = [ITEMS[0], ("Pasir", "DDS", 6.5, "m3", 250_000, 1_600_000)]
    rab = read_workbook(workbook({"A": siskeudes_like(items)}))
    (note,) = [note for note in rab.notes if note.code == "amount_mismatch"]
    assert (note.row, note.expected, note.written) == (10, 1_625_000, 1_600_000)
    assert rab.lines[1].amount == 1_600_000


def _formulas() -> Any:
    rows = [list(row) for row in works_like()]
    for row in (6, 7, 8):
        rows[row - 1][6] = f"=D{row}*F{row}"
    return rows


STORED = {"G6": "2480000", "G7": "1625000", "G8": "1200000"}


def test_a_formula_counts_with_the_result_that_was_stored() -> None:
    rab = read_workbook(with_results(workbook({"A": _formulas()}), STORED))
    assert [line.amount for line in rab.lines] == AMOUNTS
    assert worst(rab) == []


@pytest.mark.parametrize(
    ("formula", "result", "code"),
    [
        ("=D7*F7", None, "formula_without_value"),
        ("=D7*F7", "#REF!", "error_cell"),
        ("=D7*#REF!", "1625000", "error_cell"),
        ("=[1]Harga!$B$2", "1625000", "outside_link"),
        ("='[Standar Harga.xlsx]Bahan'!C4", None, "outside_link"),
    ],
)
def test_what_is_no_number_is_never_one(formula: str, result: str | None, code: str) -> None:
    rows = _formulas()
    rows[6][6] = formula
    stored = {cell: value for cell, value in STORED.items() if cell != "G7"}
    stored |= {"G7": result} if result else {}
    rab = read_workbook(with_results(workbook({"A": rows}), stored))
    assert told(rab, code) == [("A", 7)]
    assert [line.description for line in rab.lines] == ["Semen 40 kg", "Pekerja"]
    assert next(note for note in rab.notes if note.code == code).severity == "error"


def test_error_texts_that_were_pasted_as_values_are_no_numbers() -> None:
    items = [ITEMS[0], ("Pasir", "DDS", 6.5, "m3", "#N/A", "#N/A"), ITEMS[2]]
    rows = siskeudes_like([ITEMS[0], ITEMS[2]])
    rows = [*rows[:9], [None, None, "02", items[1][0], "DDS", None, 6.5, "m3", "#N/A", "#N/A"]]
    rab = read_workbook(workbook({"A": rows}))
    assert told(rab, "error_cell") == [("A", 10), ("A", 10)]
    assert [line.description for line in rab.lines] == ["Semen 40 kg"]


def test_numbers_that_were_typed_as_text_are_read() -> None:
    items = [("Semen", "DDS", "40", "sak", "Rp 62.000", "Rp2.480.000,00")]
    rows = siskeudes_like(items, total=2_480_000)
    (line,) = read_workbook(workbook({"A": rows})).lines
    assert (line.volume, line.price, line.amount) == (40, 62_000, 2_480_000)


def test_a_sheet_that_is_no_rab_is_named_with_the_reason() -> None:
    income = [["KODE", "URAIAN", "ANGGARAN (Rp.)"], ["4.1", "Pendapatan", 1_000]]
    rab = read_workbook(workbook({"PENDAPATAN": income, "KOSONG": [], "A": siskeudes_like()}))
    unread = {sheet.name: sheet.reason for sheet in rab.sheets if not sheet.read}
    assert set(unread) == {"PENDAPATAN", "KOSONG"}
    assert all(unread.values())
    assert len(rab.lines) == 3


def test_hidden_sheets_are_read_and_said() -> None:
    book = Workbook()
    book.active.title = "A"
    for row in siskeudes_like():
        book.active.append(list(row))
    hidden = book.create_sheet("SIMPAN")
    hidden.sheet_state = "hidden"
    for row in works_like():
        hidden.append(list(row))
    sheets = {sheet.name: sheet.hidden for sheet in read_workbook(saved(book)).sheets if sheet.read}
    assert sheets == {"A": False, "SIMPAN": True}


def _beside_two(items: Rows) -> Rab:
    """A sheet C with these items, beside two that agree."""
    return read_workbook(
        workbook({"A": siskeudes_like(), "B": works_like(), "C": siskeudes_like(items)})
    )


def test_a_price_ten_times_the_usual_is_pointed_out() -> None:
    dear = [("Semen 40 kg", "DDS", 4, "zak", 620_000, 2_480_000)]
    rab = _beside_two(dear)
    assert told(rab, "price_unusual") == [("C", 9)]


def test_prices_in_each_others_row_are_pointed_out_once() -> None:
    swapped = [
        ("Semen 40 kg", "DDS", 40, "sak", 250_000, 10_000_000),
        ("Pasir beton", "DDS", 6.5, "m3", 62_000, 403_000),
    ]
    rab = _beside_two(swapped)
    assert told(rab, "rows_swapped") == [("C", 9)]
    assert told(rab, "price_unusual") == []


def test_volume_and_price_in_each_others_column_are_pointed_out() -> None:
    turned = [("Semen 40 kg", "DDS", 62_000, "sak", 40, 2_480_000)]
    rab = _beside_two(turned)
    assert told(rab, "columns_swapped") == [("C", 9)]


def test_an_unknown_fund_and_a_missing_activity_are_said() -> None:
    items = [*ITEMS[:2], ("Pekerja", "Hibah X", 12, "HOK", 100_000, 1_200_000)]
    rows = [row for row in siskeudes_like(items) if "2.03.10" not in row]
    rows[1] = ["Kegiatan", None, ":", "Kegiatan yang tidak ada di daftar"]
    rab = read_workbook(workbook({"A": rows}))
    assert told(rab, "no_fund") == [("A", 10)]
    assert told(rab, "no_activity_code") == [("A", None)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"bukan berkas",
        b"PK\x03\x04" + b"\0" * 200,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        workbook({"A": siskeudes_like()})[:2_000],
    ],
)
def test_what_is_no_workbook_is_refused_with_a_way_out(content: bytes) -> None:
    with pytest.raises(Refused, match="XLSX"):
        read_workbook(content)


def test_a_stray_cell_at_the_far_end_costs_nothing() -> None:
    book = Workbook()
    for row in siskeudes_like():
        book.active.append(list(row))
    book.active["XFD1048576"] = "x"
    rab = read_workbook(saved(book))
    assert [line.amount for line in rab.lines] == AMOUNTS
    assert told(rab, "sheet_cut") == [("Sheet", None)]


HEADS = {
    "no": ["No", "NO.", "Nomor"],
    "name": ["Uraian", "URAIAN", "Nama Barang", "Jenis Barang", "U r a i a n"],
    "fund": ["Sumber Dana", "Dana", "SD"],
    "volume": ["Volume", "Vol.", "Kuantitas", "QTY"],
    "unit": ["Satuan", "SAT", "Unit"],
    "price": ["Harga Satuan (Rp)", "Harga", "HARGA SATUAN Rp."],
    "amount": ["Jumlah (Rp)", "Total Harga", "JUMLAH HARGA", "Anggaran"],
}


@st.composite
def layouts(draw: st.DrawFn) -> tuple[list[list[Any]], list[tuple[Any, ...]]]:
    """A table somewhere on a sheet: any offset, order of columns, heads, and items."""
    columns = ["no", "name", *draw(st.permutations(["fund", "volume", "unit", "price"])), "amount"]
    down, right = draw(st.integers(0, 6)), draw(st.integers(0, 4))
    count = draw(st.integers(1, 8))
    items = []
    for number in range(count):
        volume, price = draw(st.integers(1, 900)), draw(st.integers(1, 9_000)) * 100
        items.append((f"Barang {chr(65 + number)}", "ADD", volume, "buah", price, volume * price))
    pad = [None] * right
    head = [draw(st.sampled_from(HEADS[column])) for column in columns]
    rows: list[list[Any]] = [
        ["Kegiatan", ":", "01.01.04 Operasional"],
        *([[]] * down),
        [*pad, *head],
    ]
    for number, item in enumerate(items, 1):
        cells = dict(zip(("name", "fund", "volume", "unit", "price", "amount"), item, strict=True))
        rows.append([*pad, *(({"no": number} | cells)[column] for column in columns)])
    if draw(st.booleans()):
        total = [None] * len(columns)
        total[1], total[-1] = "JUMLAH", sum(item[5] for item in items)
        rows.append([*pad, *total])
    return rows, items


@settings(deadline=None, max_examples=60)
@given(layouts())
def test_any_order_of_columns_anywhere_on_the_sheet(
    made: tuple[list[list[Any]], list[tuple[Any, ...]]],
) -> None:
    rows, items = made
    rab = read_workbook(workbook({"A": rows}))
    read = [
        (line.description, line.fund, line.volume, line.unit, line.price, line.amount)
        for line in rab.lines
    ]
    assert read == items
    assert worst(rab) == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.one_of(st.none(), st.text(max_size=12), st.integers()), max_size=8)))
def test_any_sheet_is_read_or_named_and_never_breaks(rows: list[list[Any]]) -> None:
    clean = [[_plain(cell) for cell in row] for row in rows]
    rab = read_workbook(workbook({"A": clean}))
    assert [sheet.name for sheet in rab.sheets] == ["A"]


def _plain(cell: Any) -> Any:
    """What the writer of these tests can put into a file at all."""
    if isinstance(cell, int):
        return max(min(cell, 10**14), -(10**14))
    return "".join(c for c in cell if c.isprintable() and ord(c) > 31) if cell else cell


def test_a_workbook_of_fifty_sheets_is_read_in_time() -> None:
    many = [(f"Barang {n}", "DDS", n, "bh", 1_000, n * 1_000) for n in range(1, 61)]
    content = workbook({f"RAB {n}": siskeudes_like(many) for n in range(50)})
    before = process_time()
    rab = read_workbook(content)
    spent = process_time() - before
    assert len(rab.lines) == 3_000
    assert spent < 5
