import html
import re

from pbjdesa.documents.paper.html import render_html
from pbjdesa.documents.paper.model import (
    Column,
    FieldRow,
    Fields,
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
from pbjdesa.documents.paper.tests.test_model import a_paper

MARKUP = "<script>alert(1)</script> & \"kutip\" 'dan' {{ slot }}"


def page(*blocks, **changes):
    return render_html(a_paper(blocks=blocks, **changes))


def test_a_table_has_heads_and_every_cell_says_its_column():
    columns = (Column("No", 1, "center"), Column("Uraian", 5), Column("Jumlah", 2, "right"))
    table = Table(columns, (("1", "Semen", "780.000"),), (TotalRow("Jumlah", ("780.000",)),))
    shown = page(table)
    assert '<th scope="col" class="num">Jumlah</th>' in shown
    assert '<th scope="row">Semen</th>' in shown
    assert '<td class="num" data-label="Jumlah">780.000</td>' in shown
    assert '<th scope="row" colspan="2">Jumlah</th>' in shown


def test_no_text_becomes_markup():
    columns = (Column(MARKUP, 1), Column(MARKUP, 2))
    shown = page(
        Paragraph((Span(MARKUP), Span(MARKUP, bold=True))),
        Fields((FieldRow(MARKUP, MARKUP),)),
        Items((MARKUP,)),
        Table(columns, ((MARKUP, MARKUP),), (TotalRow(MARKUP, (MARKUP,)),)),
        Link(MARKUP, MARKUP),
        Photos((Photo("", MARKUP, MARKUP),)),
        Part(MARKUP),
        Signatures((Signature(MARKUP, MARKUP, MARKUP, MARKUP, MARKUP, MARKUP),)),
        title=MARKUP,
        number=MARKUP,
        name=MARKUP,
    )
    assert "<script" not in shown
    assert html.unescape(re.sub("<[^<>]*>", "", shown)).count(MARKUP) >= 18


def test_only_web_addresses_can_be_tapped():
    assert '<a href="https://pbj.contoh.example/p/1">' in page(
        Link("Buka:", "https://pbj.contoh.example/p/1")
    )
    assert "href" not in page(Link("Buka:", "javascript:alert(1)"))


def test_lines_of_a_text_stay_lines():
    assert "<p>satu<br>dua</p>" in page(Paragraph((Span("satu\ndua"),)))


def test_code_and_address_close_a_registered_paper_and_practice_is_said():
    assert "Kode: " not in page(Items(("satu",)))
    shown = page(**(REGISTERED | {"practice": True}))
    assert "K3F7-9QWX-2MTR" in shown
    assert "LATIHAN" in shown
