"""A paper as HTML, to be read on a phone that opens no PDF: a fragment for a page of the program.

Semantic and small: real headings, lists, tables with their heads, no picture, no style of its own;
the classes are those of the program's pages. Every text is shown as text.
"""

import html
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pbjdesa.documents.paper import codes
from pbjdesa.documents.paper.glyphs import showable
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
    Photo,
    Photos,
    Signature,
    Signatures,
    Table,
    TotalRow,
)


def render_html(paper: Paper) -> str:
    """The whole paper as one `<article>`, the same for the same paper."""
    return "".join(
        (
            '<article class="card paper">',
            '<p class="practice"><b>LATIHAN</b></p>' if paper.practice else "",
            _kop(paper.letterhead),
            f"<h1>{_shown(paper.title)}</h1>" if paper.title.strip() else "",
            f"<p>Nomor: {_shown(paper.number)}</p></header>",
            *(_block(block, paper) for block in paper.blocks),
            _check(paper),
            "</article>",
        )
    )


def _shown(text: str) -> str:
    """The text with its line ends, and nothing in it that a browser takes for markup."""
    return html.escape(showable(text)).replace("\n", "<br>")


def _kop(letterhead: Letterhead) -> str:
    lines = [f"<b>{_shown(line)}</b>" for line in letterhead.lines]
    lines += [_shown(line) for line in letterhead.address]
    words = "<br>".join(lines)
    return f"<header><p>{words}</p><hr>" if lines else "<header>"


def _block(block: Block, paper: Paper) -> str:
    if isinstance(block, Part):
        return f"{_kop(paper.letterhead)}<h2>{_shown(block.title)}</h2></header>"
    return _WRITERS[type(block)](block)


def _heading(block: Heading) -> str:
    return f"<h2>{_shown(block.text)}</h2>" if block.text.strip() else ""


def _paragraph(block: Paragraph) -> str:
    words = "".join(
        f"<b>{_shown(span.text)}</b>" if span.bold else _shown(span.text) for span in block.spans
    )
    return f'<p class="{block.align}">{words}</p>' if block.align in _TURNED else f"<p>{words}</p>"


_TURNED = ("center", "right")


def _fields(block: Fields) -> str:
    pairs = (
        f"<div><dt>{_shown(row.label)}</dt><dd>{_shown(row.value)}</dd></div>" for row in block.rows
    )
    return f'<dl class="pairs">{"".join(pairs)}</dl>'


def _items(block: Items) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{_shown(item)}</li>' for item in block.items)}</{tag}>"


def _link(block: Link) -> str:
    return f"<p>{_shown(block.text)}<br>{_anchor(block.address)}</p>"


def _amount(block: Amount) -> str:
    figures = f"<b>{_shown(block.figures)}</b>"
    return f'<p class="total">{_shown(block.label)}{figures}{_shown(block.words)}</p>'


def _photos(block: Photos) -> str:
    return "".join(map(_photo, block.photos))


def _signatures(block: Signatures) -> str:
    return f'<ul class="signs">{"".join(map(_signature, block.blocks))}</ul>'


def _tabled(table: Table) -> str:
    return "".join(_table(table))


def _table(table: Table) -> Iterator[str]:
    """On a phone each row is a card, so every cell carries the heading of its column."""
    heads = [_shown(column.heading) for column in table.columns]
    turns = [' class="num"' if column.align == "right" else "" for column in table.columns]
    named = next((at for at, column in enumerate(table.columns) if column.align != "center"), 0)
    yield '<table class="kartu"><thead><tr>'
    yield from (
        f'<th scope="col"{turn}>{head}</th>' for head, turn in zip(heads, turns, strict=True)
    )
    yield "</tr></thead><tbody>"
    for row in table.rows:
        yield "<tr>"
        for at, value in enumerate(row):
            if at == named:
                yield f'<th scope="row"{turns[at]}>{_shown(value)}</th>'
            elif value:
                yield f'<td{turns[at]} data-label="{_label(table, at)}">{_shown(value)}</td>'
            else:
                yield "<td></td>"
        yield "</tr>"
    yield from (_total(table, total, turns) for total in table.totals)
    yield "</tbody></table>"


def _label(table: Table, at: int) -> str:
    return html.escape(showable(table.columns[at].heading).replace("\n", " "))


def _total(table: Table, total: TotalRow, turns: list[str]) -> str:
    first = len(table.columns) - len(total.values)
    cells = (
        f'<td{turns[at]} data-label="{_label(table, at)}"><b>{_shown(value)}</b></td>'
        if value
        else "<td></td>"
        for at, value in enumerate(total.values, start=first)
    )
    label = f'<th scope="row" colspan="{first}">{_shown(total.label)}</th>'
    return f"<tr>{label}{''.join(cells)}</tr>"


def _anchor(address: str) -> str:
    """An address to tap; anything that is no web address stays text."""
    shown = _shown(address)
    return (
        f'<a href="{shown}">{shown}</a>' if address.startswith(("https://", "http://")) else shown
    )


def _photo(photo: Photo) -> str:
    """The words of a photo; the picture itself is too heavy to be read with, and is in the PDF."""
    taken = f"<br><small>{_shown(photo.taken)}</small>" if photo.taken else ""
    return f'<p class="card"><b>Foto:</b> {_shown(photo.caption)}{taken}</p>'


def _signature(place: Signature) -> str:
    lines: Iterable[str] = (place.place_date, place.intro, place.role)
    above = "<br>".join(_shown(line) for line in lines if line)
    stamp = f"<br><small>[{_shown(place.stamp)}]</small>" if place.stamp else ""
    note = f"<br>{_shown(place.note)}" if place.note else ""
    return f"<li>{above}{stamp}<br><b>{_shown(place.name)}</b>{note}</li>"


def _check(paper: Paper) -> str:
    if not paper.code:
        return ""
    return (
        f"<footer><p>Periksa keaslian surat ini: {_anchor(paper.check_url)}</p>"
        f'<p>Kode: <b class="code">{codes.grouped(paper.code)}</b></p></footer>'
    )


_WRITERS: dict[type[Block], Callable[[Any], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Fields: _fields,
    Items: _items,
    Table: _tabled,
    Link: _link,
    Amount: _amount,
    Photos: _photos,
    Signatures: _signatures,
}
