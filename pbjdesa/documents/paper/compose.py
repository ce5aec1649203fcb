"""From data and wording to a paper: pure, so that frozen data gives the same paper for ever."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pbjdesa.documents.paper import model, values
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.templates import Template
from pbjdesa.documents.paper.wording import (
    COMMON,
    ROW_NUMBER,
    AcrossWording,
    AmountWording,
    BlockWording,
    FieldsWording,
    HeadingWording,
    LinkWording,
    ListWording,
    ParagraphWording,
    PartWording,
    PhotosWording,
    Shown,
    SignaturesWording,
    SignatureWording,
    TableWording,
    Wording,
    wording_of,
)

ACROSS = 3
"""Columns that the data bring, in one table: as many prices as fit beside each other."""


@dataclass(frozen=True)
class _Scope:
    """What the slots of a template can reach."""

    fields: dict[str, Field]
    data: dict[str, Any]
    blank: bool
    words: Mapping[str, str]

    def text(self, template: Template) -> str:
        """The template with every slot filled."""
        return "".join(span.text for span in self.spans(template))

    def spans(self, template: Template) -> tuple[model.Span, ...]:
        return tuple(
            model.Span(
                self._slot(part.field, part.way) if part.field else self._local(part.text),
                part.bold,
            )
            for part in template.parts
        )

    def _slot(self, name: str, way: str) -> str:
        return values.written(self.fields[name], self.data.get(name), way)

    def _local(self, text: str) -> str:
        """Fixed text with the local names of offices; what a user typed is never changed."""
        if not self.words:
            return text
        usual = sorted(map(re.escape, self.words), key=len, reverse=True)
        return re.sub(rf"\b({'|'.join(usual)})\b", lambda found: self.words[found[0]], text)

    def row(self, field: Field, row: dict[str, Any], number: int) -> "_Scope":
        """The same, with one row of a table field before everything else."""
        columns = {column.name: column for column in (*field.columns, ROW_NUMBER)}
        empty = dict.fromkeys(columns)
        data = {**self.data, **empty, **row, "no": number}
        return replace(self, fields={**self.fields, **columns}, data=data)

    def shows(self, node: Shown) -> bool:
        return (not node.when or self._has(node.when)) and not (
            node.unless and self._has(node.unless)
        )

    def _has(self, name: str) -> bool:
        """Whether the field has a value; on a blank form, whether somebody may fill it in."""
        if self.blank:
            return self.fields[name].kind is not FieldKind.FLAG
        return bool(self.data.get(name))


TextWording = HeadingWording | PartWording | ParagraphWording | LinkWording | AmountWording
"""Blocks that repeat nothing."""


def compose(
    kind: PaperKind,
    data: dict[str, Any],
    letterhead: model.Letterhead,
    *,
    number: str = "",
    date: dt.date | None = None,
    code: str = "",
    check_url: str = "",
    audit_head: str = "",
    practice: bool = False,
    size: model.Size = "A4",
    wording: Wording | None = None,
    words: Mapping[str, str] | None = None,
) -> model.Paper:
    """The paper of `kind` with `data`, field name to JSON value as `FieldKind` says.

    What `data` lacks prints as a dotted line; without any data it is a blank form. `wording` is a
    kabupaten's own, else the delivered one; `words` are names of offices that are others here
    ("Kepala Desa" → "Kuwu"). Raises Refused when a value does not fit its field.
    """
    values.checked(kind.fields, data)
    wording = wording or wording_of(kind)
    common = {
        "kabupaten": letterhead.kabupaten,
        "kecamatan": letterhead.kecamatan,
        "desa": letterhead.desa,
        "number": number or None,
        "date": date.isoformat() if date else None,
    }
    fields = {**COMMON, **kind.by_name}
    scope = _Scope(fields, {**common, **data}, blank=not data, words=words or {})
    return model.Paper(
        kind=kind.slug,
        name=kind.name,
        title=scope.text(wording.title),
        letterhead=_bare(letterhead) if kind.issuer == "supplier" else letterhead,
        blocks=tuple(_blocks(wording, scope)),
        wording_version=wording.edition or wording.version,
        number=values.written(COMMON["number"], number or None),
        date=date,
        code=code,
        check_url=check_url,
        audit_head=audit_head,
        practice=practice,
        size=size,
        landscape=wording.landscape,
        large=wording.large,
    )


def _bare(letterhead: model.Letterhead) -> model.Letterhead:
    """A letter of a supplier does not come from the village's office."""
    return replace(letterhead, lines=(), address=(), logo="")


def _blocks(wording: Wording, scope: _Scope) -> Iterator[model.Block]:
    for block in wording.block:
        if scope.shows(block):
            if isinstance(block, TableWording) and block.across:
                yield from _tables_across(block, block.across[0], scope)
            else:
                yield _block(block, scope)


