"""What every kind of paper must show, written once: subclass `PaperKindChecks` in its test file.

    class TestHps(PaperKindChecks):
        kind = PAPER

The text of the printed sample is kept in `golden.txt` beside the kind. After a wanted change, run
the test with PBJDESA_WRITE_GOLDEN=1 and read the difference before committing it.
"""

import functools
import io
import json
import os
import re
from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import pytest
from pypdf import PdfReader

from pbjdesa.documents.paper import values
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.model import Letterhead, Paper, from_json, to_json
from pbjdesa.documents.paper.render import render_pdf

LETTERHEAD = Letterhead.of_desa(
    kabupaten="Contoh",
    kecamatan="Teladan",
    desa="Sukamulya",
    address=("Jalan Raya Sukamulya Nomor 1, Kode Pos 50000", "surel: desa@sukamulya.example"),
)
CODE = "K3F79QWX2MTR"
REGISTERED: dict[str, Any] = {
    "number": "027/015/2026",
    "date": date(2026, 11, 24),
    "code": CODE,
    "check_url": f"https://pbj.contoh.example/s/{CODE}",
    "audit_head": "3f9a0c1d2e4b5a69" * 4,
}
HOSTILE = '#read("/etc/passwd") *b* $x^2$ </b> ] #panic("x") [ {desa} \u202e\U0001f600 ' + "W" * 300


def text_of(pdf: bytes) -> str:
    """The text of all pages, without the breaks that let long words wrap."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return "\n".join(page.extract_text() for page in pages).replace("\u200b", "")


@functools.lru_cache(maxsize=8)
def printed_text(paper: Paper) -> str:
    """The text of a paper as it is printed; several checks of one kind read the same sample."""
    return text_of(render_pdf(paper))


def squeezed(text: str) -> str:
    """Without any white space and case, so that a line break in a narrow cell does not matter."""
    return re.sub(r"\s", "", text).casefold()


def sample_of(kind: PaperKind) -> dict[str, Any]:
    """The invented data that stand beside the kind."""
    sample: dict[str, Any] = json.loads((kind.folder / "sample.json").read_text(encoding="utf-8"))
    return sample


class PaperKindChecks:
    """Collected by pytest through its subclasses."""

    kind: ClassVar[PaperKind]

    def _sample_paper(self, **changes: Any) -> Paper:
        return compose(self.kind, sample_of(self.kind), LETTERHEAD, **(REGISTERED | changes))

    def test_sample_fills_every_field(self) -> None:
        missing = [field.name for field in self.kind.fields if not _given(field, self.kind)]
        assert missing == []

    def test_prints_every_field_of_the_sample(self) -> None:
        printed = squeezed(printed_text(self._sample_paper()))
        absent = [
            (field.name, value)
            for field, value in _values(self.kind.fields, sample_of(self.kind))
            if not any(squeezed(text) in printed for text in _writings(field, value))
        ]
        assert absent == []

    def test_prints_number_date_code_and_audit_head(self) -> None:
        printed = squeezed(printed_text(self._sample_paper()))
        for text in ("027/015/2026", "K3F7-9QWX-2MTR", REGISTERED["check_url"], "3f9a0c1d2e4b5a69"):
            assert squeezed(text) in printed

    def test_text_is_the_one_agreed(self) -> None:
        printed = printed_text(self._sample_paper()) + "\n"
        golden = self.kind.folder / "golden.txt"
        if os.environ.get("PBJDESA_WRITE_GOLDEN"):
            golden.write_text(printed, encoding="utf-8")
        assert printed == golden.read_text(encoding="utf-8")

    def test_prints_as_a_blank_form(self) -> None:
        printed = squeezed(text_of(render_pdf(compose(self.kind, {}, LETTERHEAD))))
        assert values.BLANK in printed
        assert "Meterai".casefold() not in printed
        known = [
            value
            for field, value in _values(self.kind.fields, sample_of(self.kind))
            if field.kind is FieldKind.TEXT and squeezed(value) in printed and len(value) > 12
        ]
        assert known == []

    @pytest.mark.slow
    def test_prints_without_the_fields_that_may_be_missing(self) -> None:
        required = {field.name for field in self.kind.fields if field.required}
        data = {name: v for name, v in sample_of(self.kind).items() if name in required}
        assert render_pdf(compose(self.kind, data, LETTERHEAD, **REGISTERED))

    @pytest.mark.slow
    def test_hostile_text_is_printed_as_text(self) -> None:
        data = {f.name: _hostile(f, sample_of(self.kind)[f.name]) for f in self.kind.fields}
        printed = squeezed(text_of(render_pdf(compose(self.kind, data, LETTERHEAD, size="F4"))))
        assert squeezed('#read("/etc/passwd") *b* $x^2$ </b> ] #panic("x") [ {desa} □□') in printed

    @pytest.mark.slow
    def test_frozen_data_print_the_same_file(self) -> None:
        paper = self._sample_paper(practice=True)
        thawed = from_json(json.loads(json.dumps(to_json(paper))))
        assert thawed == paper
        assert render_pdf(thawed) == render_pdf(paper)

    def test_public_facts_are_never_private(self) -> None:
        assert self.kind.facts
        assert [name for name in self.kind.facts if self.kind.by_name[name].private] == []
        # Private columns would slip through where private fields are left out of what is kept.
        assert not any(column.private for field in self.kind.fields for column in field.columns)


_NEVER_TEXT = (FieldKind.FLAG, FieldKind.PICTURE)
"""A flag decides what is printed; a picture is drawn."""


def _given(field: Field, kind: PaperKind) -> bool:
    value = sample_of(kind).get(field.name)
    if value and field.kind is FieldKind.TABLE:
        return all(row.keys() == {column.name for column in field.columns} for row in value)
    return value is not None if field.kind is FieldKind.FLAG else bool(value)


def _values(fields: tuple[Field, ...], data: dict[str, Any]) -> Iterator[tuple[Field, Any]]:
    """Every single value in the data with its field."""
    for field in fields:
        value = data[field.name]
        if field.kind is FieldKind.TABLE:
            for row in value:
                yield from _values(field.columns, row)
        elif field.kind is FieldKind.LIST:
            yield from ((Field(field.name, field.label), item) for item in value)
        elif field.kind not in _NEVER_TEXT:
            yield field, value


def _writings(field: Field, value: Any) -> list[str]:
    return [values.written(field, value, way) for way in values.ways(field.kind)]


def _hostile(field: Field, value: Any) -> Any:
    if field.kind is FieldKind.TEXT:
        return HOSTILE
    if field.kind is FieldKind.LIST:
        return [HOSTILE]
    if field.kind is FieldKind.TABLE:
        return [{c.name: _hostile(c, row[c.name]) for c in field.columns} for row in value]
    return value
