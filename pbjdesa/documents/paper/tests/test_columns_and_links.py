"""Tables whose columns come with the data, links with their QR, letters without a letterhead."""

from dataclasses import replace
from pathlib import Path

import pytest

from pbjdesa.documents.paper import model
from pbjdesa.documents.paper.compose import ACROSS, compose
from pbjdesa.documents.paper.fields import number, rupiah, table, text, texts
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.layout import lay_out
from pbjdesa.documents.paper.qr import LONGEST_ADDRESS
from pbjdesa.documents.paper.render import render_pdf
from pbjdesa.documents.paper.testing import text_of
from pbjdesa.documents.paper.wording import read
from pbjdesa.kernel.errors import Refused

LETTERHEAD = model.Letterhead.of_desa(kabupaten="Contoh", kecamatan="Teladan", desa="Sukamulya")
KIND = PaperKind(
    slug="banding",
    name="Surat Banding",
    stage="documents",
    fields=(
        text("link", "Tautan", required=False),
        table(
            "offers",
            "Penawaran",
            text("name", "Penyedia"),
            rupiah("total", "Jumlah"),
            required=False,
        ),
        table(
            "items",
            "Barang",
            text("name", "Uraian"),
            texts("prices", "Harga"),
            number("year", "Tahun", required=False),
            required=False,
        ),
        rupiah("hps", "HPS", required=False),
    ),
    signatories=(),
    facts=("hps",),
    folder=Path(),
)
TABLE = """
[[block]]
type = "table"
each = "items"
columns = [
    { heading = "No", value = "{no}", width = 5 },
    { heading = "Uraian", value = "{name}", width = 30 },
]
totals = [{ label = "Jumlah", values = ["{hps:plain}"] }]
across = [
    { each = "offers", heading = "{name}", cells = "prices", width = 20, sums = ["{total:plain}"] },
]
"""
LINK = '[[block]]\ntype = "link"\ntext = "Buka:"\naddress = "{link}"\n'


def paper(body, data, kind=KIND):
    wording = read(f'version = 1\ntitle = "Surat Banding"\n{body}', kind)
    return compose(kind, data, LETTERHEAD, wording=wording)


def offers(count):
    return {
        "hps": 900,
        "offers": [{"name": f"Toko {n}", "total": n * 1_000} for n in range(1, count + 1)],
        "items": [
            {"name": "Batu", "prices": [str(n) for n in range(1, count + 1)]},
            {"name": "Pasir", "prices": ["–"] * count},
        ],
    }


@pytest.mark.parametrize("count", [1, 2, ACROSS, ACROSS + 1, 2 * ACROSS + 1])
def test_every_offer_has_its_column_and_no_table_has_more_than_fit(count):
    tables = paper(TABLE, offers(count)).blocks
    assert all(len(one.columns) <= 2 + ACROSS for one in tables)
    heads = [column.heading for one in tables for column in one.columns[2:]]
    assert heads == [f"Toko {n}" for n in range(1, count + 1)]
    assert [cell for one in tables for cell in one.rows[0][2:]] == [
        str(n) for n in range(1, count + 1)
    ]
    assert [sum_ for one in tables for sum_ in one.totals[0].values[1:]] == [
        f"{n}.000" for n in range(1, count + 1)
    ]
    for one in tables:
        assert one.rows[1][:2] == ("2", "Pasir")
        assert one.totals[0].values[0] == "900"


def test_a_blank_form_has_room_for_as_many_offers_as_fit():
    (only,) = paper(TABLE, {}).blocks
    assert len(only.columns) == 2 + ACROSS
    assert all(cell == "" for row in only.rows for cell in row[1:])


def test_a_price_that_is_missing_leaves_its_cell_empty():
    data = offers(2)
    data["items"][0]["prices"] = ["7"]
    (only,) = paper(TABLE, data).blocks
    assert only.rows[0][2:] == ("7", "")


@pytest.mark.parametrize("cells", ["year", "harga"])
def test_cells_that_are_no_list_are_refused(cells):
    with pytest.raises(Refused):
        read('version = 1\ntitle = "x"\n' + TABLE.replace('"prices"', f'"{cells}"'), KIND)


def test_a_short_link_has_its_qr_and_a_long_one_stands_as_text():
    link = "https://pbj.example/p/9Jq2mVx7Tb4Kd8Rw/"
    short = paper(LINK, {"link": link})
    assert lay_out(short)["blocks"][0]["qr"].startswith("<svg")
    assert link in text_of(render_pdf(short))
    long = paper(LINK, {"link": "https://pbj.example/" + "x" * LONGEST_ADDRESS})
    assert lay_out(long)["blocks"][0]["qr"] == ""
    assert "Buka:" in text_of(render_pdf(long))


def test_a_suppliers_own_letter_has_no_letterhead():
    own = replace(KIND, issuer="supplier")
    assert "KECAMATAN" not in text_of(render_pdf(paper(LINK, {"link": "x"}, own)))
    assert "KECAMATAN" in text_of(render_pdf(paper(LINK, {"link": "x"})))


def test_rows_to_be_signed_are_taller():
    body = """
[[block]]
type = "table"
each = "offers"
columns = [
    { heading = "Nama", value = "{name}", width = 30 },
    { heading = "Tanda Tangan", value = "", width = 20, by_hand = true },
]
"""
    assert lay_out(paper(body, offers(1)))["blocks"][0]["columns"][1]["by_hand"] is True
