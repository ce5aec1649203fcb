from datetime import date
from pathlib import Path

import pytest

from pbjdesa.documents.paper import model, values
from pbjdesa.documents.paper.compose import compose
from pbjdesa.documents.paper.fields import STAMP, day, number, rupiah, table, text, texts, volume
from pbjdesa.documents.paper.kinds import Field, FieldKind, PaperKind
from pbjdesa.documents.paper.wording import read
from pbjdesa.kernel.errors import Refused

LETTERHEAD = model.Letterhead.of_desa(kabupaten="Contoh", kecamatan="Teladan", desa="Sukamulya")
KIND = PaperKind(
    slug="contoh",
    name="Surat Contoh",
    stage="documents",
    fields=(
        text("package", "Nama paket", required=False),
        rupiah("total", "Jumlah", required=False),
        number("year", "Tahun", required=False),
        volume("length", "Panjang", required=False),
        day("due", "Batas waktu", required=False),
        texts("terms", "Ketentuan", required=False),
        Field("urgent", "Mendesak", FieldKind.FLAG, required=False),
        table(
            "items",
            "Barang",
            text("name", "Uraian"),
            volume("volume", "Volume"),
            required=False,
        ),
        *STAMP,
    ),
    signatories=(),
    facts=("package", "total"),
    folder=Path(),
)


def blocks(body, data, **extra):
    wording = read(f'version = 1\ntitle = "Surat Contoh"\n{body}', KIND)
    return compose(KIND, data, LETTERHEAD, wording=wording, **extra).blocks


def sentence(template, data, **extra):
    """What one paragraph with `template` says."""
    (paragraph,) = blocks(f'[[block]]\ntype = "paragraph"\ntext = """{template}"""', data, **extra)
    return "".join(span.text for span in paragraph.spans)


@pytest.mark.parametrize(
    ("template", "data", "says"),
    [
        ("{total}", {"total": 1_500_000}, "Rp1.500.000"),
        ("{total:plain}", {"total": 1_500_000}, "1.500.000"),
        ("{total:terbilang}", {"total": 1_001_000}, "satu juta seribu rupiah"),
        ("{total}", {"total": 0}, "Rp0"),
        ("{year}", {"year": 2026}, "2026"),
        ("{year:terbilang}", {"year": 12}, "dua belas"),
        ("{length} m", {"length": "1200.50"}, "1.200,5 m"),
        ("{due}", {"due": "2026-11-24"}, "24 November 2026"),
        ("{due:long}", {"due": "2026-11-24"}, "Selasa, 24 November 2026"),
        ("{due:weekday}", {"due": "2026-11-24"}, "Selasa"),
        (
            "{due:terbilang}",
            {"due": "2026-11-24"},
            "dua puluh empat bulan November tahun dua ribu dua puluh enam",
        ),
        ("{package:upper}", {"package": "Semen"}, "SEMEN"),
        ("{package}", {"package": ""}, values.NONE),
        ("{package}", {"package": None}, values.BLANK),
        ("Desa {desa}, {kecamatan}, {kabupaten}", {}, "Desa Sukamulya, Teladan, Contoh"),
    ],
)
def test_values_are_written_the_indonesian_way(template, data, says):
    assert sentence(template, data) == says


def test_number_and_date_of_the_paper_can_be_named():
    said = sentence("Nomor {number} tanggal {date}", {}, number="5/2026", date=date(2026, 1, 2))
    assert said == "Nomor 5/2026 tanggal 2 Januari 2026"
    assert sentence("{number}, {date}", {}) == f"{values.BLANK}, {values.BLANK}"


def test_what_a_user_typed_is_never_read_as_wording():
    assert sentence("**{package}**", {"package": "**{total}**"}) == "**{total}**"


def test_bold_in_the_wording_marks_the_value():
    (paragraph,) = blocks(
        '[[block]]\ntype = "paragraph"\ntext = "a **{package}** b"', {"package": "x"}
    )
    assert paragraph.spans == (model.Span("a "), model.Span("x", bold=True), model.Span(" b"))


