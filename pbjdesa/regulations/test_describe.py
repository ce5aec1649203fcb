"""A regulation in plain words, for the kabupaten to check and sign."""

from dataclasses import replace
from datetime import date
from typing import Literal, get_args, get_origin

import pytest

from pbjdesa.regulations import ruleset
from pbjdesa.regulations.describe import describe, describe_taxes, sections_of
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import class_of, grounds_in, hints_of, says_of
from pbjdesa.regulations.taxes import TaxTable, load_tax_tables
from pbjdesa.regulations.words import WORDS

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
KENDAL = load_ruleset("33.24_kendal/perbup_2_2023", methods=METHODS)


def choices_in(hint):
    """Every code that a type hint allows, however deep it stands."""
    if get_origin(hint) is Literal:
        return set(get_args(hint))
    cls = class_of(hint)
    inside = [*get_args(hint), *(hints_of(cls).values() if cls else ())]
    return set().union(*(choices_in(one) for one in inside))


CHOICES = {choice for shape in (RuleSet, TaxTable) for choice in choices_in(shape)} - {
    "A",
    "B",
    "C",
}


@pytest.mark.parametrize("choice", sorted(CHOICES))
def test_every_code_of_a_regulation_file_has_plain_words(choice):
    assert choice in WORDS


@pytest.mark.parametrize("rules", [KENDAL, load_tax_tables()[-1]], ids=lambda rules: rules.key)
def test_every_value_is_described(rules):
    told = {line.key for section in sections_of(rules) for line in section.lines}
    for key, ground in grounds_in(rules):
        if isinstance(ground, ruleset.DutyMatrix):
            assert {f"{key}.{duty}" for duty in ruleset.DUTIES[1:]} <= told
        elif not key.endswith(("in_force_from", "in_force_until")):
            assert key in told


def test_every_shown_group_has_a_heading():
    assert set(says_of(ruleset.RuleSet)) == {
        name
        for name in ruleset.RuleSet.__annotations__
        if name not in ("key", "files", "instrument")
    }


def test_the_text_carries_value_ground_mark_and_state():
    lines = describe(KENDAL).splitlines()
    assert lines[0] == "PERATURAN BUPATI KENDAL NOMOR 2 TAHUN 2023"
    assert "Naskah aslinya belum dibaca." in lines
    assert (
        "   - Barang, jasa, pekerjaan konstruksi: sampai dengan Rp10.000.000: Pembelian Langsung "
        "(Peraturan LKPP 12/2019, pasal belum diketahui; tanda B; diwarisi) [belum dikonfirmasi]"
    ) in lines
    assert (
        "   - SPP diajukan paling lambat: 7 hari kerja "
        "(pasal belum diketahui; tanda B; diwarisi) [belum dikonfirmasi]"
    ) in lines
    assert (
        "   - Pengadaan secara elektronik: wajib "
        "(Perbup Kendal 2/2023, pasal belum diketahui; tanda B) [belum dikonfirmasi]"
    ) in lines
    assert any("Bayar tunai paling banyak: belum diisi" in line for line in lines)
    assert any(line.endswith("nilai sudah dikonfirmasi.") and line[0] == "0" for line in lines)


def test_duties_are_told_in_words():
    (line,) = [
        line
        for section in sections_of(KENDAL)
        for line in section.lines
        if line.key == "duties.lelang.receive"
    ]
    assert line.text == (
        "tidak boleh orang yang sama dengan yang: memeriksa permintaan bayar, menyetujui "
        "pembayaran; boleh sama dengan saksi dan catatan publik, dengan yang: menyiapkan belanja, "
        "memilih penyedia, memesan atau membuat perjanjian"
    )


def test_a_confirmed_value_says_by_whom_and_when():
    sure = replace(
        KENDAL.payment.spp_deadline,
        confirmed_by="Bagian Hukum",
        confirmed_on=date(2026, 11, 24),
        article="Pasal 40",
        law="Perbup Kendal 2/2023",
        origin=KENDAL.key,
    )
    text = describe(replace(KENDAL, payment=replace(KENDAL.payment, spp_deadline=sure)))
    assert (
        "SPP diajukan paling lambat: 7 hari kerja (Perbup Kendal 2/2023 Pasal 40; tanda B) "
        "[dikonfirmasi oleh Bagian Hukum pada 24 November 2026]"
    ) in text
    assert "\n1 dari " in text


def test_who_read_the_source_and_when_it_ends_is_said():
    until = replace(KENDAL.instrument.in_force_from, value=date(2030, 12, 31))
    one = replace(KENDAL.instrument, read_by=("Ani", "Budi"), in_force_until=until)
    text = describe(replace(KENDAL, instrument=one))
    assert "Naskah dibaca oleh Ani dan Budi." in text
    assert "Berlaku sampai 31 Desember 2030." in text


def test_the_tax_table_is_told_in_the_same_way():
    lines = describe_taxes(load_tax_tables()[-1]).splitlines()
    assert lines[0] == "PAJAK YANG DIPUNGUT DESA MULAI 22 APRIL 2026"
    assert (
        "   - PPh Pasal 22, tarif: 1,5% (pasal belum diketahui; tanda B; diwarisi) "
        "[belum dikonfirmasi]"
    ) in lines
    assert (
        "   - Boleh dipakai oleh: PT Perorangan (PP 20/2026, pasal belum diketahui; tanda B) "
        "[belum dikonfirmasi]"
    ) in lines
