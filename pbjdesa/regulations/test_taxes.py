"""Reading tax tables: which one holds when, and what is said about slips."""

import shutil
from datetime import date

import pytest

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.sources import DATA
from pbjdesa.regulations.taxes import load_tax_tables, table_on

TABLES = load_tax_tables()
HEAD = """
[table]
title = "Pajak baru"
inherits = "pajak/2026_04_22"
in_force_from = { value = 2027-01-01, article = "", mark = "C" }
"""


@pytest.fixture
def root(tmp_path):
    shutil.copytree(DATA / "pajak", tmp_path / "pajak")
    return tmp_path


def load(root, text):
    (root / "pajak" / "2027.toml").write_text(text, encoding="utf-8")
    return load_tax_tables(root)


def reasons(root, text):
    with pytest.raises(Refused) as refusal:
        load(root, text)
    return refusal.value.reasons


def test_the_table_of_a_day_is_the_last_one_that_started():
    assert table_on(TABLES, date(2025, 1, 1)).key == "pajak/2025"
    assert table_on(TABLES, date(2026, 4, 21)).key == "pajak/2025"
    assert table_on(TABLES, date(2026, 4, 22)).key == "pajak/2026_04_22"
    assert table_on(TABLES, date(2040, 1, 1)).key == "pajak/2026_04_22"


def test_before_the_first_table_the_day_is_asked_back():
    with pytest.raises(Refused, match="Belum ada tabel pajak untuk 31 Desember 2024"):
        table_on(TABLES, date(2024, 12, 31))


def test_who_may_use_the_final_tax_changed_in_april_2026():
    before, after = (
        {row.entity for row in table.umkm.entities} for table in (TABLES[0], TABLES[1])
    )
    assert after == {"individual", "pt_perorangan", "cooperative"}
    assert {"cv", "firma", "pt"} <= before - after


def test_the_effective_rate_is_exact():
    assert str(TABLES[1].ppn.effective) == "11/100"


def test_a_new_law_is_one_small_file(root):
    text = HEAD + '[ppn]\nrate = { value = "13%", article = "Pasal 7", law = "UU X", mark = "A" }'
    newest = load(root, text)[-1]
    assert newest.ppn.rate.citation == "UU X Pasal 7"
    assert newest.ppn.base_share == TABLES[1].ppn.base_share
    assert [file.key for file in newest.files] == [
        "pajak/2027",
        "pajak/2026_04_22",
        "pajak/2025",
    ]


def rate(*rows):
    return "".join(f'[[income.pph22.rates]]\n{row}\narticle = ""\nmark = "C"\n' for row in rows)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[ppn]\nrate = { value = 0.12, article = "", mark = "C" }',
            "ppn.rate.value harus teks berisi persen atau pecahan, contoh “1,5%” atau “11/12”.",
        ),
        (
            '[ppn]\nrate = { value = "1/0", article = "", mark = "C" }',
            "ppn.rate.value harus teks berisi persen",
        ),
        (
            '[ppn]\nrate = { value = "120%", article = "", mark = "C" }',
            "ppn.rate: tarif harus dari 0% sampai di bawah 100%.",
        ),
        (
            '[ppn]\nbase_share = { value = "0", article = "", mark = "C" }',
            "ppn.base_share: isi pecahan di atas 0 sampai 1",
        ),
        (
            '[rounding]\nunit = { value = 0, article = "", mark = "C" }',
            "rounding.unit: isi satu rupiah atau lebih.",
        ),
        (
            '[income.pph22]\nkinds = { value = ["goods", "services"], article = "", mark = "C" }',
            "income: objek services harus ada di tepat satu pajak, sekarang 2.",
        ),
        (
            '[income.pph22]\nkinds = { value = [], article = "", mark = "C" }',
            "income: objek goods harus ada di tepat satu pajak, sekarang 0.",
        ),
        (
            '[income.pph22]\nno_npwp_factor = { value = "1/2", article = "", mark = "C" }',
            "income.pph22.no_npwp_factor: isi angka 1 atau lebih.",
        ),
        (
            '[income.pph22]\nthreshold = { value = -1, article = "", mark = "C" }',
            "income.pph22.threshold: angka ini tidak boleh kurang dari nol.",
        ),
        (
            '[days]\npay_day = { value = 31, article = "", mark = "C" }',
            "days.pay_day: isi tanggal 1 sampai 28.",
        ),
        ("[income.pph22]\nrates = []", "income.pph22.rates: baris terakhir harus tanpa"),
        (rate('rate = "-1%"'), "income.pph22.rates: tarif harus dari 0%"),
        (rate('rate = "1%"\ndaily_up_to = 5'), "income.pph22.rates: baris terakhir harus tanpa"),
        (
            rate('rate = "1%"\ndaily_up_to = 9', 'rate = "1%"\ndaily_up_to = 5', 'rate = "2%"'),
            "income.pph22.rates: urutkan daily_up_to dari kecil ke besar.",
        ),
        (
            rate('rate = "1%"\nqualification = "kecil"'),
            "income.pph22.rates: tulis satu tarif untuk tiap kualifikasi.",
        ),
        (
            '[ppn]\nrate = { value = "11%", article = "", mark = "C", confirmed_by = "Ani" }',
            "ppn.rate: isi confirmed_by dan confirmed_on bersama",
        ),
        ("[pph]\n", "pph tidak dikenal."),
    ],
)
def test_a_slip_is_said_with_file_and_key(root, text, sentence):
    said = reasons(root, HEAD + text)
    assert any(one.startswith(f"pajak/2027.toml: kunci {sentence}") for one in said), said


def test_two_tables_that_start_on_one_day_are_refused(root):
    said = reasons(root, HEAD.replace("2027-01-01", "2026-04-22"))
    assert len(said) == 1
    assert said[0] == "pajak/2027.toml: mulai berlaku sama dengan pajak/2026_04_22."
