"""A wording as an office clerk edits it, and as a file."""

import json

import pytest

from pbjdesa.documents.editions import delivered
from pbjdesa.documents.paper import editing, toml
from pbjdesa.documents.paper.comparing import differences
from pbjdesa.documents.paper.wording import BLOCKS, plain
from pbjdesa.documents.registry import PAPERS
from pbjdesa.kernel.errors import Refused

HPS = PAPERS["hps"]


def blocks() -> list[dict[str, object]]:
    return [block for kind in PAPERS for block in delivered(kind)["block"]]


def typed(block: dict[str, object], **changes: str) -> dict[str, str]:
    """What a browser sends of a block that nobody touched, then with changes."""
    single, rows = editing.asked(block)
    boxes = [*single, *(box for row in rows for box in row.boxes)]
    return {box.name: box.value.replace("\n", "\r\n") for box in boxes} | changes


def test_every_type_of_block_can_be_edited() -> None:
    assert set(BLOCKS) == set(editing.FORMS)


def test_a_block_that_nobody_touched_stays_as_it_is() -> None:
    assert [block for block in blocks() if editing.filled(block, typed(block)) != block] == []


def test_a_file_of_a_wording_reads_back_the_same() -> None:
    for kind in PAPERS:
        assert plain(toml.written(delivered(kind))) == delivered(kind)
    empty = {"title": "", "block": []}
    assert plain(toml.written(empty)) == empty
    odd = {"title": 'a "b" \\ \n\t \U0001f600', "block": [{"type": "list", "items": []}]}
    assert plain(toml.written(odd)) == odd


def test_texts_rows_and_their_order_change() -> None:
    block = {"type": "fields", "rows": [{"label": "A", "value": "1", "bold": True}]}
    more = editing.filled(
        block, typed(block, t_rows_0_label="Nama", t_rows_1_label="B", t_rows_1_value="2")
    )
    assert more["rows"] == [
        {"label": "Nama", "value": "1", "bold": True},
        {"label": "B", "value": "2"},
    ]
    less = editing.filled(more, typed(more, t_rows_0_label="", t_rows_0_value=" "))
    assert less["rows"] == [{"label": "B", "value": "2"}]
    assert editing.moved([1, 2, 3], 2, -1) == [1, 3, 2]
    assert editing.moved([1, 2, 3], 0, -1) == editing.moved([1, 2, 3], 7, 1) == [1, 2, 3]


def test_a_list_is_one_item_a_line_and_a_width_is_a_number() -> None:
    block = {"type": "list", "items": ["a"]}
    assert editing.filled(block, {"t_items": " a \r\n\r\nb "})["items"] == ["a", "b"]
    table = next(block for block in delivered(HPS)["block"] if block["type"] == "table")
    for wrong in ("lebar", "-3", "9" * 400, "1e3", "²"):
        changed = editing.filled(table, typed(table, t_columns_0_width=wrong))
        assert changed["columns"][0]["width"] == 0


def test_people_read_names_of_fields_instead_of_marks() -> None:
    block = {"type": "paragraph", "text": "Sebesar **{total:terbilang}**.", "when": "tax_note"}
    assert editing.said(block, HPS) == [
        "Sebesar ‹Jumlah seluruhnya, dengan huruf›.",
        "(hanya bila ada: Keterangan pajak)",
    ]


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "{",
        "[]",
        "5",
        "null",
        "[" * 5000,
        '{"title": 5, "block": []}',
        '{"title": "a", "version": 1}',
        '{"title": "a", "version": 1, "block": [{"type": "lagu"}]}',
        '{"title": "a", "version": 1, "block": [{"type": "list", "items": [5]}]}',
    ],
)
def test_what_no_page_of_ours_sends_is_refused(sent: str) -> None:
    with pytest.raises(Refused, match="tidak utuh"):
        editing.received(sent)


def test_half_written_texts_are_kept() -> None:
    content = {"title": "Surat {", "version": 1, "block": [{"type": "paragraph", "text": "**"}]}
    assert editing.received(json.dumps(content)) == content


def test_each_place_that_changed_is_told() -> None:
    before = delivered(HPS)
    after = delivered(HPS)
    after["title"] = "HPS {desa}"
    after["landscape"] = True
    after["block"][1]["columns"][0]["width"] = 6
    after["block"][2]["text"] = "Dengan huruf: {total:terbilang}"
    del after["block"][4]
    after["block"].append({"type": "heading", "text": "Penutup"})
    told = differences(before, after, HPS)
    assert [(one.label, one.form_only) for one in told] == [
        ("Judul surat", False),
        ("Arah kertas", False),
        ("Tabel, bagian ke-2", True),
        ("Paragraf, bagian ke-3", False),
        ("Paragraf, bagian ke-5", False),
        ("Judul bagian, bagian ke-6", False),
    ]
    assert told[0].after == "HPS ‹Desa›"
    assert told[3].after == "Dengan huruf: ‹Jumlah seluruhnya, dengan huruf›"
    assert (told[4].after, told[5].before) == ("", "")
    assert differences(before, before, HPS) == []
