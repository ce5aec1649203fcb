"""CSV files as villages really have them: delimiters, quotes, encodings, broken lines."""

import csv
import io
import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning.siskeudes.model import BudgetExport, Problem
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.planning.siskeudes.test_support import (
    COLUMNS,
    DESA,
    YEAR,
    Row,
    activity,
    answered,
    csv_text,
    item,
    posted_total,
    tables,
    total,
    zipped,
)

ITEM_COLUMNS = COLUMNS["Ta_RABRinci"].split(",")
ROWS: dict[str, list[Row]] = {
    "Ta_Kegiatan": [activity(), activity("02.03.11", Nama_Kegiatan="Jalan Gang, RT 01")],
    "Ta_RABRinci": [
        item(),
        item(
            No_Urut="02", Uraian="Pasir, ayak", JmlSatuan="2.5", HrgSatuan=200_000, Anggaran=500_000
        ),
        item("02.03.11", "5.3.5.02", Uraian='Besi 10"', SumberDana="DDS, ADD"),
    ],
    "Ta_RAB": [total(), total("02.03.11", "5.3.5.04", Anggaran=300_000)],
    "Ta_Anggaran": [posted_total(2, Anggaran=7_050_000)],
}
CLEAN = tables(**ROWS)


def _read(files: dict[str, str], encoding: str = "utf-8") -> BudgetExport:
    return read_export(zipped(files, encoding=encoding), year=YEAR)


def _with_items(text: str | bytes) -> BudgetExport:
    return read_export(zipped({**tables(), "Ta_RABRinci": text}), year=YEAR)


def _item_lines(*rows: Row) -> list[str]:
    return csv_text(rows, ITEM_COLUMNS).splitlines()


def _errors(read: BudgetExport) -> list[Problem]:
    return [problem for problem in read.problems if problem.severity == "error"]


def _dressed(**how: object) -> dict[str, str]:
    texts = tables()
    for name, rows in ROWS.items():
        texts[name] = csv_text(rows, COLUMNS[name].split(","), **how)  # type: ignore[arg-type]
    return texts


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_delimiter_quotes_and_line_ends_do_not_matter(
    delimiter: str, quoting: int, eol: str
) -> None:
    assert _read(_dressed(delimiter=delimiter, quoting=quoting, eol=eol)) == _read(CLEAN)


@pytest.mark.parametrize(
    "header", [str.upper, str.lower, lambda name: f" {name.replace('_', ' ')} "]
)
def test_column_names_are_read_in_any_case(header: Callable[[str], str]) -> None:
    assert _read(_dressed(header=header)) == _read(CLEAN)


@given(st.randoms(use_true_random=False))
def test_order_and_case_of_columns_do_not_matter(rng: random.Random) -> None:
    texts = dict(CLEAN)
    for name, rows in ROWS.items():
        columns = [*COLUMNS[name].split(","), "Kolom_Baru", "Catatan"]
        rng.shuffle(columns)
        case = rng.choice([str.upper, str.lower, str.title])
        texts[name] = csv_text(rows, columns, header=case)
    assert _read(texts) == _read(CLEAN)


@given(st.randoms(use_true_random=False))
def test_order_of_rows_changes_no_line_but_where_it_stood(rng: random.Random) -> None:
    def content(read: BudgetExport) -> list[tuple[object, ...]]:
        return [(line.key, line.amount, line.description, line.marks) for line in read.lines]

    shuffled = {name: rng.sample(rows, len(rows)) for name, rows in ROWS.items()}
    assert content(_read(tables(**shuffled))) == content(_read(CLEAN))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16"])
def test_encodings_of_windows_and_linux_are_read(encoding: str) -> None:
    texts = tables(Ta_RABRinci=[item(Uraian="Café Pak Dé ½ m²")])
    assert _read(texts, encoding).lines[0].description == "Café Pak Dé ½ m²"


def test_one_windows_byte_in_a_utf8_file_costs_nothing() -> None:
    lines = _item_lines(item(Uraian="Pasir ½ truk"), item(No_Urut="02", Uraian="Batu XX m"))
    raw = "\n".join(lines).encode().replace(b"XX", b"\xbd")
    assert [line.description for line in _with_items(raw).lines] == ["Pasir ½ truk", "Batu ½ m"]


def test_bytes_that_no_encoding_knows_and_nul_do_no_harm() -> None:
    raw = "\n".join(_item_lines(item(Uraian="Pasir XX"))).encode().replace(b"XX", b"\x81\x00\x9d")
    assert "\x00" not in _with_items(raw).lines[0].description


def test_quoted_line_breaks_stay_one_row_and_later_lines_keep_their_number() -> None:
    text = csv_text(
        [item(Uraian="Semen\n50 kg\ntiga roda"), item(No_Urut="02", Anggaran="abc")], ITEM_COLUMNS
    )
    read = _with_items(text)
    assert read.lines[0].description == "Semen 50 kg tiga roda"
    assert [problem.line for problem in _errors(read)] == [5]


def test_blank_lines_and_empty_rows_are_passed_over() -> None:
    head, row = _item_lines(item())
    read = _with_items("\n\n" + head + "\n\n" + row + "\n" + "," * 16 + "\n   \n")
    assert read.total == 6_550_000
    assert not _errors(read)


def test_excel_names_its_delimiter_in_a_first_line() -> None:
    text = "sep=;\n" + csv_text([item()], ITEM_COLUMNS, delimiter=";")
    assert _with_items(text).total == 6_550_000


