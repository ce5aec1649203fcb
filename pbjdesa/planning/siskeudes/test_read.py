"""Which amounts are in force, and how each trap of a real export is marked and explained."""

from decimal import Decimal

import orjson
import pytest

from pbjdesa.planning.siskeudes.model import LineRow
from pbjdesa.planning.siskeudes.test_support import (
    DESA,
    YEAR,
    Row,
    activity,
    item,
    only_line,
    problems_of,
    read_items,
    read_tables,
    total,
)


def test_an_item_is_read_with_all_it_says() -> None:
    read = read_items(
        item(SumberDana="DDS, ADD"),
        Ta_RABSub=[
            {**total(), "Nama_SubRinci": "Jalan Dusun Krajan"},
            {**total(), "Kd_SubRinci": "02", "Nama_SubRinci": "Jalan lain"},
        ],
        Ref_Rek4=[{"Obyek": "5.3.5.03.", "Nama_Obyek": "Belanja Modal Bahan Baku"}],
    )
    assert only_line(read) == LineRow(
        key="02.03.10|5.3.5.03|01|1|DDS+ADD",
        activity_code="02.03.10",
        account_code="5.3.5.03",
        account_name="Belanja Modal Bahan Baku",
        level="item",
        sub_code="01",
        sub_name="Jalan Dusun Krajan",
        order=1,
        description="Semen 50 kg",
        fund_sources=("DDS", "ADD"),
        volume=Decimal(100),
        unit="sak",
        unit_price=65_500,
        amount=6_550_000,
        marks=(),
        table="Ta_RABRinci",
        row=2,
    )
    assert (read.kd_desa, read.year, read.version, read.posting) == (DESA, YEAR, "V2.0.6", None)
    assert read.holds_lines
    assert read.problems == ()


def test_an_activity_is_read_with_all_it_says() -> None:
    (found,) = read_items(item(), Ta_Kegiatan=[activity(Sumberdana="DDS, PBH")]).activities
    assert found.to_json() == {
        "code": "02.03.10",
        "name": "Pengerasan Jalan Desa",
        "bidang": "02",
        "sub_bidang": "02.03",
        "ceiling": 100_000_000,
        "fund_sources": ["DDS", "PBH"],
        "location": "Dusun Krajan",
        "timing": "6 bulan",
        "output": "Jalan rabat",
        "unit": "m",
        "marks": [],
    }


def test_the_answer_is_plain_json() -> None:
    read = read_items(item(JmlSatuan="2,5", HrgSatuan=200_000, Anggaran=500_000))
    plain = orjson.loads(orjson.dumps(read.to_json()))
    assert plain["lines"][0]["volume"] == "2.5"
    assert (plain["total"], plain["holds_lines"]) == (500_000, True)


# --- ceilings ---


def test_the_changed_ceiling_wins_where_there_is_one() -> None:
    read = read_items(item(), Ta_Kegiatan=[activity(Pagu=10_000_000, Pagu_PAK="7.500.000,00")])
    assert read.activities[0].ceiling == 7_500_000


def test_without_a_ceiling_the_lines_are_added_up_and_it_is_told() -> None:
    read = read_items(item(), Ta_Kegiatan=[activity(Pagu="")])
    assert read.activities[0].ceiling == 6_550_000
    assert read.activities[0].marks == ("ceiling_from_lines",)
    assert problems_of(read, "ceiling_from_lines")


def test_lines_above_the_ceiling_are_told_with_both_sums() -> None:
    read = read_items(item(), Ta_Kegiatan=[activity(Pagu=5_000_000)])
    (problem,) = problems_of(read, "above_ceiling")
    assert "Rp6.550.000" in problem.sentence
    assert "Rp5.000.000" in problem.sentence


def test_an_activity_that_only_lines_name_gets_its_official_name_and_their_sum() -> None:
    read = read_items(item("02.02.02"))
    found = next(each for each in read.activities if each.code == "02.02.02")
    assert (found.name, found.ceiling) == ("Penyelenggaraan Posyandu", 6_550_000)
    assert found.marks == ("not_in_activity_table",)
    assert found.fund_sources == ("DDS",)


