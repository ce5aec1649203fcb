import json
from datetime import date

import pytest

from pbjdesa.documents.paper.model import (
    Amount,
    Column,
    FieldRow,
    Fields,
    Heading,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Part,
    Signature,
    Signatures,
    Span,
    Table,
    TotalRow,
    from_json,
    to_json,
)
from pbjdesa.kernel.errors import Refused

LETTERHEAD = Letterhead.of_desa(kabupaten="Contoh", kecamatan="Teladan", desa="Sukamulya")


def a_paper(**changes):
    parts = {
        "kind": "contoh",
        "name": "Surat Contoh",
        "title": "Surat Contoh",
        "letterhead": LETTERHEAD,
        "blocks": (
            Heading("Bagian satu"),
            Paragraph((Span("Teks "), Span("tebal", bold=True)), align="left", indent=True),
            Fields((FieldRow("Nama", "Siti Rahmawati"),), indent=True),
            Items(("satu", "dua"), ordered=False),
            Table(
                (Column("No", 5, "center"), Column("Jumlah", 15, "right")),
                (("1", "780.000"),),
                (TotalRow("Jumlah", ("780.000",), bold=True),),
            ),
            Amount("Uang sejumlah", "Rp780.000", "tujuh ratus delapan puluh ribu rupiah"),
            Part("Lembar kedua"),
            Signatures((Signature("Kepala Desa", "Sutrisno Hadi"),)),
        ),
        "wording_version": 3,
        "number": "001/2026",
        "date": date(2026, 11, 24),
    }
    return Paper(**(parts | changes))


def test_letterhead_names_the_three_levels_of_government():
    assert LETTERHEAD.lines == (
        "PEMERINTAH KABUPATEN CONTOH",
        "KECAMATAN TELADAN",
        "DESA SUKAMULYA",
    )


@pytest.mark.parametrize("changes", [{}, {"date": None}, {"size": "F4", "practice": True}])
def test_a_frozen_paper_thaws_to_the_same_paper(changes):
    paper = a_paper(**changes)
    assert from_json(json.loads(json.dumps(to_json(paper)))) == paper


def test_a_member_with_a_default_may_be_missing_in_an_old_paper():
    frozen = to_json(a_paper())
    del frozen["landscape"]
    assert from_json(frozen) == a_paper()


@pytest.mark.parametrize(
    "damage",
    [
        lambda frozen: frozen.pop("title"),
        lambda frozen: frozen.update(colour="red"),
        lambda frozen: frozen.update(practice=1),
        lambda frozen: frozen.update(size="A5"),
        lambda frozen: frozen.update(date="24-11-2026"),
        lambda frozen: frozen.update(blocks="none"),
        lambda frozen: frozen["blocks"].append({"type": "script"}),
        lambda frozen: frozen["blocks"].append(None),
        lambda frozen: frozen["blocks"][0].update(text=None),
    ],
)
def test_damaged_data_is_refused_with_a_sentence(damage):
    frozen = to_json(a_paper())
    damage(frozen)
    with pytest.raises(Refused, match="tidak utuh"):
        from_json(frozen)


@pytest.mark.parametrize("data", [None, [], "surat", 7])
def test_what_is_no_paper_at_all_is_refused(data):
    with pytest.raises(Refused):
        from_json(data)
