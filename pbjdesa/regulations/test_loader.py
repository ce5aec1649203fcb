"""Reading a regulation file: what it may say, what is said back, what is inherited and pinned."""

import shutil

import pytest

from pbjdesa.kernel.errors import Refused
from pbjdesa.regulations.loader import load_ruleset, load_rulesets
from pbjdesa.regulations.rules import method_for
from pbjdesa.regulations.sources import DATA

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
NATIONAL = "nasional/lkpp_12_2019"
HEAD = """
[instrument]
title = "Peraturan Bupati Contoh"
cite_as = "Perbup Contoh 1/2024"
number = 1
year = 2024
kabupaten = "99.01"
inherits = "nasional/lkpp_12_2019"
in_force_from = { value = 2024-01-01, article = "Pasal 30", mark = "A" }
"""


@pytest.fixture
def root(tmp_path):
    """A folder with the national default, as the product ships it."""
    shutil.copytree(DATA / "nasional", tmp_path / "nasional")
    (tmp_path / "99.01_contoh").mkdir()
    return tmp_path


def write(root, text, key="99.01_contoh/perbup_1_2024"):
    (root / f"{key}.toml").write_text(text, encoding="utf-8")
    return key


def load(root, text):
    return load_ruleset(write(root, text), methods=METHODS, root=root)


def reasons(root, text):
    with pytest.raises(Refused) as refusal:
        load(root, text)
    return refusal.value.reasons


def edited_national(root, old, new):
    """The sentences said about the national file after one change."""
    path = root / f"{NATIONAL}.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Refused) as refusal:
        load_ruleset(NATIONAL, methods=METHODS, root=root)
    return refusal.value.reasons


# --- What is inherited ----------------------------------------------------------------------------


def test_a_kabupaten_that_says_nothing_inherits_everything(root):
    national = load_ruleset(NATIONAL, methods=METHODS, root=root)
    rules = load(root, HEAD)
    assert rules.bands == national.bands
    assert rules.payment == national.payment
    assert rules.instrument.full_title == "Peraturan Bupati Contoh Nomor 1 Tahun 2024"


def test_one_value_of_a_group_is_changed_and_the_rest_stays(root):
    rules = load(
        root, HEAD + '[payment]\ncash_limit = { value = 500_000, article = "Pasal 9", mark = "A" }'
    )
    assert rules.payment.cash_limit.value == 500_000
    assert rules.payment.cash_limit.origin == rules.key
    assert rules.payment.spp_deadline.days == 7
    assert rules.payment.spp_deadline.origin == NATIONAL


def test_an_article_alone_is_of_the_instrument_itself(root):
    rules = load(
        root, HEAD + '[payment]\ncash_limit = { value = 500_000, article = "Pasal 9", mark = "A" }'
    )
    assert rules.payment.cash_limit.citation == "Perbup Contoh 1/2024 Pasal 9"


def test_bands_are_replaced_as_a_whole_so_that_another_regime_fits(root):
    rows = """
[[bands]]
categories = ["barang", "jasa", "konstruksi"]
method = "pembelian_langsung"
lower = 0
lower_inclusive = true
upper = 50_000_000
upper_inclusive = false
article = "Pasal 5"
mark = "A"
confirmed_by = "Kepala Bagian Hukum"
confirmed_on = 2024-02-01
[[bands]]
categories = ["barang", "jasa", "konstruksi"]
method = "lelang"
lower = 50_000_000
lower_inclusive = true
article = "Pasal 6"
mark = "A"
"""
    rules = load(root, HEAD + rows)
    below, at = (method_for(rules, value, "jasa") for value in (49_999_999, 50_000_000))
    assert (below.method, at.method) == ("pembelian_langsung", "lelang")
    assert below.confirmed
    assert below.band.label == "dikonfirmasi oleh Kepala Bagian Hukum pada 1 Februari 2024"
    assert not at.confirmed


