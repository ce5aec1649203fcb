"""Which amounts are in force, and how each trap of a real export is marked and explained."""

from datetime import date
from decimal import Decimal

import orjson
import pytest

from pbjdesa.planning.siskeudes.model import BudgetExport, LineRow, Problem
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.planning.siskeudes.test_support import (
    DESA,
    YEAR,
    Row,
    activity,
    export,
    item,
    posted_item,
    posted_total,
    total,
)


def _read(**rows: list[Row]) -> BudgetExport:
    return read_export(export(**rows), year=YEAR)


def _items(*rows: Row, **more: list[Row]) -> BudgetExport:
    return _read(Ta_RABRinci=list(rows), **more)


def _only(read: BudgetExport) -> LineRow:
    (line,) = read.lines
    return line


def _problems(read: BudgetExport, code: str) -> list[Problem]:
    return [problem for problem in read.problems if problem.code == code]


def test_an_item_is_read_with_all_it_says() -> None:
    read = _items(
        item(SumberDana="DDS, ADD"),
        Ta_RABSub=[
            {**total(), "Nama_SubRinci": "Jalan Dusun Krajan"},
            {**total(), "Kd_SubRinci": "02", "Nama_SubRinci": "Jalan lain"},
        ],
        Ref_Rek4=[{"Obyek": "5.3.5.03.", "Nama_Obyek": "Belanja Modal Bahan Baku"}],
    )
    assert _only(read) == LineRow(
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
    (found,) = _items(item(), Ta_Kegiatan=[activity(Sumberdana="DDS, PBH")]).activities
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
    read = _items(item(JmlSatuan="2,5", HrgSatuan=200_000, Anggaran=500_000))
    plain = orjson.loads(orjson.dumps(read.to_json()))
    assert plain["lines"][0]["volume"] == "2.5"
    assert (plain["total"], plain["holds_lines"]) == (500_000, True)


# --- ceilings ---


def test_the_changed_ceiling_wins_where_there_is_one() -> None:
    read = _items(item(), Ta_Kegiatan=[activity(Pagu=10_000_000, Pagu_PAK="7.500.000,00")])
    assert read.activities[0].ceiling == 7_500_000


def test_without_a_ceiling_the_lines_are_added_up_and_it_is_told() -> None:
    read = _items(item(), Ta_Kegiatan=[activity(Pagu="")])
    assert read.activities[0].ceiling == 6_550_000
    assert read.activities[0].marks == ("ceiling_from_lines",)
    assert _problems(read, "ceiling_from_lines")


def test_lines_above_the_ceiling_are_told_with_both_sums() -> None:
    read = _items(item(), Ta_Kegiatan=[activity(Pagu=5_000_000)])
    (problem,) = _problems(read, "above_ceiling")
    assert "Rp6.550.000" in problem.sentence
    assert "Rp5.000.000" in problem.sentence


def test_an_activity_that_only_lines_name_gets_its_official_name_and_their_sum() -> None:
    read = _items(item("02.02.02"))
    found = next(each for each in read.activities if each.code == "02.02.02")
    assert (found.name, found.ceiling) == ("Penyelenggaraan Posyandu", 6_550_000)
    assert found.marks == ("not_in_activity_table",)
    assert found.fund_sources == ("DDS",)


@pytest.mark.parametrize(
    "wrong", [{"Pagu": "banyak"}, {"Pagu": -5}, {"Kd_Keg": "09.2001.02.03.11."}, {"Kd_Keg": "?"}]
)
def test_an_unreadable_activity_is_listed_and_skipped(wrong: Row) -> None:
    read = _items(item(), Ta_Kegiatan=[activity(), {**activity("02.03.11"), **wrong}])
    assert [each.code for each in read.activities] == ["02.03.10"]
    assert [problem.line for problem in _problems(read, "row_unreadable")] == [3]


def test_an_activity_written_twice_is_kept_once_and_told() -> None:
    read = _items(item(), Ta_Kegiatan=[activity(), activity(Pagu=1)])
    assert [each.ceiling for each in read.activities] == [100_000_000]
    assert [problem.line for problem in _problems(read, "row_unreadable")] == [3]


# --- amounts ---


def test_the_amount_after_the_change_wins_with_its_volume_and_price() -> None:
    changed = {"JmlSatuanPAK": 120, "HrgSatuanPAK": 66_000, "AnggaranStlhPAK": 7_920_000}
    line = _only(_items(item(**changed)))
    assert (line.volume, line.unit_price, line.amount, line.marks) == (120, 66_000, 7_920_000, ())


def test_before_a_change_the_first_amount_counts() -> None:
    unchanged = {"JmlSatuanPAK": 0, "HrgSatuanPAK": 0, "AnggaranStlhPAK": 0, "AnggaranPAK": 0}
    line = _only(_items(item(**unchanged)))
    assert (line.volume, line.amount, line.marks) == (100, 6_550_000, ())


def test_where_the_change_repeats_the_amount_the_first_volume_may_stand_alone() -> None:
    line = _only(_items(item(AnggaranStlhPAK=6_550_000)))
    assert (line.volume, line.unit_price, line.marks) == (100, 65_500, ())


def test_a_line_that_the_change_added_is_read() -> None:
    added = {"JmlSatuan": 0, "HrgSatuan": 0, "Anggaran": 0}
    changed = {"JmlSatuanPAK": 2, "HrgSatuanPAK": 500_000, "AnggaranStlhPAK": 1_000_000}
    assert _only(_items(item(**added, **changed))).amount == 1_000_000


def test_a_line_that_the_change_struck_off_is_gone() -> None:
    struck = item(No_Urut="02", AnggaranPAK=-6_550_000, AnggaranStlhPAK=0)
    read = _items(item(), struck)
    assert _only(read).order == 1
    assert "1 baris bernilai nol" in _problems(read, "zero_lines")[0].sentence


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
    read = _items(item(), item(No_Urut="02", **{column: text}), item(No_Urut="03"))
    assert [line.order for line in read.lines] == [1, 3]
    (problem,) = [each for each in read.problems if each.severity == "error"]
    assert (problem.file, problem.line) == ("Ta_RABRinci.csv", 3)
    assert "dilewati" in problem.sentence


def test_a_row_that_lost_its_village_is_told_in_a_file_of_one_village() -> None:
    read = _items(item(), item(No_Urut="02", Kd_Desa="", Kd_Keg="02.03.10."))
    (problem,) = [each for each in read.problems if each.severity == "error"]
    assert (problem.line, "Kd_Desa" in problem.sentence) == (3, True)


def test_a_line_without_amount_takes_volume_times_price_and_says_so() -> None:
    read = _items(item(Anggaran=""))
    assert _only(read).amount == 6_550_000
    assert _only(read).marks == ("amount_from_volume",)
    assert "Rp6.550.000" in _problems(read, "amount_from_volume")[0].sentence


def test_a_line_without_any_number_is_listed() -> None:
    read = _items(item(), item(No_Urut="02", Anggaran="", JmlSatuan=""))
    assert len(read.lines) == 1
    assert "Anggaran kosong" in _problems(read, "row_unreadable")[0].sentence


def test_a_product_that_does_not_fit_keeps_what_is_written_and_says_both() -> None:
    read = _items(item(Anggaran=6_000_000))
    assert _only(read).amount == 6_000_000
    assert _only(read).marks == ("amount_mismatch",)
    (problem,) = _problems(read, "amount_mismatch")
    assert (problem.severity, problem.line) == ("warning", 2)
    assert "Rp6.550.000" in problem.sentence
    assert "Rp6.000.000" in problem.sentence


def test_parts_of_a_rupiah_are_rounded_and_told() -> None:
    read = _items(item(JmlSatuan=3, HrgSatuan="1250.5", Anggaran="3751.5"))
    line = _only(read)
    assert (line.unit_price, line.amount, line.marks) == (1251, 3752, ("rounded",))
    assert len(_problems(read, "rounded")) == 2


def test_noise_of_binary_fractions_is_not_told() -> None:
    noisy = {"JmlSatuan": "0.30000000000000004", "HrgSatuan": 100_000}
    line = _only(_items(item(Anggaran="30000.000000000004", **noisy)))
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
    line = _only(_items(item(JmlSatuan=written, HrgSatuan=price, Anggaran=amount)))
    assert (line.volume, line.marks) == (Decimal(volume), ())


# --- postings and sources ---


def test_the_highest_posting_wins_as_a_number() -> None:
    rows = [
        posted_item(9, Anggaran=1_000_000),
        posted_item(10, Anggaran=2_000_000),
        posted_item(2, Anggaran=3_000_000),
    ]
    read = _read(
        Ta_AnggaranRinci=rows, Ta_Anggaran=[posted_total(10, TglPosting="09/01/26 10:00:00")]
    )
    assert _only(read).amount == 2_000_000
    assert read.posting is not None
    assert (read.posting.number, read.posting.posted_on) == (10, date(2026, 9, 1))


def test_an_unreadable_newest_row_does_not_bring_back_the_older_one() -> None:
    read = _read(Ta_AnggaranRinci=[posted_item(1), posted_item(2, Anggaran="?")])
    assert read.lines == ()
    assert [problem.line for problem in _problems(read, "row_unreadable")] == [3]


def test_the_highest_posting_wins_even_when_the_fund_changed() -> None:
    rows = [
        posted_total(1, SumberDana="DDS"),
        posted_total(2, SumberDana="ADD", Anggaran=7_000_000),
    ]
    line = _only(_read(Ta_Anggaran=rows))
    assert (line.fund_sources, line.amount) == (("ADD",), 7_000_000)


@pytest.mark.parametrize("posting", ["", "x", "1.5"])
def test_a_row_without_posting_number_is_listed(posting: str) -> None:
    read = _read(Ta_Anggaran=[posted_total(), posted_total(posting, account="5.3.5.02")])
    assert len(read.lines) == 1
    assert [problem.line for problem in _problems(read, "row_unreadable")] == [3]


def test_posted_items_count_before_the_working_copy() -> None:
    read = _read(
        Ta_AnggaranRinci=[posted_item(1, Anggaran=6_550_000)],
        Ta_RABRinci=[item(JmlSatuan=200, Anggaran=13_100_000)],
        Ta_RAB=[total(Anggaran=13_100_000)],
    )
    assert (_only(read).table, read.total) == ("Ta_AnggaranRinci", 6_550_000)


def test_lines_that_no_posting_holds_are_marked() -> None:
    read = _read(
        Ta_AnggaranRinci=[posted_item(1)],
        Ta_RABRinci=[item(), item(account="5.3.5.02", Uraian="Upah")],
    )
    assert [(line.account_code, line.marks) for line in read.lines] == [
        ("5.3.5.02", ("not_posted",)),
        ("5.3.5.03", ()),
    ]
    assert [problem.line for problem in _problems(read, "not_posted")] == [3]


def test_account_totals_fill_in_only_where_an_account_has_no_items() -> None:
    read = _items(
        item(),
        Ta_RAB=[total(), total(account="5.3.5.02", Anggaran=2_000_000)],
        Ta_Anggaran=[posted_total(), posted_total(account="5.3.5.02", Anggaran=2_000_000)],
    )
    assert [(line.level, line.account_code, line.amount) for line in read.lines] == [
        ("account_total", "5.3.5.02", 2_000_000),
        ("item", "5.3.5.03", 6_550_000),
    ]
    assert read.lines[0].fund_sources == ("DDS",)
    assert read.lines[0].key == "02.03.10|5.3.5.02|01|total|DDS"
    assert read.lines[0].volume is None


def test_posted_totals_stand_apart_for_each_fund() -> None:
    rows = [posted_total(), posted_total(SumberDana="ADD", Anggaran=1_000_000)]
    read = _read(Ta_Anggaran=rows)
    assert {line.fund_sources: line.amount for line in read.lines} == {
        ("DDS",): 6_550_000,
        ("ADD",): 1_000_000,
    }
    assert len({line.key for line in read.lines}) == 2


def test_a_total_without_fund_takes_the_only_fund_of_its_activity() -> None:
    read = _read(Ta_RAB=[total()])
    assert (_only(read).fund_sources, _only(read).marks) == (("DDS",), ("fund_from_activity",))


def test_a_file_with_totals_only_says_that_items_are_typed() -> None:
    read = _read(Ta_RAB=[total()], Ta_Anggaran=[posted_total()])
    (problem,) = _problems(read, "totals_only")
    assert "V2.0.6" in problem.sentence
    assert "Ta_RABRinci.csv" in problem.sentence


def test_items_that_do_not_add_up_to_their_account_are_told() -> None:
    read = _items(item(), Ta_Anggaran=[posted_total(2, Anggaran=9_000_000)])
    (problem,) = _problems(read, "total_mismatch")
    assert "Rp6.550.000" in problem.sentence
    assert "Rp9.000.000" in problem.sentence


# --- lines that the newest posting no longer holds ---

OLDER = [posted_item(1), posted_item(1, No_Urut="02"), posted_item(2)]


def test_a_line_missing_in_the_newest_posting_is_gone_when_the_total_says_so() -> None:
    read = _read(Ta_AnggaranRinci=OLDER, Ta_Anggaran=[posted_total(2)])
    assert _only(read).order == 1
    assert _problems(read, "struck_off")[0].line == 3


def test_a_line_missing_in_the_newest_posting_stays_when_the_total_says_so() -> None:
    read = _read(Ta_AnggaranRinci=OLDER, Ta_Anggaran=[posted_total(2, Anggaran=13_100_000)])
    assert [line.marks for line in read.lines] == [(), ()]


def test_a_line_missing_in_the_newest_posting_is_marked_when_nothing_tells() -> None:
    read = _read(Ta_AnggaranRinci=OLDER)
    assert [line.marks for line in read.lines] == [(), ("older_posting",)]
    assert _problems(read, "older_posting")


def test_an_account_that_the_change_emptied_is_gone() -> None:
    read = _read(
        Ta_Anggaran=[posted_total(1, account="5.3.5.02"), posted_total(2)],
        Ta_RAB=[
            total(),
            total(account="5.3.5.02", AnggaranPAK=-6_550_000, AnggaranStlhPAK=0),
        ],
    )
    assert _only(read).account_code == "5.3.5.03"


# --- codes and funds ---


def test_revenue_and_financing_are_counted_and_not_read() -> None:
    read = _items(
        item(),
        Ta_RAB=[
            total(),
            total("00.00", "4.2.1.01", Anggaran=900_000_000),
            total("00.00", "6.1.1.01", Anggaran=2_500_000),
            total("00.00", "7.1.1.01", Anggaran=1),
        ],
    )
    assert len(read.lines) == 1
    said = [problem.sentence for problem in _problems(read, "not_expenditure")]
    assert said == [
        "1 baris pendapatan (Rp900.000.000) tidak dibaca, karena bukan belanja.",
        "1 baris pembiayaan (Rp2.500.000) tidak dibaca, karena bukan belanja.",
        "1 baris non-belanja lain (Rp1) tidak dibaca, karena bukan belanja.",
    ]


def test_local_codes_are_accepted_marked_and_told_once() -> None:
    read = _items(
        item(account="5.2.5.08"),
        item(account="5.2.5.08", No_Urut="02"),
        item("03.01.90", "5.2.2.90"),
    )
    assert {line.account_code: line.marks for line in read.lines} == {
        "5.2.5.08": ("extension_code",),
        "5.2.2.90": ("extension_code",),
    }
    said = [problem.sentence for problem in _problems(read, "extension_code")]
    assert [p.severity for p in _problems(read, "extension_code")] == ["info"] * 3
    assert any("5.2.5.08" in each and "2 baris" in each for each in said)
    assert any("Kegiatan 03.01.90" in each for each in said)


def test_an_old_code_is_said_with_both_meanings_and_not_translated() -> None:
    read = _items(item(account="5.1.2.02", Uraian="Kertas HVS"))
    assert _only(read).account_code == "5.1.2.02"
    assert _only(read).marks == ("old_code_113_2014",)
    (problem,) = _problems(read, "old_code_113_2014")
    assert problem.severity == "warning"
    for part in ("5.1.2.02", "113/2014", "Alat Tulis Kantor", "Tunjangan Perangkat Desa"):
        assert part in problem.sentence


@pytest.mark.parametrize(
    "names",
    [
        {"Ref_Version": [{"Versi": "V1.2 R1.0.0."}]},
        {"Ref_Rek3": [{"Jenis": "5.1.2.", "Nama_Jenis": "Belanja Barang dan Jasa"}]},
    ],
)
def test_a_file_of_the_old_scheme_marks_all_its_accounts(names: dict[str, list[Row]]) -> None:
    read = _items(item("01.01.02", "5.1.2.01"), **names)
    assert _only(read).marks == ("old_code_113_2014",)


def test_old_two_level_activities_are_read_and_said() -> None:
    read = _items(item("02.02", "5.1.3.27"), Ta_Kegiatan=[activity("02.02")])
    (found,) = read.activities
    assert (found.code, found.bidang, found.sub_bidang) == ("02.02", "02", "")
    assert found.marks == ("old_code_113_2014",)
    assert _only(read).account_name == "Jalan Desa"


@pytest.mark.parametrize(
    ("written", "known", "mark"),
    [
        ("DD", [], "unknown_fund"),
        ("DDS, Lainnya", [], "unknown_fund"),
        ("SLP", [{"Kode": "slp", "Nama_Sumber": "SiLPA"}], "extension_fund"),
    ],
)
def test_strange_funds_are_kept_and_marked(written: str, known: list[Row], mark: str) -> None:
    read = _items(item(SumberDana=written), Ref_Sumber=known)
    assert _only(read).marks == (mark,)
    assert len(_problems(read, mark)) == 1


def test_a_missing_fund_is_told() -> None:
    read = _items(item(SumberDana=""), Ta_Kegiatan=[activity(Sumberdana="DDS, ADD")])
    assert (_only(read).fund_sources, _only(read).marks) == ((), ("no_fund",))


def test_accounts_have_the_files_name_before_the_official_one() -> None:
    named = {"Belanja": "Belanja Bahan"}
    assert (
        _only(_items(item(), Ta_Anggaran=[posted_total(**named)])).account_name == "Belanja Bahan"
    )
    assert _only(_items(item())).account_name == "Belanja Modal Bahan Baku"
    assert _only(_read(Ta_RAB=[total(account="5.2.5.99")])).description == "Rekening 5.2.5.99"


# --- keys ---


def test_a_later_export_has_the_same_keys_for_the_same_lines() -> None:
    first = _items(item(), item(No_Urut="02", Uraian="Pasir"), item(No_Urut="", Uraian="Batu"))
    later = _items(
        item(No_Urut="2", Uraian="Pasir ayak", HrgSatuan=1, Anggaran=100),
        item(No_Urut="", Uraian=" BATU. "),
        item(No_Urut="03", Uraian="Baru"),
        item(AnggaranStlhPAK=7_000_000),
    )
    before, after = ({line.key for line in read.lines} for read in (first, later))
    assert before < after
    assert len(after - before) == 1


def test_rows_with_the_same_number_get_keys_of_their_own_in_any_order() -> None:
    rows = [item(Uraian="Semen"), item(Uraian="Pasir"), item(Uraian="Pasir", Anggaran=1)]
    one, other = _items(*rows), _items(*reversed(rows))
    assert len({line.key for line in one.lines}) == 3
    assert {line.key for line in one.lines} == {line.key for line in other.lines}


def test_long_texts_are_cut_and_their_keys_stay_apart() -> None:
    rows = [item(No_Urut="", Uraian="panjang " * 60 + end) for end in ("a", "b")]
    read = _items(*rows)
    assert all(len(line.description) <= 300 and len(line.key) <= 250 for line in read.lines)
    assert len({line.key for line in read.lines}) == 2


# --- nothing to import ---


def test_empty_tables_of_an_old_version_are_said_with_the_version() -> None:
    read = _read(
        Ref_Version=[{"Versi": "V1.2 R1.0.0."}],
        Ref_Desa=[],
        Ta_Kegiatan=[],
        Ta_RAB=[],
        Ta_RABRinci=[],
        Ta_Anggaran=[],
    )
    assert not read.holds_lines
    assert (read.kd_desa, read.villages, read.version) == ("", (), "V1.2 R1.0.0.")
    (problem,) = _problems(read, "no_lines")
    assert problem.severity == "error"
    assert "V1.2 R1.0.0." in problem.sentence
    assert "ketik anggarannya" in problem.sentence


def test_a_file_whose_lines_are_all_unreadable_says_so() -> None:
    read = _items(item(Anggaran="?"))
    assert not read.holds_lines
    assert "tidak terbaca" in _problems(read, "no_lines")[0].sentence


def test_a_file_without_version_says_so() -> None:
    read = _items(item(), Ref_Version=[])
    assert read.version == ""
    assert _problems(read, "no_version")


def test_problems_begin_with_what_was_left_out() -> None:
    read = _items(item(Anggaran=1), item(No_Urut="02", Anggaran="?"), item(account="5.2.5.08"))
    assert [problem.severity for problem in read.problems] == ["error", "warning", "info"]
