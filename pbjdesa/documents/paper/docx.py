"""A paper as a text document (DOCX) that a village can change: the same text, in the same order.

Written with python-docx from the same model as the PDF; no text is ever read as markup, and the
same paper is the same file. Whoever may change a paper must not keep its check code: see
`editable_copy`.
"""

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, time
from types import NoneType
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from pbjdesa.documents.paper import codes, pictures, qr
from pbjdesa.documents.paper.docx_parts import (
    Holder,
    bordered,
    field_code,
    frame,
    grid,
    numbered,
    put,
    ruled,
    watermark,
)
from pbjdesa.documents.paper.docx_tables import write_table
from pbjdesa.documents.paper.glyphs import showable
from pbjdesa.documents.paper.layout import (
    AUDIT_HEAD_SHOWN,
    MARGIN_LEFT,
    MARGIN_RIGHT,
    SIZES,
    TEXT_SIZE,
    logo_drawing,
)
from pbjdesa.documents.paper.model import (
    Amount,
    Block,
    Fields,
    Heading,
    Items,
    Letterhead,
    Link,
    Paper,
    Paragraph,
    Part,
    Photos,
    Signatures,
    Table,
)
from pbjdesa.documents.paper.zips import UNDATED, without_times

FONT = "Times New Roman"
"""On every office computer, or replaced there by one of the same widths."""
_COPY = "Salinan untuk diubah. Kode periksa tidak berlaku untuk salinan ini."
_SIDES = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_LOGO_WIDTH, _LABEL_WIDTH, _STAMP_WIDTH, _SIGN_HEIGHT = 22, 46, 26, 17
"""mm."""
_ACROSS = {1: 1, 2: 2, 4: 2}
"""Signers beside each other, by their number; three for any other."""
_APART = (Paragraph, Part, Heading, NoneType)
"""What may stand on the page after the sentence before it."""


def editable_copy(paper: Paper) -> Paper:
    """The paper without what makes it checkable: what is changed is no longer that paper."""
    return replace(paper, code="", check_url="", audit_head="")


def render_docx(paper: Paper, photos: pictures.Lookup = pictures.none) -> bytes:
    """The paper as DOCX. Raises Refused for a broken logo; a lost photo is told in its frame."""
    document = docx.Document()
    width = _set_up(document, paper)
    _foot(document, paper, width)
    if paper.practice:
        watermark(document.sections[0].header, "LATIHAN")
    writer = _Writer(document, paper, photos, width)
    writer.write()
    file = io.BytesIO()
    document.save(file)
    return without_times(file.getvalue())


def _set_up(document: Document, paper: Paper) -> int:
    """Page, letters and the words about the file. Returns the width of the text in mm."""
    width, height = SIZES[paper.size]
    section = document.sections[0]
    if paper.landscape:
        width, height = height, width
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(MARGIN_LEFT), Mm(MARGIN_RIGHT)
    section.top_margin, section.bottom_margin = Mm(14), Mm(17)
    section.header_distance = section.footer_distance = Mm(8)
    usual = document.styles["Normal"]
    usual.font.name, usual.font.size = FONT, Pt(TEXT_SIZE)
    letters = usual.element.get_or_add_rPr()
    letters.rFonts.set(qn("w:eastAsia"), FONT)
    letters.rFonts.set(qn("w:cs"), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "id-ID")
    letters.append(language)
    usual.paragraph_format.space_after, usual.paragraph_format.space_before = Pt(4), Pt(0)
    made = datetime.combine(paper.date, time()) if paper.date else UNDATED
    about = document.core_properties
    about.title = showable(f"{paper.name} {paper.number}")[:255]
    about.author = about.last_modified_by = showable(", ".join(paper.letterhead.lines))[:255]
    about.created = about.modified = made
    about.comments, about.language = "", "id"
    return width - MARGIN_LEFT - MARGIN_RIGHT


def _foot(document: Document, paper: Paper, width: int) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.style = document.styles["Normal"]  # the style of footers has tab stops of its own
    bordered(line, "top", "single", 4)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    code = f" · Kode {codes.grouped(paper.code)}" if paper.code else ""
    put(line, f"{paper.name[:80]}{code}", size=8.5)
    line.add_run().add_tab()
    put(line, "Halaman ", size=8.5)
    field_code(line, "PAGE", 8.5)
    put(line, " dari ", size=8.5)
    field_code(line, "NUMPAGES", 8.5)
    if not paper.code and paper.date is not None:
        put(document.sections[0].footer.add_paragraph(), _COPY, size=8.5)