def _block(block: BlockWording, scope: _Scope) -> model.Block:
    match block:
        case FieldsWording():
            return _fields(block, scope)
        case ListWording():
            return _list(block, scope)
        case TableWording():
            return _table(block, scope)
        case PhotosWording():
            return _photos(block, scope)
        case SignaturesWording():
            signers = [one for one in block.blocks if scope.shows(one)]
            return model.Signatures(
                tuple(place for one in signers for place in _places(one, scope))
            )
        case _:
            return _text_block(block, scope)


def _text_block(block: TextWording, scope: _Scope) -> model.Block:
    match block:
        case HeadingWording():
            return model.Heading(scope.text(block.text))
        case PartWording():
            return model.Part(scope.text(block.title))
        case ParagraphWording():
            return model.Paragraph(scope.spans(block.text), block.align, block.indent)
        case LinkWording():
            return model.Link(scope.text(block.text), scope.text(block.address))
        case AmountWording():
            return model.Amount(
                scope.text(block.label), scope.text(block.figures), scope.text(block.words)
            )


def _fields(block: FieldsWording, scope: _Scope) -> model.Fields:
    rows = [row for row in block.rows if scope.shows(row)]
    return model.Fields(
        tuple(model.FieldRow(scope.text(r.label), scope.text(r.value), r.bold) for r in rows),
        block.indent,
    )


def _list(block: ListWording, scope: _Scope) -> model.Items:
    if not block.each:
        return model.Items(tuple(scope.text(item) for item in block.items), block.ordered)
    given = scope.data.get(block.each)
    items = (values.BLANK,) * 3 if given is None else tuple(given) or (values.NONE,)
    return model.Items(items, block.ordered)


def _table(block: TableWording, scope: _Scope) -> model.Table:
    field = scope.fields[block.each]
    given = scope.data.get(block.each)
    blank = given is None
    rows = [{}] * values.BLANK_ROWS if blank else given or []
    return model.Table(
        columns=_columns(block),
        rows=tuple(
            tuple(_cell(column.value, scope.row(field, row, number)) for column in block.columns)
            for number, row in enumerate(rows, start=1)
        ),
        totals=tuple(
            model.TotalRow(
                scope.text(total.label), tuple(map(scope.text, total.values)), total.bold
            )
            for total in block.totals
            if scope.shows(total)
        ),
    )


def _columns(block: TableWording) -> tuple[model.Column, ...]:
    return tuple(model.Column(c.heading, c.width, c.align, c.by_hand) for c in block.columns)


def _tables_across(
    block: TableWording, added: AcrossWording, scope: _Scope
) -> Iterator[model.Table]:
    """One table for every few columns that the data bring, so that each stays wide enough."""
    field = scope.fields[added.each]
    given = scope.data.get(added.each)
    table = _table(block, scope)
    heads = [{}] * ACROSS if given is None else given
    for start in range(0, len(heads), ACROSS):
        chosen = range(start, min(start + ACROSS, len(heads)))
        scopes = [scope.row(field, heads[at], at + 1) for at in chosen]
        heading = tuple(model.Column(s.text(added.heading), added.width, "right") for s in scopes)
        yield replace(
            table,
            columns=table.columns + heading,
            rows=tuple(
                row + tuple(_nth(scope.data.get(block.each), at, added.cells, n) for n in chosen)
                for at, row in enumerate(table.rows)
            ),
            totals=tuple(
                replace(total, values=total.values + tuple(one.text(template) for one in scopes))
                for total, template in zip(table.totals, added.sums, strict=True)
            ),
        )


def _nth(rows: list[dict[str, Any]] | None, at: int, cells: str, number: int) -> str:
    """The text of one cell under a column that the data brought; empty where there is none."""
    texts = (rows[at].get(cells) if rows else None) or []
    return texts[number] if number < len(texts) else ""


def _cell(template: Template, scope: _Scope) -> str:
    """A cell is left empty, to be written in, when nothing in it is known."""
    slots = list(template.slots())
    if slots and all(scope.data.get(slot.field) is None for slot in slots):
        return ""
    return scope.text(template)


def _photos(block: PhotosWording, scope: _Scope) -> model.Photos:
    field = scope.fields[block.each]
    given = scope.data.get(block.each)
    rows = [{}] * block.blanks if given is None else given
    scopes = [scope.row(field, row, number) for number, row in enumerate(rows, 1)]
    return model.Photos(
        tuple(
            model.Photo(
                one.data[block.picture] or "", one.text(block.caption), one.text(block.taken)
            )
            for one in scopes
        ),
        block.columns,
    )


def _places(one: SignatureWording, scope: _Scope) -> list[model.Signature]:
    if not one.each:
        return [_place(one, scope)]
    field = scope.fields[one.each]
    given = scope.data.get(one.each)
    rows = [{}] * one.blanks if given is None else given
    return [_place(one, scope.row(field, row, number)) for number, row in enumerate(rows, 1)]


def _place(one: SignatureWording, scope: _Scope) -> model.Signature:
    return model.Signature(
        role=scope.text(one.role),
        name=scope.text(one.name),
        place_date=scope.text(one.place_date),
        intro=scope.text(one.intro),
        note=scope.text(one.note),
        stamp=scope.text(one.stamp) if scope.data.get(one.stamp_when) else "",
    )
