import base64
import dataclasses
import hashlib
import io
import time
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from pbjdesa.documents.paper.docx import editable_copy, render_docx
from pbjdesa.documents.paper.model import (
    Amount,
    Column,
    Items,
    Link,
    Paragraph,
    Part,
    Photo,
    Photos,
    Signature,
    Signatures,
    Span,
    Table,
    TotalRow,
)
from pbjdesa.documents.paper.testing import REGISTERED
from pbjdesa.documents.paper.tests.test_model import LETTERHEAD, a_paper
from pbjdesa.documents.paper.tests.test_render import logo, rows_of
from pbjdesa.kernel.errors import Refused

STAMPED = Signatures(
    (Signature("Kaur Keuangan,", "Ratna"), Signature("Penyedia,", "Dewi", stamp="Meterai"))
)


def registered(*blocks, **changes):
    return a_paper(blocks=blocks, **(REGISTERED | changes))


def written(paper, *arguments):
    return docx.Document(io.BytesIO(render_docx(paper, *arguments)))


def texts(document):
    """All text of the body, the footer left out."""
    return "\n".join("".join(p.itertext()) for p in document.element.body.iter(qn("w:p")))


@pytest.mark.parametrize(
    ("size", "landscape", "millimetres"),
    [("A4", False, (210, 297)), ("A4", True, (297, 210)), ("F4", False, (215, 330))],
)
def test_page_sizes(size, landscape, millimetres):
    section = written(registered(size=size, landscape=landscape)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == millimetres


def test_heads_repeat_and_no_row_is_torn():
    table = written(registered(rows_of(40))).tables[0]._tbl
    rows = table.findall(qn("w:tr"))
    assert len(rows) == 42
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True] + [
        False
    ] * 41
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in rows)


def test_a_text_longer_than_a_page_may_break():
    columns = (Column("No", 1), Column("Uraian", 5))
    row = written(registered(Table(columns, (("1", "kata " * 900),)))).tables[0].rows[1]
    assert row._tr.find(f".//{qn('w:cantSplit')}") is None


def test_markup_and_control_characters_are_text():
    hostile = "<w:p/> & <b>x</b> \x00\x08\x1b\x0b\ufffe \u202e😀"
    columns = (Column(hostile, 1), Column("B", 1))
    document = written(
        registered(
            Paragraph((Span(hostile),)),
            Table(columns, ((hostile, ""),), (TotalRow(hostile, (hostile,)),)),
            title=hostile,
            number=hostile,
            name=hostile,
        )
    )
    assert texts(document).count("<w:p/> & <b>x</b>") >= 4
    assert "\u202e" not in texts(document)


def test_every_list_counts_from_one():
    document = written(registered(Items(("a", "b")), Paragraph((Span("x"),)), Items(("c",))))
    lists = [p for p in document.paragraphs if p.style.name == "List Number"]
    counts = [p._p.pPr.numPr.numId.val for p in lists]
    assert counts[0] == counts[1] != counts[2]
    numbering = document.part.numbering_part.element
    for one in {counts[0], counts[2]}:
        override = numbering.num_having_numId(one).find(f".//{qn('w:startOverride')}")
        assert override.get(qn("w:val")) == "1"


def test_signers_stand_side_by_side_with_the_box_where_it_is_due():
    table = written(registered(STAMPED)).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["Kaur Keuangan,", "Penyedia,"]
    assert [cell.text for cell in table.rows[2].cells] == ["Ratna", "Dewi"]
    boxed = [cell._tc.find(f".//{qn('w:pBdr')}") is not None for cell in table.rows[1].cells]
    assert boxed == [False, True]


def test_the_code_is_printed_with_its_qr_and_not_on_a_copy_to_change():
    paper = registered(Paragraph((Span("Isi"),)), audit_head="ab" * 32)
    document = written(paper)
    assert "Kode: K3F7-9QWX-2MTR" in texts(document)
    assert len(document.inline_shapes) == 1
    assert 25 <= document.inline_shapes[0].width.mm <= 30
    copy = written(editable_copy(paper))
    everything = texts(copy) + "\n".join(p.text for p in copy.sections[0].footer.paragraphs)
    assert len(copy.inline_shapes) == 0
    for secret in ("K3F7", REGISTERED["check_url"], "abababab"):
        assert secret not in everything
    assert "Kode periksa tidak berlaku" in everything


def test_letters_pictures_links_and_the_mark_of_practice():
    letterhead = dataclasses.replace(logo(), lines=LETTERHEAD.lines)
    paper = registered(
        Amount("Uang sejumlah", "Rp900", "sembilan ratus rupiah"),
        Link("Buka:", "https://pbj.contoh.example/p/1"),
        Photos((Photo("0" * 64, "Pondasi"),)),
        Part("Lembar kedua"),
        letterhead=letterhead,
        practice=True,
    )
    document = written(paper)
    assert len(document.inline_shapes) == 5  # two letters with arms and code, and the link
    for text in ("Rp900", "sembilan ratus", "Pondasi", "tidak ada di penyimpanan", "LEMBAR KEDUA"):
        assert text in texts(document)
    assert 'string="LATIHAN"' in document.sections[0].header._element.xml


def test_a_photo_is_drawn():
    photo = base64.b64decode(logo("JPEG", mode="RGB").logo)
    name = hashlib.sha256(photo).hexdigest()
    document = written(a_paper(blocks=(Photos((Photo(name, "Pondasi"),)),)), {name: photo}.get)
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0].width < Mm(82)


def test_a_broken_logo_is_refused_with_a_sentence():
    broken = dataclasses.replace(LETTERHEAD, logo=base64.b64encode(b"no picture").decode())
    with pytest.raises(Refused, match="logo"):
        render_docx(a_paper(letterhead=broken))


def test_the_same_paper_is_the_same_file_at_any_hour():
    paper = registered(rows_of(3), Items(("a",)), STAMPED)
    first = render_docx(paper)
    assert render_docx(paper) == first
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()}
    assert times == {(1980, 1, 1, 0, 0, 0)}
    about = written(paper).core_properties
    assert (about.created.date(), about.last_modified_by) == (
        paper.date,
        "PEMERINTAH KABUPATEN CONTOH, KECAMATAN TELADAN, DESA SUKAMULYA",
    )


def test_500_lines_are_written_in_a_moment():
    start = time.process_time()
    render_docx(registered(rows_of(500)))
    assert time.process_time() - start < 2
