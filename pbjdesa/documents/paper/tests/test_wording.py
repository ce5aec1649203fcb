from pathlib import Path

import pytest

from pbjdesa.documents.paper.fields import number, rupiah, table, text
from pbjdesa.documents.paper.kinds import PaperKind
from pbjdesa.documents.paper.wording import read
from pbjdesa.kernel.errors import Refused

KIND = PaperKind(
    slug="contoh",
    name="Surat Contoh",
    stage="documents",
    fields=(
        text("package", "Nama paket"),
        rupiah("total", "Jumlah"),
        table("items", "Barang", text("name", "Uraian"), number("count", "Banyak", required=False)),
        text("kepala_desa_name", "Nama kepala desa"),
        text("note", "Catatan", required=False),
    ),
    signatories=("kepala_desa",),
    facts=("package",),
    folder=Path(),
)
WHOLE = """
version = 4
title = "Surat {package}"
[[block]]
type = "paragraph"
text = "Jumlah **{total}** ({total:terbilang})."
[[block]]
type = "table"
each = "items"
columns = [
    { heading = "No", value = "{no}", width = 5 },
    { heading = "Uraian", value = "{name}", width = 9 },
]
[[block]]
type = "signatures"
blocks = [{ signer = "kepala_desa", role = "Kepala Desa {desa}", name = "{kepala_desa_name}" }]
"""


def test_a_whole_wording_is_read():
    wording = read(WHOLE, KIND)
    assert wording.version == 4
    assert [type(block).__name__ for block in wording.block] == [
        "ParagraphWording",
        "TableWording",
        "SignaturesWording",
    ]
    assert wording.signers() == ("kepala_desa",)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{total}", "{jumlah}", r"Bagian ke-1 .*\{jumlah\} tidak dikenal.*kepala_desa_name"),
        ("{total:terbilang}", "{total:huruf}", r"\{total\} tidak bisa ditulis sebagai “huruf”"),
        ("{total}", "{items}", r"\{items\} tidak bisa ditulis sebagai “teks”"),
        ("**{total}**", "**{total}", "belum ditutup"),
        ("{package}", "{package", "kurung kurawal"),
        ("{package}", "", "belum memuat: Nama paket"),
        ("{name}", "{count}", "belum memuat: Uraian"),
        ('each = "items"', 'each = "barang"', r"Bagian ke-2 .*\{barang\} tidak dikenal"),
        ('each = "items"', 'each = "note"', r"\{note\} bukan daftar"),
        ('signer = "kepala_desa"', 'signer = "camat"', "tanda tangan: kepala_desa"),
        ('type = "paragraph"', 'type = "lagu"', "Susunan"),
        ('type = "paragraph"', 'type = "paragraph"\nfont = "besar"', "Susunan"),
        ('type = "paragraph"', 'type = "paragraph"\nwhen = "cuaca"', r"\{cuaca\} tidak dikenal"),
        ("version = 4", 'version = "4"', "Susunan"),
        ("version = 4", "", "Susunan"),
        ("version = 4", "version 4", "Periksa tanda baca"),
    ],
)
def test_a_wording_that_would_print_a_wrong_paper_is_refused(old, new, says):
    assert old in WHOLE
    with pytest.raises(Refused, match=says):
        read(WHOLE.replace(old, new), KIND)


def test_a_column_of_the_rows_cannot_be_used_outside_them():
    with pytest.raises(Refused, match=r"\{name\} tidak dikenal"):
        read(WHOLE.replace("{total}", "{name}"), KIND)
    foot = 'each = "items"\ntotals = [{ label = "Jumlah", values = ["{name}"] }]'
    with pytest.raises(Refused, match=r"\{name\} tidak dikenal"):
        read(WHOLE.replace('each = "items"', foot), KIND)


def test_more_people_may_sign_than_must():
    camat = '[{ signer = "camat", role = "Camat {kecamatan}", name = "{note}" }, {'
    wording = read(WHOLE.replace("blocks = [{", "blocks = " + camat), KIND)
    assert wording.signers() == ("camat", "kepala_desa")
