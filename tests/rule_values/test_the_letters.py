"""How letters are headed and numbered."""

from datetime import date

from pbjdesa.regulations.rules import letter_number, letterhead
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import NATIONAL, changes, changes_each

PLACE = {"kabupaten": "Kendal", "kecamatan": "Patean", "desa": "Pagersari"}
OWN = {f"numbering.{series}.pattern": "{kode}.{no}/{bulan}" for series in NATIONAL.numbering}


@changes_each(OWN)
def test_each_series_of_letters_is_numbered_as_the_rules_say(address, before, after):
    series = address.split(".")[1]
    assert _number(before, series).startswith("007/")
    assert _number(after, series).endswith(".007/V")


@changes_each(
    {"numbering.default.code": "UMUM", "numbering.spp.code": "900", "numbering.hps.digits": 5}
)
def test_code_and_digits_of_a_series_stand_in_its_numbers(address, before, after):
    series = address.split(".")[1]
    code = before.numbering[series].code or series.upper()
    assert _number(before, series) == f"007/{code}/33.24.04.2001/2026"
    expected = "00007/HPS" if series == "hps" else f"007/{after.numbering[series].code}"
    assert _number(after, series) == f"{expected}/33.24.04.2001/2026"


def _number(rules: RuleSet, series: str) -> str:
    return letter_number(rules, series, 7, on=date(2026, 5, 4), village_code="33.24.04.2001")


@changes("letterhead.desa_lines", to=("Pemerintah Desa {desa}",))
def test_the_head_of_a_letter_of_the_village_is_as_the_rules_say(before, after):
    assert letterhead(before, "desa", **PLACE)[0] == (
        "PEMERINTAH KABUPATEN KENDAL",
        "KECAMATAN PATEAN",
        "DESA PAGERSARI",
    )
    assert letterhead(after, "desa", **PLACE)[0] == ("PEMERINTAH DESA PAGERSARI",)


@changes("letterhead.tpk_lines", to=("TPK {desa}",))
def test_the_head_of_a_letter_of_the_tpk_is_as_the_rules_say(before, after):
    assert letterhead(before, "tpk", **PLACE)[0][0] == "TIM PELAKSANA KEGIATAN"
    assert letterhead(after, "tpk", **PLACE)[0] == ("TPK PAGERSARI",)


@changes("letterhead.address", to="Alamat: {alamat}")
def test_the_address_line_is_as_the_rules_say(before, after):
    where = {**PLACE, "address": "Jalan Raya 1", "postcode": "51364"}
    assert letterhead(before, "desa", **where)[1] == "Jalan Raya 1 51364"
    assert letterhead(after, "desa", **where)[1] == "Alamat: Jalan Raya 1"
