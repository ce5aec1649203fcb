"""Tables of a text document, built element by element: 500 rows are no matter of minutes."""

from typing import Any

from docx.document import Document
from docx.shared import Mm

from pbjdesa.documents.paper.docx_parts import element, whole
from pbjdesa.documents.paper.glyphs import showable
from pbjdesa.documents.paper.layout import TABLE_SIZE
from pbjdesa.documents.paper.model import Align, Table, TotalRow

_LONG = 500
"""Characters of a cell from which its row may be broken over pages."""
_BY_HAND = 10
"""mm: the height of a row that somebody writes into."""
_SIDES = {"left": "left", "right": "right", "center": "center", "justify": "left"}
_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def write_table(document: Document, table: Table, width: int) -> None:
    """Add a table over `width` mm; its heads repeat on every page and no row is torn."""
    shares = sum(column.width for column in table.columns)
    widths = [Mm(width * column.width / shares).twips for column in table.columns]
    made = element("w:tbl")
    made.append(_properties(sum(widths)))
    columns = element("w:tblGrid")
    for one in widths:
        columns.append(element("w:gridCol", w=one))
    made.append(columns)
    made.append(_head(table, widths))
    by_hand = any(column.by_hand for column in table.columns)
    aligns: list[Align] = [column.align for column in table.columns]
    for row in table.rows:
        line = _row(row, widths, aligns)
        if by_hand or not any(row[1:]):
            line.get_or_add_trPr().append(element("w:trHeight", val=Mm(_BY_HAND).twips))
        made.append(line)
    for total in table.totals:
        made.append(_total(total, widths, aligns))
    body = document.element.body
    body.insert(len(body) - 1, made)  # the last element is the page set-up


def _properties(width: int) -> Any:
    properties = element("w:tblPr")
    properties.append(element("w:tblW", w=width, type="dxa"))
    borders = element("w:tblBorders")
    for edge in _EDGES:
        borders.append(element(f"w:{edge}", val="single", sz=4, space=0, color="auto"))
    properties.append(borders)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = element("w:tblCellMar")
    for edge in ("left", "right"):
        margins.append(element(f"w:{edge}", w=Mm(1.4).twips, type="dxa"))
    properties.append(margins)
    return properties


def _head(table: Table, widths: list[int]) -> Any:
    row = element("w:tr")
    whole(row)
    row.get_or_add_trPr().append(element("w:tblHeader"))
    for column, width in zip(table.columns, widths, strict=True):
        row.append(_cell(column.heading, width, "center", bold=True))
    return row


def _row(texts: tuple[str, ...], widths: list[int], aligns: list[Align]) -> Any:
    row = element("w:tr")
    if all(len(text) <= _LONG for text in texts):
        whole(row)
    for text, width, align in zip(texts, widths, aligns, strict=True):
        row.append(_cell(text, width, align))
    return row


def _total(total: TotalRow, widths: list[int], aligns: list[Align]) -> Any:
    """The label spans all columns before the first sum."""
    row = element("w:tr")
    whole(row)
    first = len(widths) - len(total.values)
    row.append(_cell(total.label, sum(widths[:first]), "right", bold=total.bold, span=first))
    for at, text in enumerate(total.values, start=first):
        row.append(_cell(text, widths[at], aligns[at], bold=total.bold))
    return row


def _cell(text: str, width: int, align: Align, *, bold: bool = False, span: int = 1) -> Any:
    cell = element("w:tc")
    properties = element("w:tcPr")
    properties.append(element("w:tcW", w=width, type="dxa"))
    if span > 1:
        properties.append(element("w:gridSpan", val=span))
    cell.append(properties)
    line = element("w:p")
    look = element("w:pPr")
    look.append(element("w:spacing", before=20, after=20))
    look.append(element("w:jc", val=_SIDES[align]))
    line.append(look)
    for at, part in enumerate(showable(text).split("\n")):
        line.append(_run(part, bold=bold, fresh=at > 0))
    cell.append(line)
    return cell


def _run(text: str, *, bold: bool, fresh: bool) -> Any:
    run = element("w:r")
    look = element("w:rPr")
    if bold:
        look.append(element("w:b"))
    look.append(element("w:sz", val=int(TABLE_SIZE * 2)))
    run.append(look)
    if fresh:
        run.append(element("w:br"))
    words = element("w:t")
    words.text = text
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    return run
