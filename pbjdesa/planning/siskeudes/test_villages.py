"""One file, many villages: the right one is read, or the user is asked."""

import pytest

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.siskeudes.model import AmbiguousVillage, UnknownVillage, UnknownYear, Village
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.planning.siskeudes.test_support import (
    COLUMNS,
    YEAR,
    activity,
    csv_text,
    export,
    item,
    tables,
    total,
    zipped,
)
from pbjdesa.planning.siskeudes.villages import bare_name

MAJU, MUNDUR, TENGAH = "04.2005.", "04.2006.", "05.2001."
NAMES = [
    {"Kd_Kec": "04.", "Kd_Desa": MAJU, "Nama_Desa": "PEMERINTAH DESA MAJU"},
    {"Kd_Kec": "04.", "Kd_Desa": MUNDUR, "Nama_Desa": "PEMERINTAH DESA TENGAH"},
    {"Kd_Kec": "05.", "Kd_Desa": TENGAH, "Nama_Desa": "DESA Tengah  I"},
    {"Kd_Kec": "05.", "Kd_Desa": "05.2009.", "Nama_Desa": "PEMERINTAH DESA TANPA DATA"},
]
THREE = tables(
    Ref_Desa=NAMES,
    Ta_Kegiatan=[activity(desa=d) for d in (MAJU, MUNDUR, TENGAH)],
    Ta_RABRinci=[
        item(desa=MAJU, Uraian="Semen Maju"),
        item(desa=MUNDUR, Uraian="Semen Mundur", Anggaran="rusak"),
        item(desa=TENGAH, Uraian="Semen Tengah"),
    ],
)


@pytest.mark.parametrize("code", ["05.2001.", "05.2001", "5.2001"])
def test_a_code_chooses_the_village_with_or_without_its_dot(code: str) -> None:
    read = read_export(zipped(THREE), year=YEAR, kd_desa=code)
    assert (read.kd_desa, read.village_name) == (TENGAH, "DESA Tengah I")
    assert [line.description for line in read.lines] == ["Semen Tengah"]
    assert [village.kd_desa for village in read.villages] == [MAJU, MUNDUR, TENGAH]


def test_a_village_code_behind_a_line_break_is_still_found() -> None:
    columns = ["Uraian", *(c for c in COLUMNS["Ta_RABRinci"].split(",") if c != "Uraian")]
    rows = [item(desa=MAJU, Uraian="Semen" + "," * 20 + "\n50 kg"), item(desa=TENGAH)]
    files = {**THREE, "Ta_RABRinci": csv_text(rows, columns)}
    assert read_export(zipped(files), year=YEAR, kd_desa=MAJU).total == 6_550_000


def test_what_is_wrong_with_a_neighbours_row_is_not_told() -> None:
    read = read_export(zipped(THREE), year=YEAR, kd_desa=MAJU)
    assert [problem for problem in read.problems if problem.severity == "error"] == []


@pytest.mark.parametrize("name", ["Maju", "desa maju", "PEMERINTAH DESA MAJU", " MAJU "])
def test_a_name_chooses_the_village_without_titles_case_and_blanks(name: str) -> None:
    assert read_export(zipped(THREE), year=YEAR, village_name=name).kd_desa == MAJU


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("PEMERINTAH DESA CIMANGGU I", "CIMANGGUI"),
        ("Pemerintahan Desa Cimanggu I", "CIMANGGUI"),
        ("Cimanggu  i", "CIMANGGUI"),
        ("Desa", "DESA"),
        ("Desaku", "DESAKU"),
        ("", ""),
    ],
)
def test_titles_are_no_part_of_a_name(name: str, bare: str) -> None:
    assert bare_name(name) == bare


def test_several_villages_without_a_choice_are_listed() -> None:
    with pytest.raises(AmbiguousVillage) as asked:
        read_export(zipped(THREE), year=YEAR)
    assert asked.value.villages[0] == Village(MAJU, "PEMERINTAH DESA MAJU")
    assert len(asked.value.villages) == 3
    assert "3 desa" in asked.value.reasons[0]
    assert asked.value.field == "kd_desa"


def test_a_name_that_two_villages_carry_is_asked_back() -> None:
    twins = [{**each, "Nama_Desa": "DESA KEMBAR"} for each in NAMES]
    files = {**THREE, "Ref_Desa": csv_text(twins, COLUMNS["Ref_Desa"].split(","))}
    with pytest.raises(AmbiguousVillage):
        read_export(zipped(files), year=YEAR, village_name="Kembar")


def test_a_name_without_letters_matches_no_nameless_village() -> None:
    with pytest.raises(AmbiguousVillage):
        read_export(zipped({**THREE, "Ref_Desa": ""}), year=YEAR, village_name="?")