@pytest.mark.parametrize(
    "wrong", [{"Pagu": "banyak"}, {"Pagu": -5}, {"Kd_Keg": "09.2001.02.03.11."}, {"Kd_Keg": "?"}]
)
def test_an_unreadable_activity_is_listed_and_skipped(wrong: Row) -> None:
    read = read_items(item(), Ta_Kegiatan=[activity(), {**activity("02.03.11"), **wrong}])
    assert [each.code for each in read.activities] == ["02.03.10"]
    assert [problem.line for problem in problems_of(read, "row_unreadable")] == [3]


def test_an_activity_written_twice_is_kept_once_and_told() -> None:
    read = read_items(item(), Ta_Kegiatan=[activity(), activity(Pagu=1)])
    assert [each.ceiling for each in read.activities] == [100_000_000]
    assert [problem.line for problem in problems_of(read, "row_unreadable")] == [3]


# --- amounts ---


def test_the_amount_after_the_change_wins_with_its_volume_and_price() -> None:
    changed = {"JmlSatuanPAK": 120, "HrgSatuanPAK": 66_000, "AnggaranStlhPAK": 7_920_000}
    line = only_line(read_items(item(**changed)))
    assert (line.volume, line.unit_price, line.amount, line.marks) == (120, 66_000, 7_920_000, ())


def test_before_a_change_the_first_amount_counts() -> None:
    unchanged = {"JmlSatuanPAK": 0, "HrgSatuanPAK": 0, "AnggaranStlhPAK": 0, "AnggaranPAK": 0}
    line = only_line(read_items(item(**unchanged)))
    assert (line.volume, line.amount, line.marks) == (100, 6_550_000, ())


def test_where_the_change_repeats_the_amount_the_first_volume_may_stand_alone() -> None:
    line = only_line(read_items(item(AnggaranStlhPAK=6_550_000)))
    assert (line.volume, line.unit_price, line.marks) == (100, 65_500, ())


def test_a_line_that_the_change_added_is_read() -> None:
    added = {"JmlSatuan": 0, "HrgSatuan": 0, "Anggaran": 0}
    changed = {"JmlSatuanPAK": 2, "HrgSatuanPAK": 500_000, "AnggaranStlhPAK": 1_000_000}
    assert only_line(read_items(item(**added, **changed))).amount == 1_000_000


def test_a_line_that_the_change_struck_off_is_gone() -> None:
    struck = item(No_Urut="02", AnggaranPAK=-6_550_000, AnggaranStlhPAK=0)
    read = read_items(item(), struck)
    assert only_line(read).order == 1
    assert "1 baris bernilai nol" in problems_of(read, "zero_lines")[0].sentence


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("Anggaran", "enam juta"),
        ("Anggaran", "1.50.000"),
        ("Anggaran", -5),
        ("AnggaranStlhPAK", "#VALUE!"),
        ("AnggaranStlhPAK", -5),
        ("JmlSatuan", "2 truk"),
        ("JmlSatuan", -1),
        ("JmlSatuan", "999999999999999"),
        ("HrgSatuan", "murah"),
        ("HrgSatuan", -1),
        ("Kd_Rincian", "?"),
        ("Kd_Keg", "04.2005.00.00."),
        ("Kd_Keg", "04.2099.02.03.10."),
        ("Kd_Desa", "x"),
    ],
)
def test_a_bad_line_is_listed_with_its_number_and_never_sinks_the_file(
    column: str, text: object
) -> None:
    read = read_items(item(), item(No_Urut="02", **{column: text}), item(No_Urut="03"))
    assert [line.order for line in read.lines] == [1, 3]
    (problem,) = [each for each in read.problems if each.severity == "error"]
    assert (problem.file, problem.line) == ("Ta_RABRinci.csv", 3)
    assert "dilewati" in problem.sentence


