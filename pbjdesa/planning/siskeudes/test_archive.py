"""Zips that are not what they seem: each gets a sentence, none a crash."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.siskeudes import archive as archives
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.planning.siskeudes.tables import WANTED
from pbjdesa.planning.siskeudes.test_support import YEAR, answered, export, item, tables, zipped


def _refusal(source: io.BytesIO | Path) -> str:
    with pytest.raises(Refused) as refused:
        read_export(source, year=YEAR)
    return " ".join(refused.value.reasons)


@pytest.mark.parametrize("content", [b"", b"Tahun,Kd_Desa\n2026,04.2005.\n", b"PK\x03\x04rusak"])
def test_what_is_no_zip_is_told_how_to_become_one(content: bytes) -> None:
    assert "bukan zip" in _refusal(io.BytesIO(content))


def test_an_access_database_is_recognised() -> None:
    assert "Access" in _refusal(io.BytesIO(b"\x00\x01\x00\x00Standard Jet DB\x00" + b"\x00" * 200))


def test_a_zip_with_the_database_instead_of_tables_says_so() -> None:
    assert "Access" in _refusal(zipped({"DataDesa": b"x"}, name=lambda table: f"{table}.mde"))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert "tidak ditemukan" in _refusal(tmp_path / "tidak-ada.zip")
    assert "bukan zip" in _refusal(tmp_path)


def test_a_path_reads_like_an_upload(tmp_path: Path) -> None:
    path = tmp_path / "ekspor.zip"
    path.write_bytes(export(Ta_RABRinci=[item()]).read())
    assert read_export(path, year=YEAR) == read_export(export(Ta_RABRinci=[item()]), year=YEAR)


def test_a_table_behind_a_password_is_told() -> None:
    raw = bytearray(export(Ta_RABRinci=[item()]).read())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := raw.find(signature, start)) >= 0:
            raw[start + flags] |= 1
            start += 4
    assert "kata sandi" in _refusal(io.BytesIO(bytes(raw)))


def test_a_damaged_table_is_named() -> None:
    raw = bytearray(zipped(tables(Ta_RABRinci=[item()]), method=zipfile.ZIP_STORED).read())
    raw[raw.index(b"Semen")] = ord("X")
    assert "Ta_RABRinci.csv di dalam zip rusak" in _refusal(io.BytesIO(bytes(raw)))


def test_a_bomb_is_not_unpacked() -> None:
    files = tables(Ta_RABRinci=[item()])
    bomb = zipped({**files, "Ta_RAB": b"0" * 40_000_000})
    assert "Ta_RAB.csv terlalu besar" in _refusal(bomb)


def test_a_table_that_is_never_opened_may_be_anything() -> None:
    files: dict[str, str | bytes] = {**tables(Ta_RABRinci=[item()])}
    files["Ta_Pemda"] = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400
    files["Ta_Perangkat"] = b"0" * 40_000_000
    assert read_export(zipped(files), year=YEAR).total == 6_550_000


def test_tables_with_personal_data_are_not_among_those_opened() -> None:
    personal = {"Ta_Perangkat", "Ta_Desa", "Ta_Pemda", "Ta_UserID", "Ta_SPP", "Ta_SPPBukti"}
    assert not personal & set(WANTED)


def test_too_many_files_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    assert "terlalu banyak berkas" in _refusal(export(Ta_RABRinci=[item()]))


def test_all_tables_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_BYTES", 300)
    assert "terlalu besar" in _refusal(export(Ta_RABRinci=[item()]))


@pytest.mark.parametrize(
    "name",
    [
        lambda table: f"Ekspor 2026/CSV/{table}.csv",
        lambda table: f"{table.upper()}.CSV",
        lambda table: f"Ekspor\\{table.lower()}.csv",
        lambda table: f"../../{table}.csv",
    ],
)
def test_tables_are_found_in_any_folder_and_case(name: object) -> None:
    files = tables(Ta_RABRinci=[item()])
    assert callable(name)
    assert read_export(zipped(files, name=name), year=YEAR).total == 6_550_000


def test_shadow_files_of_a_mac_are_passed_over() -> None:
    files: dict[str, str | bytes] = {
        f"{t}.csv": text for t, text in tables(Ta_RABRinci=[item()]).items()
    }
    files["__MACOSX/Ta_RABRinci.csv"] = b"\x00\x05\x16\x07"
    assert read_export(zipped(files, name=str), year=YEAR).total == 6_550_000


def test_the_same_table_twice_is_asked_back() -> None:
    files: dict[str, str | bytes] = {
        f"2026/{t}.csv": text for t, text in tables(Ta_RABRinci=[item()]).items()
    }
    files["2025/Ta_RABRinci.csv"] = b""
    assert "Ta_RABRinci.csv ada dua kali" in _refusal(zipped(files, name=str))


@given(st.binary(max_size=400))
def test_any_bytes_are_refused_or_read(content: bytes) -> None:
    for raw in (content, b"PK\x03\x04" + content, content + b"PK\x05\x06" + b"\x00" * 18):
        assert answered(io.BytesIO(raw))


_WHOLE = export(Ta_RABRinci=[item(), item(No_Urut="02")]).getvalue()


@given(st.lists(st.tuples(st.integers(0, len(_WHOLE) - 1), st.integers(0, 255)), max_size=12))
def test_a_zip_with_flipped_bytes_is_refused_or_read(flips: list[tuple[int, int]]) -> None:
    raw = bytearray(_WHOLE)
    for place, byte in flips:
        raw[place] = byte
    assert answered(io.BytesIO(bytes(raw)))


@given(st.integers(0, len(_WHOLE) - 1))
def test_a_zip_cut_off_anywhere_is_refused(size: int) -> None:
    with pytest.raises(Refused):
        read_export(io.BytesIO(_WHOLE[:size]), year=YEAR)
