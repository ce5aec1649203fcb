"""Print a paper: PDF/A-2a and PDF/UA-1, tagged, byte for byte the same for the same paper.

Only the fonts inside the typst wheel are used, so that every machine prints the same. A warning
(a missing font) is an error: an official letter without text must never leave the house.
"""

import json
import threading
from datetime import UTC, datetime, time
from pathlib import Path

import typst

from pbjdesa.documents.paper.layout import lay_out
from pbjdesa.documents.paper.model import Paper
from pbjdesa.documents.paper.pictures import Lookup, none
from pbjdesa.kernel.errors import Refused

TEMPLATE_VERSION = 2
"""Raised by one with every change of the template that changes how a paper looks."""

_TEMPLATES = Path(__file__).with_name("typst")
_FAILED = "{} belum bisa dicetak. Periksa isinya, atau beri tahu pengelola sistem."
_UNDATED = datetime(2020, 1, 1, tzinfo=UTC)
"""The date inside the file of a paper that has none yet: PDF/A wants one, and it must not move."""

_of_thread = threading.local()
"""One compiler per thread: a compiler cannot print two papers at once."""


def render_pdf(paper: Paper, pictures: Lookup = none, *, mark: str = "") -> bytes:
    """The paper as PDF, its photos from `pictures`; `mark` is printed across every page ("CONTOH").

    Raises Refused, with nothing printed, when any part cannot be shown. A photo that is lost or
    broken is no such part: its frame says so.
    """
    laid_out = json.dumps(
        lay_out(paper, pictures) | ({"mark": mark} if mark else {}), ensure_ascii=False
    )
    made_at = datetime.combine(paper.date, time(), UTC) if paper.date else _UNDATED
    try:
        pdf, warnings = _compiler().compile_with_warnings(
            sys_inputs={"paper": laid_out},
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],
            timestamp=made_at,
        )
    except typst.TypstError as error:
        raise Refused(_FAILED.format(paper.name)) from error
    if warnings or not isinstance(pdf, bytes):
        raise Refused(_FAILED.format(paper.name)) from next(iter(warnings), None)
    return pdf


def render_pages(paper: Paper, dpi: int, pictures: Lookup = none) -> list[bytes]:
    """The pages as PNG, as a printer of `dpi` puts them onto paper. Refused like `render_pdf`."""
    laid_out = json.dumps(lay_out(paper, pictures), ensure_ascii=False)
    try:
        pages = _compiler().compile(sys_inputs={"paper": laid_out}, format="png", ppi=dpi)
    except typst.TypstError as error:
        raise Refused(_FAILED.format(paper.name)) from error
    return [page for page in (pages if isinstance(pages, list) else [pages]) if page]


def _compiler() -> typst.Compiler:
    compiler: typst.Compiler | None = getattr(_of_thread, "compiler", None)
    if compiler is None:
        compiler = _of_thread.compiler = typst.Compiler(
            _TEMPLATES / "paper.typ", root=_TEMPLATES, font_paths=fonts()
        )
    return compiler


def fonts() -> typst.Fonts:
    """Those inside the typst wheel, and no others: every machine prints the same."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)