def test_what_was_confirmed_nationally_is_open_again_in_a_kabupaten(root):
    path = root / f"{NATIONAL}.toml"
    sure = 'spp_deadline = { days = 7, kind = "working", article = "", mark = "B"'
    text = path.read_text(encoding="utf-8")
    assert sure in text
    signed = sure + ', confirmed_by = "Ahli", confirmed_on = 2024-01-01'
    path.write_text(text.replace(sure, signed), encoding="utf-8")
    assert load_ruleset(NATIONAL, methods=METHODS, root=root).payment.spp_deadline.confirmed
    assert not load(root, HEAD).payment.spp_deadline.confirmed


def test_an_empty_confirmation_may_be_written_out(root):
    written = '{ value = 1, article = "", mark = "C", confirmed_by = "", confirmed_on = "" }'
    rules = load(root, HEAD + f"[payment]\ncash_limit = {written}")
    assert rules.payment.cash_limit.label == "belum dikonfirmasi"


# --- What is said about slips ---------------------------------------------------------------------

SLIPS = [
    ("[payment]\ncash_limt = 5", "payment.cash_limt tidak dikenal. Mungkin maksudnya cash_limit."),
    ("[paiment]\n", "paiment tidak dikenal. Mungkin maksudnya payment."),
    ("[payment]\ncash_limit = 5", "payment.cash_limit harus berupa tabel"),
    (
        '[payment]\ncash_limit = { value = "5", article = "", mark = "C" }',
        "payment.cash_limit.value harus bilangan bulat, contoh 10_000_000.",
    ),
    (
        '[payment]\ncash_limit = { value = true, article = "", mark = "C" }',
        "payment.cash_limit.value harus bilangan bulat, contoh 10_000_000.",
    ),
    (
        '[payment]\ncash_limit = { value = 5, mark = "C" }',
        "payment.cash_limit.article belum diisi.",
    ),
    (
        '[payment]\ncash_limit = { value = 5, article = "", mark = "D" }',
        "payment.cash_limit.mark harus salah satu dari: A, B, C.",
    ),
    (
        '[payment]\ncash_limit = { value = -5, article = "", mark = "C" }',
        "payment.cash_limit: angka ini tidak boleh kurang dari nol.",
    ),
    (
        '[payment]\ncash_limit = { value = 5, article = "", mark = "C", confirmed_by = "Ani" }',
        "payment.cash_limit: isi confirmed_by dan confirmed_on bersama, atau kosongkan keduanya.",
    ),
    (
        '[payment]\nafter_handover = { article = "", mark = "C" }',
        "payment.after_handover.value belum diisi.",
    ),
    (
        '[procedure]\nover_budget = { value = "maybe", article = "", mark = "C" }',
        "procedure.over_budget.value harus salah satu dari: block, warn.",
    ),
    (
        '[payment]\nadvance_methods = { value = ["hadiah"], article = "", mark = "C" }',
        "payment.advance_methods: cara “hadiah” tidak dikenal.",
    ),
    (
        '[tpk]\nexcluded = { value = "bpd", article = "", mark = "C" }',
        "tpk.excluded.value harus berupa daftar",
    ),
    (
        '[tpk]\nsize_min = { value = 4, article = "", mark = "C" }',
        "tpk.size_min: angka ini genap, padahal jumlah anggota TPK harus ganjil.",
    ),
    (
        '[timing]\nholidays = { value = ["2024-01-01"], article = "", mark = "C" }',
        "timing.holidays.value[1] harus tanggal, contoh 2023-01-31.",
    ),
    (
        '[timing]\nworkdays = { value = [], article = "", mark = "C" }',
        "timing.workdays: tulis paling sedikit satu hari kerja.",
    ),
    (
        '[numbering.hps]\npattern = "{no}/{kode}"\narticle = ""\nmark = "C"',
        "numbering.hps.pattern: pola harus memuat {no} dan {tahun}",
    ),
    (
        '[numbering.hps]\npattern = "{no!r}/{tahun}"\narticle = ""\nmark = "C"',
        "numbering.hps.pattern: pola hanya boleh memuat",
    ),
    (
        '[numbering.hps]\npattern = "{no/{tahun}"\narticle = ""\nmark = "C"',
        "numbering.hps.pattern: pola hanya boleh memuat",
    ),
    (
        '[letterhead]\naddress = { value = "{nik}", article = "", mark = "C" }',
        "letterhead.address: hanya boleh memuat",
    ),
    (
        '[titles.lurah]\nname = "Lurah"\nshort = "Lurah"\narticle = ""\nmark = "C"',
        "titles.lurah tidak dikenal.",
    ),
    (
        '[duties.lelang]\narticle = ""\nmark = "C"\nverify = {}\napprove = { bid = "X" }\n'
        + "".join(f"{duty} = {{}}\n" for duty in ("select", "contract", "receive", "pay", "bid")),
        "duties.lelang.verify: belum menyebut plan. Isi X, W, atau -.",
    ),
    ('origin = "x"', "instrument.origin tidak dikenal."),
    ('key = "x"', "instrument.key tidak dikenal."),
]


