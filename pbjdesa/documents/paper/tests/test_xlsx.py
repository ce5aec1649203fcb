import io

import openpyxl
import pytest

from pbjdesa.documents.paper.model import Column, FieldRow, Fields, Heading, Table, TotalRow
from pbjdesa.documents.paper.testing import REGISTERED
from pbjdesa.documents.paper.tests.test_model import a_paper
from pbjdesa.documents.paper.xlsx import LONGEST_TEXT, render_xlsx
from pbjdesa.kernel.errors import Refused

COLUMNS = (
    Column("No", 1, "center"),
    Column("Uraian", 6),
    Column("Volume", 2, "right"),
    Column("Harga Satuan (Rp)", 3, "right"),
    Column("Jumlah (Rp)", 3, "right"),
)
ITEMS = (("1", "Semen", "40", "62.000", "2.480.000"), ("2", "Pasir", "6,5", "252.000", "1.638.000"))
TOTALS = (
    TotalRow("Jumlah", ("4.118.000",)),
    TotalRow("PPN", ("452.980",)),
    TotalRow("Jumlah seluruhnya", ("4.570.980",), bold=True),
)


def registered(*blocks, **changes):
    return a_paper(blocks=blocks, **(REGISTERED | changes))


def opened(paper, *, results=False):
    return openpyxl.load_workbook(io.BytesIO(render_xlsx(paper)), data_only=results)


def cells(sheet, column):
    return [sheet[f"{column}{row}"].value for row in range(5, 5 + len(ITEMS) + len(TOTALS))]


def test_amounts_and_sums_count_again_and_keep_their_results():
    paper = registered(Table(COLUMNS, ITEMS, TOTALS))
    formulas = ["=C5*D5", "=C6*D6", "=SUM(E5:E6)", 452980, "=SUM(E7:E8)"]
    assert cells(opened(paper).worksheets[0], "E") == formulas
    results = [2480000, 1638000, 4118000, 452980, 4570980]
    assert cells(opened(paper, results=True).worksheets[0], "E") == results
    assert [cell.value for cell in opened(paper).worksheets[0]["C"][4:6]] == [40, 6.5]


def test_a_formula_that_gave_another_number_than_the_paper_is_not_written():
    odd = (("1", "Semen", "40", "62.000", "2.500.000"), *ITEMS[1:])
    sums = (TotalRow("Jumlah", ("9.999.999",)), *TOTALS[1:])
    found = cells(opened(registered(Table(COLUMNS, odd, sums))).worksheets[0], "E")
    assert found == [2500000, "=C6*D6", 9999999, 452980, 4570980]


def test_a_rounded_amount_is_rounded_by_its_formula():
    row = (("1", "Pasir", "2,335", "1.001", "2.337"),)
    sheet = opened(registered(Table(COLUMNS, row))).worksheets[0]
    assert sheet["E5"].value == "=ROUND(C5*D5,0)"


def test_prices_beside_each_other_are_summed_with_their_volumes():
    columns = (*COLUMNS[:3], Column("HPS", 3, "right"), Column("UD Karya", 3, "right"))
    rows = (("1", "Batu", "24", "350.000", "340.000 *"), ("2", "Pasir", "12,5", "348.000", "–"))
    sums = (TotalRow("Jumlah", ("12.750.000", "8.160.000")),)
    sheet = opened(registered(Table(columns, rows, sums))).worksheets[0]
    assert sheet["E5"].value == 340000
    assert sheet["E5"].number_format == '#,##0" *"'
    assert sheet["D7"].value == "=SUMPRODUCT(C5:C6,D5:D6)"
    assert sheet["E7"].value == "=SUMPRODUCT(C5:C6,E5:E6)"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "=HYPERLINK(", "=1+1|cmd"])
def test_text_is_never_a_formula(start):
    hostile = f'{start}SUM(A1:A9)"&cmd|" /c calc"!A0'
    row = ((hostile, hostile, hostile, hostile, hostile),)
    columns = tuple(Column(hostile, 1, "right") for _ in range(5))
    paper = registered(
        Fields((FieldRow(hostile, hostile),)),
        Heading(hostile),
        Table(columns, row, (TotalRow(hostile, (hostile,)),)),
        title=hostile,
        number=hostile,
        name=hostile,
    )
    kinds = {cell.data_type for sheet in opened(paper) for row in sheet.rows for cell in row}
    assert kinds <= {"s", "n"}
    assert "f" not in kinds
    values = [cell.value for sheet in opened(paper) for row in sheet.rows for cell in row]
    assert sum("SUM(A1:A9)" in value for value in values if isinstance(value, str)) >= 10
    assert not any(cell.hyperlink for s in opened(paper) for row in s.rows for cell in row)


def test_heads_stay_in_sight_and_the_sheet_prints_on_its_paper():
    sheet = opened(registered(Table(COLUMNS, ITEMS, TOTALS), size="F4")).worksheets[0]
    assert sheet.freeze_panes == "A5"
    assert sheet.print_title_rows == "$4:$4"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (14, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert opened(registered(Table(COLUMNS, ITEMS))).worksheets[0].page_setup.paperSize == 9
    assert sheet.column_dimensions["B"].width > sheet.column_dimensions["A"].width


def test_sheets_are_named_by_their_headings_and_no_name_is_taken_twice():
    table = Table(COLUMNS, ITEMS)
    long = "Perbandingan harga satuan [semua] penyedia: A/B"
    book = opened(registered(Heading(long), table, table, table, Heading("''"), table))
    assert len(set(book.sheetnames)) == 5
    assert book.sheetnames[0] == "Perbandingan harga satuan semua"


def test_what_no_cell_can_hold_is_refused_with_a_sentence():
    with pytest.raises(Refused, match="PDF"):
        render_xlsx(registered(Table(COLUMNS, (("1", "x" * (LONGEST_TEXT + 1), "", "", ""),))))


def test_the_same_paper_is_the_same_file():
    paper = registered(Table(COLUMNS, ITEMS, TOTALS))
    assert render_xlsx(paper) == render_xlsx(paper)


def test_practice_is_said():
    sheet = opened(registered(Table(COLUMNS, ITEMS), practice=True)).worksheets[0]
    assert "LATIHAN" in sheet["A1"].value