@pytest.mark.parametrize(
    ("data", "shown"),
    [
        ({"urgent": True}, ["mendesak"]),
        ({"urgent": False}, ["biasa"]),
        ({"package": "x"}, ["biasa"]),
        ({}, ["biasa"]),
    ],
)
def test_a_block_is_shown_when_its_flag_is_set(data, shown):
    body = "".join(
        f'[[block]]\ntype = "heading"\ntext = "{said}"\n{condition} = "urgent"\n'
        for said, condition in (("mendesak", "when"), ("biasa", "unless"))
    )
    assert [block.text for block in blocks(body, data)] == shown


def test_a_blank_form_has_room_for_what_may_be_left_out():
    body = '[[block]]\ntype = "heading"\ntext = "Paket {package}"\nwhen = "package"'
    assert blocks(body, {}) == (model.Heading(f"Paket {values.BLANK}"),)
    assert blocks(body, {"year": 2026}) == ()


TABLE = """
[[block]]
type = "table"
each = "items"
columns = [
    { heading = "No", value = "{no}", width = 1 },
    { heading = "Barang", value = "{name}, {volume}", width = 4 },
]
totals = [{ label = "Jumlah", values = ["{total:plain}"], when = "total" }]
"""


def test_table_rows_are_counted_and_filled():
    items = [{"name": "Semen", "volume": "2.50"}, {"name": "Pasir", "volume": None}, {}]
    (printed,) = blocks(TABLE, {"items": items, "total": 5000})
    assert printed.rows == (("1", "Semen, 2,5"), ("2", f"Pasir, {values.SHORT_BLANK}"), ("3", ""))
    assert printed.totals == (model.TotalRow("Jumlah", ("5.000",)),)


def test_an_unknown_table_prints_rows_to_fill_in_and_an_empty_one_none():
    (unknown,) = blocks(TABLE, {"total": 0})
    assert unknown.rows == tuple((str(n), "") for n in range(1, values.BLANK_ROWS + 1))
    assert unknown.totals == ()
    (empty,) = blocks(TABLE, {"items": []})
    assert empty.rows == ()


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        (None, (values.BLANK,) * 3),
        ([], (values.NONE,)),
        (["Diantar.", "Diganti."], ("Diantar.", "Diganti.")),
    ],
)
def test_lists_of_texts(given, printed):
    (block,) = blocks('[[block]]\ntype = "list"\neach = "terms"', {"terms": given})
    assert block.items == printed


SIGNERS = """
[[block]]
type = "signatures"
[[block.blocks]]
signer = "anggota"
each = "items"
role = "Anggota"
name = "{name}"
stamp = "Meterai {stamp_duty}"
stamp_when = "stamp_duty"
"""


def test_one_place_to_sign_for_each_person():
    (block,) = blocks(SIGNERS, {"items": [{"name": "Joko"}, {"name": "Endang"}]})
    assert [(place.name, place.stamp) for place in block.blocks] == [("Joko", ""), ("Endang", "")]
    (blank,) = blocks(SIGNERS, {})
    assert [place.name for place in blank.blocks] == [values.BLANK] * 3


@pytest.mark.parametrize(("duty", "box"), [(10_000, "Meterai Rp10.000"), (0, ""), (None, "")])
def test_the_stamp_box_is_printed_only_when_it_is_due(duty, box):
    (block,) = blocks(SIGNERS, {"items": [{"name": "Joko"}], "stamp_duty": duty})
    assert block.blocks[0].stamp == box


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"total": "1.500"}, "total"),
        ({"total": 1.5}, "total"),
        ({"total": True}, "total"),
        ({"total": 10**15}, "total"),
        ({"length": "dua"}, "length"),
        ({"length": "NaN"}, "length"),
        ({"length": 2}, "length"),
        ({"due": "24/11/2026"}, "due"),
        ({"due": 5}, "due"),
        ({"package": 5}, "package"),
        ({"terms": "satu"}, "terms"),
        ({"terms": [1]}, "terms"),
        ({"urgent": "ya"}, "urgent"),
        ({"items": {}}, "items"),
        ({"items": [1]}, "items"),
        ({"items": [{"volume": "x"}]}, "volume"),
        ({"items": [{"price": 1}]}, "price"),
        ({"cuaca": "cerah"}, "cuaca"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(data, field):
    with pytest.raises(Refused) as refused:
        sentence("teks", data)
    assert refused.value.field == field


def test_facts_for_the_public_are_label_and_text():
    assert values.facts(KIND, {"package": "Semen", "total": 5000}) == (
        ("Nama paket", "Semen"),
        ("Jumlah", "Rp5.000"),
    )