def test_a_row_that_lost_its_village_is_told_in_a_file_of_one_village() -> None:
    read = read_items(item(), item(No_Urut="02", Kd_Desa="", Kd_Keg="02.03.10."))
    (problem,) = [each for each in read.problems if each.severity == "error"]
    assert (problem.line, "Kd_Desa" in problem.sentence) == (3, True)


def test_a_line_without_amount_takes_volume_times_price_and_says_so() -> None:
    read = read_items(item(Anggaran=""))
    assert only_line(read).amount == 6_550_000
    assert only_line(read).marks == ("amount_from_volume",)
    assert "Rp6.550.000" in problems_of(read, "amount_from_volume")[0].sentence


def test_a_line_without_any_number_is_listed() -> None:
    read = read_items(item(), item(No_Urut="02", Anggaran="", JmlSatuan=""))
    assert len(read.lines) == 1
    assert "Anggaran kosong" in problems_of(read, "row_unreadable")[0].sentence


def test_a_product_that_does_not_fit_keeps_what_is_written_and_says_both() -> None:
    read = read_items(item(Anggaran=6_000_000))
    assert only_line(read).amount == 6_000_000
    assert only_line(read).marks == ("amount_mismatch",)
    (problem,) = problems_of(read, "amount_mismatch")
    assert (problem.severity, problem.line) == ("warning", 2)
    assert "Rp6.550.000" in problem.sentence
    assert "Rp6.000.000" in problem.sentence


def test_parts_of_a_rupiah_are_rounded_and_told() -> None:
    read = read_items(item(JmlSatuan=3, HrgSatuan="1250.5", Anggaran="3751.5"))
    line = only_line(read)
    assert (line.unit_price, line.amount, line.marks) == (1251, 3752, ("rounded",))
    assert len(problems_of(read, "rounded")) == 2


def test_noise_of_binary_fractions_is_not_told() -> None:
    noisy = {"JmlSatuan": "0.30000000000000004", "HrgSatuan": 100_000}
    line = only_line(read_items(item(Anggaran="30000.000000000004", **noisy)))
    assert (line.volume, line.amount, line.marks) == (Decimal("0.3"), 30_000, ())


@pytest.mark.parametrize(
    ("written", "price", "amount", "volume"),
    [
        ("1.500", 1_000, 1_500, "1.5"),
        ("1.500", 1_000, 1_500_000, "1500"),
        ("2,125", 200_000, 425_000, "2.125"),
        ("2.125", 200, 425_000, "2125"),
    ],
)
def test_a_volume_of_two_meanings_is_the_one_that_gives_the_amount(
    written: str, price: int, amount: int, volume: str
) -> None:
    line = only_line(read_items(item(JmlSatuan=written, HrgSatuan=price, Anggaran=amount)))
    assert (line.volume, line.marks) == (Decimal(volume), ())


# --- nothing to import ---


def test_empty_tables_of_an_old_version_are_said_with_the_version() -> None:
    read = read_tables(
        Ref_Version=[{"Versi": "V1.2 R1.0.0."}],
        Ref_Desa=[],
        Ta_Kegiatan=[],
        Ta_RAB=[],
        Ta_RABRinci=[],
        Ta_Anggaran=[],
    )
    assert not read.holds_lines
    assert (read.kd_desa, read.villages, read.version) == ("", (), "V1.2 R1.0.0.")
    (problem,) = problems_of(read, "no_lines")
    assert problem.severity == "error"
    assert "V1.2 R1.0.0." in problem.sentence
    assert "ketik anggarannya" in problem.sentence


def test_a_file_whose_lines_are_all_unreadable_says_so() -> None:
    read = read_items(item(Anggaran="?"))
    assert not read.holds_lines
    assert "tidak terbaca" in problems_of(read, "no_lines")[0].sentence


def test_a_file_without_version_says_so() -> None:
    read = read_items(item(), Ref_Version=[])
    assert read.version == ""
    assert problems_of(read, "no_version")


def test_problems_begin_with_what_was_left_out() -> None:
    read = read_items(item(Anggaran=1), item(No_Urut="02", Anggaran="?"), item(account="5.2.5.08"))
    assert [problem.severity for problem in read.problems] == ["error", "warning", "info"]