class _Writer:
    """Writes the blocks of one paper into one document."""

    def __init__(
        self, document: Document, paper: Paper, photos: pictures.Lookup, width: int
    ) -> None:
        self._document = document
        self._paper = paper
        self._photos = photos
        self._width = width

    def write(self) -> None:
        """The whole text, from the letterhead to the code."""
        self._kop(self._paper.letterhead)
        self._title(self._paper.title, self._paper.number)
        following: Iterable[Block | None] = (*self._paper.blocks[1:], None)
        for block, after in zip(self._paper.blocks, following, strict=False):
            self._block(block)
            if isinstance(block, Paragraph) and not isinstance(after, _APART):
                self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._strip()

    def _line(self, text: str = "", *, bold: bool = False, size: float = 0) -> Line:
        line = self._document.add_paragraph()
        put(line, text, bold=bold, size=size)
        return line

    def _kop(self, letterhead: Letterhead) -> None:
        if not letterhead.lines:
            return
        place: Holder = self._document
        if letterhead.logo:
            picture = pictures.raster(logo_drawing(letterhead.logo))
            sides = (_LOGO_WIDTH, self._width - 2 * _LOGO_WIDTH, _LOGO_WIDTH)
            left, place, _ = grid(self._document, sides)[0]
            left.paragraphs[0].add_run().add_picture(io.BytesIO(picture), width=Mm(_LOGO_WIDTH - 3))
        sizes = [12.5] * (len(letterhead.lines) - 1) + [15.5]
        words = [(line, size, True) for line, size in zip(letterhead.lines, sizes, strict=True)]
        words += [(line, 9.5, False) for line in letterhead.address]
        for text, size, bold in words:
            line = place.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_after = Pt(0)
            put(line, text, bold=bold, size=size)
        if place is not self._document:
            frame(place)
        rule = self._line()
        rule.paragraph_format.space_after = Pt(8)
        ruled(rule)

    def _title(self, title: str, number: str = "") -> None:
        for text, bold, size in ((title.upper(), True, 13.0), (_numbered(number), False, 0.0)):
            if text.strip():
                line = self._line(text, bold=bold, size=size)
                line.alignment = WD_ALIGN_PARAGRAPH.CENTER
                line.paragraph_format.keep_with_next = True
        self._line().paragraph_format.space_after = Pt(0)

    def _block(self, block: Block) -> None:
        writers: dict[type[Block], Callable[[Any], None]] = {
            Heading: self._heading,
            Part: self._part,
            Paragraph: self._paragraph,
            Fields: self._fields,
            Items: self._items,
            Table: self._table,
            Link: self._link,
            Amount: self._amount,
            Photos: self._pictures,
            Signatures: self._signatures,
        }
        writers[type(block)](block)

    def _table(self, block: Table) -> None:
        write_table(self._document, block, self._width)
        self._line().paragraph_format.space_after = Pt(0)

    def _heading(self, block: Heading) -> None:
        if block.text.strip():
            line = self._line(block.text, bold=True)
            line.paragraph_format.keep_with_next = True
            line.paragraph_format.space_before = Pt(8)

    def _part(self, part: Part) -> None:
        self._strip()
        self._line().add_run().add_break(WD_BREAK.PAGE)
        self._kop(self._paper.letterhead)
        self._title(part.title)

    def _paragraph(self, block: Paragraph) -> None:
        line = self._document.add_paragraph()
        line.alignment = _SIDES[block.align]
        if block.indent:
            line.paragraph_format.first_line_indent = Mm(10)
        for span in block.spans:
            put(line, span.text, bold=span.bold)

    def _fields(self, block: Fields) -> None:
        inset = 6 if block.indent else 0
        widths = (_LABEL_WIDTH, 4, self._width - _LABEL_WIDTH - 4 - inset)
        for row, cells in zip(
            block.rows, grid(self._document, widths, len(block.rows), inset), strict=True
        ):
            put(cells[0].paragraphs[0], row.label)
            put(cells[1].paragraphs[0], ":")
            put(cells[2].paragraphs[0], row.value, bold=row.bold)
        self._line().paragraph_format.space_after = Pt(0)

    def _items(self, block: Items) -> None:
        style = "List Number" if block.ordered else "List Bullet"
        lines = [self._document.add_paragraph(style=style) for _ in block.items]
        for line, text in zip(lines, block.items, strict=True):
            put(line, text)
        if block.ordered:
            numbered(self._document, lines)

    def _link(self, block: Link) -> None:
        if not qr.fits(block.address):
            self._line(f"{block.text}\n{block.address}")
            return
        self._beside_qr(block.address, dense=False, words=((block.text, 0), (block.address, 0)))

    def _beside_qr(
        self, address: str, *, dense: bool, words: tuple[tuple[str, float], ...]
    ) -> None:
        left, right = grid(self._document, (qr.WIDTH + 6, self._width - qr.WIDTH - 6))[0]
        drawing = io.BytesIO()
        qr.symbol(address, dense=dense).save(drawing, kind="png", border=0, scale=8)
        drawing.seek(0)
        left.paragraphs[0].add_run().add_picture(drawing, width=Mm(qr.WIDTH))
        for at, (text, size) in enumerate(words):
            put(right.paragraphs[0] if at == 0 else right.add_paragraph(), text, size=size)

    def _amount(self, block: Amount) -> None:
        figures = self._line(block.figures, bold=True, size=15)
        for side in ("top", "left", "bottom", "right"):
            bordered(figures, side, "single", 8)
        figures.paragraph_format.right_indent = Mm(max(self._width - 70, 0))
        figures.paragraph_format.keep_with_next = True
        line = self._line(f"{block.label}:\n", size=9.5)
        put(line, f"# {block.words} #", bold=True)

    def _pictures(self, block: Photos) -> None:
        across = block.columns
        rows = [block.photos[at : at + across] for at in range(0, len(block.photos), across)]
        width = self._width // across
        for row, cells in zip(
            rows, grid(self._document, (width,) * across, len(rows)), strict=True
        ):
            for photo, cell in zip(row, cells, strict=False):
                framed = pictures.framed(photo.sha256, self._photos)
                line = cell.paragraphs[0]
                if framed["drawing"]:
                    picture = io.BytesIO(pictures.raster(framed["drawing"]))
                    line.add_run().add_picture(picture, width=Mm(width - 6))
                else:
                    put(line, f"[{framed['note']}]")
                for text in filter(None, (photo.caption, photo.taken)):
                    put(cell.add_paragraph(), text, size=9.5)
        self._line().paragraph_format.space_after = Pt(0)

    def _signatures(self, block: Signatures) -> None:
        places = block.blocks
        across = _ACROSS.get(len(places), 3)
        columns = max(across, 2)
        for start in range(0, len(places), across):
            group = places[start : start + across]
            heads, stamps, feet = grid(
                self._document, (self._width // columns,) * columns, rows=3, together=True
            )
            shift = columns - len(group) if len(places) == 1 else 0
            dated = any(place.place_date for place in group)
            introduced = any(place.intro for place in group)
            for at, place in enumerate(group, start=shift):
                above = ([place.place_date] if dated else []) + (
                    [place.intro] if introduced else []
                )
                _centred(heads[at], (*above, place.role))
                _stamp(stamps[at], place.stamp, self._width // columns)
                _centred(feet[at], (place.name,), bold=True)
                if place.note:
                    _centred(feet[at], (place.note,), more=True)
            self._line().paragraph_format.space_after = Pt(0)

    def _strip(self) -> None:
        """How to check the paper; a blank form's QR leads to where its photo is filed."""
        paper = self._paper
        if not paper.code:
            if qr.fits(paper.check_url):
                self._beside_qr(paper.check_url, dense=True, words=((_BLANK_FORM, 9),))
            return
        words = (
            (f"Periksa keaslian surat ini: pindai kode QR, atau buka {paper.check_url}", 9.0),
            (f"Kode: {codes.grouped(paper.code)}", 14.0),
            (f"Jejak catatan: {paper.audit_head[:AUDIT_HEAD_SHOWN]}", 7.5),
        )
        self._beside_qr(paper.check_url, dense=True, words=words)


_BLANK_FORM = "Sesudah diisi dan ditandatangani: pindai kode QR ini, lalu foto suratnya."


def _numbered(number: str) -> str:
    return f"Nomor: {number}" if number else ""


def _centred(cell: Holder, texts: Iterable[str], *, bold: bool = False, more: bool = False) -> None:
    for at, text in enumerate(texts):
        line = cell.add_paragraph() if more or at else cell.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.keep_with_next = not more
        put(line, text, bold=bold, underline=bold)


def _stamp(cell: Holder, label: str, width: int) -> None:
    """Room for a signature; a dashed box for a stamp where one is due."""
    line = cell.paragraphs[0]
    line.paragraph_format.keep_with_next = True
    line.paragraph_format.space_after = Mm(2)
    line.paragraph_format.line_spacing = Mm(_SIGN_HEIGHT - 2) if not label else None
    if label:
        for side in ("top", "left", "bottom", "right"):
            bordered(line, side, "dashed", 4)
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.left_indent = Mm(3)
        line.paragraph_format.right_indent = Mm(max(width - _STAMP_WIDTH - 9, 0))
        put(line, f"\n{label}\n", size=7.5)