@pytest.mark.parametrize(("text", "sentence"), SLIPS)
def test_a_slip_is_said_with_file_and_key(root, text, sentence):
    said = reasons(root, f"{HEAD}\n{text}")
    assert any(
        one.startswith(f"99.01_contoh/perbup_1_2024.toml: kunci {sentence}") for one in said
    ), said


def test_every_slip_of_a_file_is_said_at_once(root):
    said = reasons(root, HEAD + "[payment]\ncash_limit = 5\nadvance_limit = 6\n[paiment]\n")
    assert len(said) == 3


def test_a_name_the_loader_sets_itself_is_refused(root):
    assert "kunci files tidak dikenal" in reasons(root, "files = []\n" + HEAD)[0]
    row = '{ value = 5, article = "", mark = "C", origin = "x" }'
    assert "kunci origin tidak dikenal" in reasons(root, f"{HEAD}[payment]\ncash_limit = {row}")[0]


def test_a_file_that_is_no_toml_is_refused_in_plain_words(root):
    assert "bukan TOML yang benar" in reasons(root, "[instrument")[0]
    (root / "99.01_contoh/perbup_1_2024.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(Refused, match="bukan TOML"):
        load_ruleset("99.01_contoh/perbup_1_2024", methods=METHODS, root=root)


def test_a_file_without_its_head_is_refused(root):
    assert "kunci instrument belum diisi" in reasons(root, "[payment]\n")[0]


def test_a_key_cannot_leave_the_folder_or_name_nothing(root):
    for key in ("../pyproject", "/etc/passwd", "nasional/tidak_ada"):
        with pytest.raises(Refused, match="tidak ada"):
            load_ruleset(key, methods=METHODS, root=root)


def test_inheriting_in_a_circle_is_said(root):
    text = HEAD.replace("nasional/lkpp_12_2019", "99.01_contoh/perbup_2_2024")
    write(
        root,
        HEAD.replace("nasional/lkpp_12_2019", "99.01_contoh/perbup_1_2024"),
        "99.01_contoh/perbup_2_2024",
    )
    assert "instrument.inherits berputar: 99.01_contoh/perbup_1_2024 →" in reasons(root, text)[0]


def test_inheriting_from_nothing_is_said(root):
    said = reasons(root, HEAD.replace("nasional/lkpp_12_2019", "nasional/lama"))[0]
    assert "instrument.inherits menunjuk nasional/lama, yang tidak ada" in said


def test_a_file_in_the_folder_of_another_kabupaten_is_refused(root):
    said = reasons(root, HEAD.replace("99.01", "99.02"))
    assert "instrument.kabupaten: “99.02” tidak cocok dengan map 99.01." in said[0]


def test_a_source_read_by_one_person_only_is_refused(root):
    head = HEAD + 'source_sha256 = "abc"\nread_by = ["Ani", "Ani"]\n'
    assert "instrument.read_by: tulis nama dua orang" in reasons(root, head)[0]


def test_an_end_before_the_start_is_refused(root):
    head = HEAD + 'in_force_until = { value = 2023-12-31, article = "", mark = "C" }\n'
    assert "instrument.in_force_until: tanggal ini lebih awal" in reasons(root, head)[0]


# --- Bands ----------------------------------------------------------------------------------------


def test_a_gap_between_bands_is_said_in_rupiah(root):
    said = edited_national(root, "lower = 10_000_000", "lower = 11_000_000")
    assert len(said) == 3
    assert said[0] == (
        "nasional/lkpp_12_2019.toml: kunci bands: cara untuk barang senilai "
        "Rp10.000.001 sampai dengan Rp11.000.000 belum ada."
    )


def test_a_band_that_overlaps_by_one_rupiah_is_said(root):
    said = edited_national(root, "lower_inclusive = false", "lower_inclusive = true")
    assert "bertumpuk dengan baris lain" in said[0]


def test_a_value_that_both_neighbours_leave_out_is_a_gap_of_one_rupiah(root):
    said = edited_national(root, "upper_inclusive = true", "upper_inclusive = false")
    assert "Rp10.000.000 sampai dengan Rp10.000.000 belum ada" in said[0]


def test_bands_that_end_are_said(root):
    last = 'method = "lelang"\nlower = 200_000_000\nlower_inclusive = false\n'
    said = edited_national(root, last, last + "upper = 900_000_000\nupper_inclusive = true\n")
    assert "mulai Rp900.000.001 belum ada" in said[0]


def test_a_band_with_nothing_in_it_is_said(root):
    said = edited_national(root, "upper = 200_000_000", "upper = 10_000_000")
    assert any("tidak berisi satu nilai pun" in one for one in said)


def test_a_category_without_bands_is_said(root):
    path = root / f"{NATIONAL}.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(', "konstruksi"]', "]"), encoding="utf-8")
    with pytest.raises(Refused, match="cara untuk konstruksi mulai Rp0 belum ada"):
        load_ruleset(NATIONAL, methods=METHODS, root=root)