def test_the_only_village_is_not_taken_when_it_has_another_name() -> None:
    with pytest.raises(AmbiguousVillage) as asked:
        read_export(export(Ta_RABRinci=[item()]), year=YEAR, village_name="Sukamaju")
    assert "bukan Sukamaju" in asked.value.reasons[0]
    assert [village.kd_desa for village in asked.value.villages] == [MAJU]


NAMELESS = {name: text for name, text in THREE.items() if not name.startswith("Ref_Desa")}


def test_the_end_of_kemendagris_code_finds_a_village_that_the_file_does_not_name() -> None:
    read = read_export(zipped(NAMELESS), year=YEAR, village_name="Maju", local_code=MAJU)
    assert read.kd_desa == MAJU
    assert "village_unnamed" in {problem.code for problem in read.problems}


@pytest.mark.parametrize(("rows", "code"), [(THREE, MAJU), (NAMELESS, "33.2099.")])
def test_a_code_of_another_name_or_of_nobody_is_asked_back(rows: dict[str, str], code: str) -> None:
    with pytest.raises(AmbiguousVillage):
        read_export(zipped(rows), year=YEAR, village_name="Pagersari", local_code=code)


def test_a_given_code_outweighs_another_name_but_it_is_told() -> None:
    read = read_export(
        export(Ta_RABRinci=[item()]), year=YEAR, kd_desa=MAJU, village_name="Sukamaju"
    )
    assert "village_differs" in [problem.code for problem in read.problems]


def test_a_village_without_a_name_in_the_file_is_taken_and_told() -> None:
    source = export(Ref_Desa=[], Ta_RABRinci=[item()])
    read = read_export(source, year=YEAR, village_name="Maju")
    assert read.holds_lines
    assert "village_unnamed" in [problem.code for problem in read.problems]


def test_a_code_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnknownVillage) as refused:
        read_export(zipped(THREE), year=YEAR, kd_desa="09.2001.")
    assert "09.2001." in refused.value.reasons[0]
    assert MUNDUR in refused.value.reasons[1]
    assert len(refused.value.villages) == 3


def test_a_code_that_is_no_code_is_told_how_to_write_it() -> None:
    with pytest.raises(Refused, match=r"Tulis seperti 04\.2005\."):
        read_export(zipped(THREE), year=YEAR, kd_desa="Patean")


def test_a_listed_village_without_rows_has_no_lines() -> None:
    read = read_export(zipped(THREE), year=YEAR, kd_desa="05.2009.")
    assert not read.holds_lines
    assert "tidak memuat baris belanja desa 05.2009." in read.problems[0].sentence


def test_a_village_that_only_the_line_tables_hold_is_found() -> None:
    source = export(
        Ref_Desa=NAMES,
        Ta_Kegiatan=[activity(desa=MAJU)],
        Ta_RABRinci=[item(desa=MAJU)],
        Ta_RAB=[total(desa=TENGAH)],
    )
    read = read_export(source, year=YEAR, kd_desa=TENGAH)
    assert [line.amount for line in read.lines] == [6_550_000]


def test_many_villages_are_listed_shortly() -> None:
    desas = [f"04.20{n:02}." for n in range(1, 41)]
    source = export(Ref_Desa=[], Ta_Kegiatan=[activity(desa=d) for d in desas], Ta_RAB=[])
    with pytest.raises(AmbiguousVillage) as asked:
        read_export(source, year=YEAR)
    assert "dan 28 desa lain" in asked.value.reasons[0]
    assert len(asked.value.villages) == 40


def test_another_year_is_told_with_the_years_that_are_there() -> None:
    source = export(
        Ta_Kegiatan=[activity(Tahun=2024), activity(Tahun="2025.0")], Ta_RABRinci=[item(Tahun=2025)]
    )
    with pytest.raises(UnknownYear) as refused:
        read_export(source, year=YEAR)
    assert refused.value.years == (2024, 2025)
    assert "Tahun yang ada: 2024, 2025." in refused.value.reasons


def test_only_the_rows_of_the_year_are_read() -> None:
    source = export(
        Ta_Kegiatan=[activity(), activity(Tahun=2025, Pagu=1)],
        Ta_RABRinci=[item(), item(Tahun=2025, Anggaran=1), item(Tahun="?", No_Urut="07")],
    )
    read = read_export(source, year=YEAR)
    assert read.total == 6_550_000
    assert read.activities[0].ceiling == 100_000_000
    (problem,) = [each for each in read.problems if each.severity == "error"]
    assert (problem.line, "Tahun" in problem.sentence) == (4, True)
