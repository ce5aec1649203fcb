"""Marks of strange codes and funds, names, and keys that last from import to import."""

import pytest

from pbjdesa.planning.siskeudes.test_support import (
    Row,
    activity,
    item,
    only_line,
    posted_total,
    problems_of,
    read_items,
    read_tables,
    total,
)


def test_revenue_and_financing_are_counted_and_not_read() -> None:
    read = read_items(
        item(),
        Ta_RAB=[
            total(),
            total("00.00", "4.2.1.01", Anggaran=900_000_000),
            total("00.00", "6.1.1.01", Anggaran=2_500_000),
            total("00.00", "7.1.1.01", Anggaran=1),
        ],
    )
    assert len(read.lines) == 1
    said = [problem.sentence for problem in problems_of(read, "not_expenditure")]
    assert said == [
        "1 baris pendapatan (Rp900.000.000) tidak dibaca, karena bukan belanja.",
        "1 baris pembiayaan (Rp2.500.000) tidak dibaca, karena bukan belanja.",
        "1 baris non-belanja lain (Rp1) tidak dibaca, karena bukan belanja.",
    ]


def test_local_codes_are_accepted_marked_and_told_once() -> None:
    read = read_items(
        item(account="5.2.5.08"),
        item(account="5.2.5.08", No_Urut="02"),
        item("03.01.90", "5.2.2.90"),
    )
    assert {line.account_code: line.marks for line in read.lines} == {
        "5.2.5.08": ("extension_code",),
        "5.2.2.90": ("extension_code",),
    }
    said = [problem.sentence for problem in problems_of(read, "extension_code")]
    assert [p.severity for p in problems_of(read, "extension_code")] == ["info"] * 3
    assert any("5.2.5.08" in each and "2 baris" in each for each in said)
    assert any("Kegiatan 03.01.90" in each for each in said)


def test_an_old_code_is_said_with_both_meanings_and_not_translated() -> None:
    read = read_items(item(account="5.1.2.02", Uraian="Kertas HVS"))
    assert only_line(read).account_code == "5.1.2.02"
    assert only_line(read).marks == ("old_code_113_2014",)
    (problem,) = problems_of(read, "old_code_113_2014")
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
    read = read_items(item("01.01.02", "5.1.2.01"), **names)
    assert only_line(read).marks == ("old_code_113_2014",)


def test_old_two_level_activities_are_read_and_said() -> None:
    read = read_items(item("02.02", "5.1.3.27"), Ta_Kegiatan=[activity("02.02")])
    (found,) = read.activities
    assert (found.code, found.bidang, found.sub_bidang) == ("02.02", "02", "")
    assert found.marks == ("old_code_113_2014",)
    assert only_line(read).account_name == "Jalan Desa"


@pytest.mark.parametrize(
    ("written", "known", "mark"),
    [
        ("DD", [], "unknown_fund"),
        ("DDS, Lainnya", [], "unknown_fund"),
        ("SLP", [{"Kode": "slp", "Nama_Sumber": "SiLPA"}], "extension_fund"),
    ],
)
def test_strange_funds_are_kept_and_marked(written: str, known: list[Row], mark: str) -> None:
    read = read_items(item(SumberDana=written), Ref_Sumber=known)
    assert only_line(read).marks == (mark,)
    assert len(problems_of(read, mark)) == 1


def test_a_missing_fund_is_told() -> None:
    read = read_items(item(SumberDana=""), Ta_Kegiatan=[activity(Sumberdana="DDS, ADD")])
    assert (only_line(read).fund_sources, only_line(read).marks) == ((), ("no_fund",))


def test_accounts_have_the_files_name_before_the_official_one() -> None:
    named = {"Belanja": "Belanja Bahan"}
    assert (
        only_line(read_items(item(), Ta_Anggaran=[posted_total(**named)])).account_name
        == "Belanja Bahan"
    )
    assert only_line(read_items(item())).account_name == "Belanja Modal Bahan Baku"
    assert (
        only_line(read_tables(Ta_RAB=[total(account="5.2.5.99")])).description
        == "Rekening 5.2.5.99"
    )


# --- keys ---


def test_a_later_export_has_the_same_keys_for_the_same_lines() -> None:
    first = read_items(item(), item(No_Urut="02", Uraian="Pasir"), item(No_Urut="", Uraian="Batu"))
    later = read_items(
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
    one, other = read_items(*rows), read_items(*reversed(rows))
    assert len({line.key for line in one.lines}) == 3
    assert {line.key for line in one.lines} == {line.key for line in other.lines}


def test_long_texts_are_cut_and_their_keys_stay_apart() -> None:
    rows = [item(No_Urut="", Uraian="panjang " * 60 + end) for end in ("a", "b")]
    read = read_items(*rows)
    assert all(len(line.description) <= 300 and len(line.key) <= 250 for line in read.lines)
    assert len({line.key for line in read.lines}) == 2
