"""Codes, our own lists of the annex, and old codes that are said but never translated."""

import pytest

from pbjdesa.planning.siskeudes.codes import (
    account_code,
    account_marks,
    activity_code,
    activity_marks,
    fund_codes,
    fund_sources,
    official_accounts,
    official_activities,
    old_accounts,
    village_code,
)


def test_the_annex_is_complete_and_every_code_has_its_parents() -> None:
    activities, accounts = official_activities(), official_accounts()
    by_depth = [sum(code.count(".") == depth for code in activities) for depth in (0, 1, 2)]
    assert by_depth == [5, 27, 176]
    assert len(accounts) == 204
    for codes in (activities, accounts):
        for code in codes:
            assert "." not in code or code.rsplit(".", 1)[0] in codes
            assert codes[code]
    assert activities["02.03.10"].name.endswith("Pengerasan Jalan Desa")
    assert accounts["5.2.1.01"] == "Belanja Perlengkapan Alat Tulis Kantor dan Benda Pos"
    assert not any("*" in each.name for each in activities.values())


def test_the_eight_fund_sources_stand_in_their_order() -> None:
    assert list(fund_sources()) == ["PAD", "ADD", "DDS", "PBH", "PBK", "PBP", "SWD", "DLL"]
    assert [fund.order for fund in fund_sources().values()] == list(range(1, 9))


@pytest.mark.parametrize("text", ["04.2005.", "04.2005", "4.2005", " 04.2005. "])
def test_a_village_code_is_the_same_however_it_is_written(text: str) -> None:
    assert village_code(text) == "04.2005"


@pytest.mark.parametrize(
    ("kd_keg", "code"),
    [
        ("04.2005.02.03.10.", "02.03.10"),
        ("04.2005.02.03.10", "02.03.10"),
        ("4.2005.2.3.10", "02.03.10"),
        ("02.03.10.", "02.03.10"),
        ("04.2005.00.00.", "00.00"),
        ("04.2005.02.01.", "02.01"),
        ("04.2006.02.03.10.", ""),
        ("04.2005.", ""),
        ("", ""),
        ("jalan", ""),
    ],
)
def test_the_activity_stands_behind_the_village_in_kd_keg(kd_keg: str, code: str) -> None:
    assert activity_code(kd_keg, "04.2005") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5.3.5.03.", "5.3.5.03"),
        ("5.3.5.3", "5.3.5.03"),
        ("5.2.5", "5.2.5"),
        ("", ""),
        ("5.2.x.01", ""),
        ("5..2", ""),
    ],
)
def test_accounts_lose_their_last_dot(text: str, code: str) -> None:
    assert account_code(text) == code


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ADD, PBH", ("ADD", "PBH")),
        ("add;pbh", ("ADD", "PBH")),
        ("ADD/PBH", ("ADD", "PBH")),
        ("ADD dan PBH", ("ADD", "PBH")),
        ("ADD PBH", ("ADD", "PBH")),
        ("DDS, DDS", ("DDS",)),
        ("Dana Desa", ("DANA DESA",)),
        ("", ()),
    ],
)
def test_a_cell_may_name_several_funds(text: str, codes: tuple[str, ...]) -> None:
    assert fund_codes(text) == codes


def _marks(
    account: str, activity: str, named: str = "", description: str = "", *, old: bool = False
) -> tuple[str, ...]:
    return account_marks(account, activity, named=named, description=description, old_scheme=old)


@pytest.mark.parametrize(
    "account", ["5.2.2.90", "5.1.1.99", "5.2.5.99", "5.2.5.08", "5.3.4.05", "5.2.1.01.03"]
)
def test_local_accounts_and_those_outside_the_annex_are_extension_codes(account: str) -> None:
    assert _marks(account, "01.01.01") == ("extension_code",)


@pytest.mark.parametrize("account", ["5.2.1.01", "5.3.5.03", "5.4.1.01"])
def test_accounts_of_the_annex_carry_no_mark(account: str) -> None:
    assert _marks(account, "02.03.10") == ()


def test_an_account_without_its_fourth_number_is_incomplete() -> None:
    assert _marks("5.2.5", "02.03.10") == ("incomplete_code",)


@pytest.mark.parametrize(
    ("account", "activity", "named", "description"),
    [
        ("5.1.2.02", "02.03.10", "", "Kertas HVS"),
        ("5.1.2.02", "01.01.04", "", "Belanja rapat"),
        ("5.1.2.02", "01.01.02", "", "Alat tulis kantor"),
        ("5.1.2.02", "01.01.02", "Belanja Alat Tulis Kantor", "Lain"),
        ("5.1.2.06", "01.01.04", "", "Fotokopi"),
        ("5.1.3.27", "02.02", "", "Semen"),
        ("5.1.3.28", "02.03.13", "Belanja Modal Pengadaan Jembatan Desa", ""),
    ],
)
def test_old_accounts_are_recognised_by_place_name_or_words(
    account: str, activity: str, named: str, description: str
) -> None:
    assert _marks(account, activity, named, description) == ("old_code_113_2014",)


@pytest.mark.parametrize(
    ("account", "activity", "named"),
    [
        ("5.1.1.02", "01.01.01", "Tunjangan Kepala Desa"),
        ("5.1.2.02", "01.01.02", "Tunjangan Perangkat Desa"),
        ("5.1.2.02", "01.01.02", ""),
        ("5.1.3.04", "01.01.06", "Jaminan Ketenagakerjaan Perangkat Desa"),
        ("5.1.4.01", "01.01.05", "Tunjangan Kedudukan BPD"),
        ("5.2.1.01", "02.03.10", ""),
    ],
)
def test_todays_belanja_pegawai_is_not_taken_for_old(
    account: str, activity: str, named: str
) -> None:
    assert _marks(account, activity, named, "Tunjangan bulanan") == ()


def test_in_a_file_of_the_old_scheme_every_5_1_is_old() -> None:
    assert _marks("5.1.1.01", "01.01.01", old=True) == ("old_code_113_2014",)
    assert _marks("5.2.1.01", "01.01.04", old=True) == ()


def test_a_local_account_that_the_file_names_itself_is_not_called_old() -> None:
    assert _marks("5.1.2.03", "01.01.02", "Tunjangan Hari Raya Perangkat") == ("extension_code",)


def test_old_accounts_have_names_to_say() -> None:
    assert old_accounts()["5.1.2.02"].name == "Alat Tulis Kantor"
    assert len(old_accounts()) == 77


@pytest.mark.parametrize(
    ("code", "marks"),
    [
        ("02.03.10", ()),
        ("03.01.90", ("extension_code",)),
        ("01.01.08", ("extension_code",)),
        ("02.09.01", ("extension_code",)),
        ("02.01", ("old_code_113_2014",)),
    ],
)
def test_activity_codes_are_marked(code: str, marks: tuple[str, ...]) -> None:
    assert activity_marks(code) == marks