def test_a_method_the_product_does_not_know_is_refused(root):
    with pytest.raises(Refused, match="cara “lelang” tidak dikenal"):
        load_ruleset(NATIONAL, methods=METHODS[:3], root=root)


# --- Several instruments --------------------------------------------------------------------------


def test_two_instruments_of_one_kabupaten_in_force_together_are_refused(root):
    write(root, HEAD)
    later = HEAD.replace("2024-01-01", "2025-03-01").replace("number = 1", "number = 7")
    write(root, later, "99.01_contoh/perbup_7_2025")
    with pytest.raises(Refused) as refusal:
        load_rulesets(methods=METHODS, root=root)
    (said,) = refusal.value.reasons
    assert said == (
        "99.01_contoh/perbup_7_2025.toml: berlaku bersamaan dengan 99.01_contoh/perbup_1_2024 "
        "sejak 1 Maret 2025. Isi instrument.replaces dengan “99.01_contoh/perbup_1_2024”."
    )
    write(root, later + 'replaces = "99.01_contoh/perbup_1_2024"\n', "99.01_contoh/perbup_7_2025")
    found = {rules.key for rules in load_rulesets(methods=METHODS, root=root)}
    assert {"99.01_contoh/perbup_1_2024", "99.01_contoh/perbup_7_2025"} <= found


def test_the_slips_of_all_files_are_said_together(root):
    write(root, HEAD + "[paiment]\n")
    write(root, HEAD + "[paymen]\n", "99.01_contoh/perbup_2_2024")
    with pytest.raises(Refused) as refusal:
        load_rulesets(methods=METHODS, root=root)
    assert len(refusal.value.reasons) == 2
