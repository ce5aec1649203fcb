"""Pieces of a text document that python-docx has no words for; all text is put in as text."""

from collections.abc import Sequence
from typing import Any, Protocol

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from pbjdesa.documents.paper.glyphs import showable


class Holder(Protocol):
    """What paragraphs can be added to: the document, or a cell."""

    @property
    def paragraphs(self) -> list[Paragraph]: ...

    def add_paragraph(self) -> Paragraph: ...


def element(tag: str, **attributes: object) -> Any:
    """An element of WordprocessingML: `element("w:shd", fill="EEEEEE")`."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def put(
    line: Paragraph, text: str, *, bold: bool = False, size: float = 0, underline: bool = False
) -> None:
    """Add text with its line ends; what no letter can show is put as in the PDF."""
    for at, part in enumerate(showable(text).split("\n")):
        run = line.add_run()
        if at:
            run.add_break()
        run.add_text(part)
        run.bold, run.underline = bold or None, underline or None
        if size:
            run.font.size = Pt(size)


def bordered(line: Paragraph, side: str, kind: str, eighths: int) -> None:
    """A rule at one side of a paragraph, `eighths` of a point thick."""
    properties = line._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = element("w:pBdr")
        properties.insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    borders.append(element(f"w:{side}", val=kind, sz=eighths, space=4, color="auto"))


def ruled(line: Paragraph) -> None:
    """The double rule below a letterhead: thick above thin."""
    bordered(line, "top", "thickThinSmallGap", 24)


def field_code(line: Paragraph, name: str, size: float) -> None:
    """A number that the reader's program counts: PAGE or NUMPAGES."""
    for kind, text in (("begin", ""), ("", name), ("separate", ""), ("text", "1"), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(size)
        if kind == "":
            code = element("w:instrText")
            code.text = text
            run._r.append(code)
        elif kind == "text":
            run.add_text(text)
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def numbered(document: Document, lines: Sequence[Paragraph]) -> None:
    """Count these paragraphs of the style "List Number" from 1."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = style.pPr.numPr.numId.val
    kind = next(one.abstractNumId.val for one in numbering.num_lst if one.numId == used)
    fresh = numbering.add_num(kind)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    for line in lines:
        line._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = fresh.numId


def grid(
    document: Document,
    widths: Sequence[int],
    rows: int = 1,
    inset: int = 0,
    *,
    together: bool = False,
) -> list[list[_Cell]]:
    """A table without lines, its widths in mm, for things that stand beside each other.

    Its rows stay whole; `together` keeps them on one page.
    """
    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    if inset:
        table._tbl.tblPr.append(element("w:tblInd", w=Mm(inset).twips, type="dxa"))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    filled = []
    for row in table.rows:
        whole(row._tr)
        cells = list(row.cells)
        for cell, width in zip(cells, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
            cell.paragraphs[0].paragraph_format.keep_with_next = together
        filled.append(cells)
    return filled


def whole(row: Any) -> None:
    """Keep a row of a table on one page."""
    row.get_or_add_trPr().append(element("w:cantSplit"))


def frame(cell: Holder) -> None:
    """Take away the empty first line of a cell that was filled below it."""
    first = cell.paragraphs[0]._p
    first.getparent().remove(first)


def watermark(header: Any, word: str) -> None:
    """A fixed word of ours across every page; never a text that somebody typed."""
    drawing = parse_xml(
        f"<w:pict {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'"
        " xmlns:o='urn:schemas-microsoft-com:office:office'>"
        "<v:shapetype id='_x0000_t136' coordsize='21600,21600' o:spt='136' adj='10800'"
        " path='m@7,l@8,m@5,21600l@6,21600e'><v:formulas><v:f eqn='sum #0 0 10800'/>"
        "<v:f eqn='prod #0 2 1'/><v:f eqn='sum 21600 0 @1'/><v:f eqn='sum 0 0 @2'/>"
        "<v:f eqn='sum 21600 0 @3'/><v:f eqn='if @0 @3 0'/><v:f eqn='if @0 21600 @1'/>"
        "<v:f eqn='if @0 0 @2'/><v:f eqn='if @0 @4 21600'/></v:formulas>"
        "<v:path textpathok='t' o:connecttype='none'/><v:textpath on='t' fitshape='t'/>"
        "</v:shapetype>"
        "<v:shape id='tanda' type='#_x0000_t136' style='position:absolute;width:460pt;"
        "height:115pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        "mso-position-vertical-relative:margin' fillcolor='#d9d9d9' stroked='f'>"
        f"<v:textpath style='font-family:\"Times New Roman\";font-weight:bold' string='{word}'/>"
        "</v:shape></w:pict>"
    )
    header.paragraphs[0].add_run()._r.append(drawing)