def test_a_delimiter_at_the_end_of_each_line_is_no_column() -> None:
    head, row = _item_lines(item())
    assert _with_items(f"{head}\n{row},,\n").total == 6_550_000


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("2026,04.2005.,04.2005.02.03.10.,5.3.5.03.", "kurang kolom"),
        (
            ",".join(["2026", DESA, f"{DESA}02.03.10.", "5.3.5.03.", *"abcdefghijklmno"]),
            "kelebihan kolom",
        ),
        ('2026,04.2005.,"04.2005.02.03.10.,5.3.5.03.', "tidak ditutup"),
        ("x" * 70_000, "tidak ditutup"),
        ("@@@@", "kurang kolom"),
    ],
)
def test_a_broken_line_is_listed_with_its_number_and_the_others_are_read(
    broken: str, why: str
) -> None:
    head, first, second = _item_lines(item(), item(No_Urut="02", Uraian="Pasir"))
    read = _with_items("\n".join([head, first, broken, second]) + "\n")
    assert [line.description for line in read.lines] == ["Semen 50 kg", "Pasir"]
    (problem,) = _errors(read)
    assert (problem.file, problem.line) == ("Ta_RABRinci.csv", 3)
    assert why in problem.sentence


def test_an_unclosed_quote_costs_one_line_even_where_all_cells_are_quoted() -> None:
    rows = [item(No_Urut=f"{n:02}", Uraian=f"Barang {n}") for n in range(1, 60)]
    lines = csv_text(rows, ITEM_COLUMNS, quoting=csv.QUOTE_ALL).splitlines()
    lines[5] = lines[5].replace('"Barang 5"', '"Barang 5')
    read = _with_items("\n".join(lines))
    assert len(read.lines) == 58
    assert [problem.line for problem in _errors(read)] == [6]


def test_an_inch_mark_in_an_unquoted_text_is_only_a_character() -> None:
    head, row = _item_lines(item(Uraian="Pipa INCI"))
    row = row.replace("INCI", '4"')
    assert _with_items(f"{head}\n{row}\n").lines[0].description == 'Pipa 4"'


def test_the_same_row_twice_counts_once_and_is_told() -> None:
    head, row = _item_lines(item())
    read = _with_items(f"{head}\n{row}\n{row}\n")
    assert read.total == 6_550_000
    (problem,) = [each for each in read.problems if each.code == "duplicate_row"]
    assert (problem.severity, problem.line) == ("warning", 3)
    assert "baris 2" in problem.sentence


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("Ta_RABRinci", "Kd_Rincian"),
        ("Ta_RABRinci", "Anggaran"),
        ("Ta_RABRinci", "AnggaranStlhPAK"),
        ("Ta_RABRinci", "SumberDana"),
        ("Ta_Kegiatan", "Kd_Keg"),
        ("Ta_Kegiatan", "Pagu"),
        ("Ta_Anggaran", "KdPosting"),
        ("Ta_RAB", "Tahun"),
    ],
)
def test_a_missing_column_is_named_with_its_file(table: str, column: str) -> None:
    columns = [name for name in COLUMNS[table].split(",") if name != column]
    with pytest.raises(Refused) as refused:
        _read({**CLEAN, table: csv_text(ROWS[table], columns)})
    assert f"Kolom {column} tidak ada di {table}.csv." in refused.value.reasons


@pytest.mark.parametrize("column", ["JmlSatuanPAK", "Kode_SBU", "No_Urut", "Kd_SubRinci"])
def test_columns_that_older_versions_lack_are_not_needed(column: str) -> None:
    columns = [name for name in ITEM_COLUMNS if name != column]
    assert _with_items(csv_text([item()], columns)).total == 6_550_000


def test_a_table_of_names_without_its_columns_is_left_out() -> None:
    read = _read({**CLEAN, "Ref_Rek4": "A,B\n1,2\n", "Ta_RABSub": "A,B\n1,2\n"})
    assert [p.file for p in read.problems if p.code == "columns_missing"] == [
        "Ref_Rek4.csv",
        "Ta_RABSub.csv",
    ]
    assert read.lines == _read(CLEAN).lines


def test_without_the_activities_there_is_no_import() -> None:
    with pytest.raises(Refused) as refused:
        _read({name: text for name, text in CLEAN.items() if name != "Ta_Kegiatan"})
    assert "Ta_Kegiatan.csv" in refused.value.reasons[0]


def test_without_any_table_of_lines_there_is_no_import() -> None:
    with pytest.raises(Refused) as refused:
        _read(tables())
    assert "Ta_RABRinci.csv" in refused.value.reasons[0]


def test_a_file_of_zero_bytes_is_told_and_not_used() -> None:
    read = _read({**CLEAN, "Ta_Anggaran": ""})
    assert [p.file for p in read.problems if p.code == "empty_file"] == ["Ta_Anggaran.csv"]
    assert read.posting is None


@given(st.binary(max_size=600), st.booleans())
def test_any_bytes_as_a_table_are_refused_or_read(content: bytes, headed: bool) -> None:
    head = (COLUMNS["Ta_RABRinci"] + "\n").encode() if headed else b""
    assert answered(zipped({**tables(), "Ta_RABRinci": head + content}))


_CELL = st.one_of(
    st.sampled_from(
        ["2026", "2025", DESA, f"{DESA}02.03.10.", "5.3.5.03.", "DDS", "1.500", '"', "", "-5"]
    ),
    st.text(max_size=12),
)


@given(st.lists(st.lists(_CELL, min_size=15, max_size=19), max_size=6))
def test_any_rows_are_read_or_listed(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([ITEM_COLUMNS, *rows])
    read = _with_items(out.getvalue().encode("utf-8", "replace"))
    assert read.to_json()["total"] == sum(line.amount for line in read.lines)
