"""A regulation in plain words, for the kabupaten to check and sign."""

from dataclasses import replace
from datetime import date
from typing import Literal, get_args, get_origin

import pytest

from pbjdesa.regulations import ruleset
from pbjdesa.regulations.describe import describe, describe_taxes, sections_of
from pbjdesa.regulations.loader import load_ruleset
from pbjdesa.regulations.meanwhile import MEANWHILE
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.schema import class_of, grounds_in, hints_of, optional, says_of
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
        elif not key.startswith("table."):
            assert key in told


def test_every_shown_group_has_a_heading():
    assert set(says_of(ruleset.RuleSet)) == {
        name for name in ruleset.RuleSet.__annotations__ if name not in ("key", "files")
    }


def test_the_text_carries_value_ground_mark_and_state():
    lines = describe(KENDAL).splitlines()
    assert lines[0] == "PERATURAN BUPATI KENDAL NOMOR 2 TAHUN 2023"
    assert "Naskah aslinya belum dibaca." in lines
    at = lines.index(
        "   2.1 Barang, jasa, pekerjaan konstruksi: sampai dengan Rp10.000.000: Pembelian Langsung"
    )
    assert lines[at + 1].strip() == (
        "(Peraturan LKPP 12/2019, pasal belum diketahui; tanda B; diwarisi) [belum dikonfirmasi]"
    )
    at = next(at for at, line in enumerate(lines) if line.endswith("elektronik: wajib"))
    assert lines[at + 1].strip() == (
        "(Perbup Kendal 2/2023, pasal belum diketahui; tanda B) [belum dikonfirmasi]"
    )
    assert lines[at + 3].strip() == "[ ] cocok dengan naskah  Pasal: ________________"
    assert any(line.endswith("nilai sudah dikonfirmasi.") and line[0] == "0" for line in lines)


def test_an_empty_value_is_asked_for_and_says_what_holds_meanwhile():
    lines = [line.strip() for line in describe(KENDAL).splitlines()]
    at = next(at for at, line in enumerate(lines) if "Bayar tunai paling banyak" in line)
    assert lines[at].endswith("Bayar tunai paling banyak: belum diisi")
    assert lines[at + 2] == "Sementara ini: Bayar tunai tidak dibatasi."
    assert lines[at + 3] == "Isi: ________________  Pasal: ________________"


def nullable(rules):
    """The keys of all values and periods that may be empty."""
    for key, ground in grounds_in(rules):
        group, _, name = key.partition(".")
        shape = class_of(hints_of(RuleSet).get(group))
        hint = hints_of(shape).get(name) if shape else None
        if isinstance(ground, ruleset.Deadline) or (
            hint is not None and get_args(hint) and optional(get_args(hint)[0])
        ):
            yield key


def test_every_value_that_may_be_empty_says_what_holds_meanwhile():
    assert set(nullable(KENDAL)) == set(MEANWHILE)


def test_the_paper_ends_with_room_to_sign():
    lines = describe(KENDAL).splitlines()
    assert "PERATURAN BUPATI KENDAL" not in lines[-4]
    assert lines[-4].endswith("naskah Peraturan Bupati Kendal Nomor 2 Tahun 2023.")
    assert lines[-2].startswith("Nama: ___")
    assert "Tanda tangan: ___" in lines[-1]


def test_duties_are_told_in_words():
    (line,) = [
        line
        for section in sections_of(KENDAL)
        for line in section.lines
        if line.key == "duties.lelang.receive"
    ]
    assert line.text == (
        "dilarang merangkap memeriksa permintaan bayar, menyetujui pembayaran; "
        "boleh merangkap hanya dengan saksi dan catatan publik: menyiapkan belanja, "
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
        "(Perbup Kendal 2/2023 Pasal 40; tanda B) "
        "[dikonfirmasi oleh Bagian Hukum pada 24 November 2026]"
    ) in text
    assert "\n1 dari " in text


def test_who_read_the_source_and_when_it_ends_is_said():
    until = replace(KENDAL.instrument.in_force_from, value=date(2030, 12, 31))
    one = replace(KENDAL.instrument, read_by=("Ani", "Budi"), in_force_until=until)
    text = describe(replace(KENDAL, instrument=one))
    assert "Naskah dibaca oleh Ani dan Budi." in text
    assert "Berlaku sampai: 31 Desember 2030" in text


def test_the_tax_table_is_told_in_the_same_way():
    lines = describe_taxes(load_tax_tables()[-1]).splitlines()
    assert lines[0] == "PAJAK YANG DIPUNGUT DESA MULAI 22 APRIL 2026"
    at = next(at for at, line in enumerate(lines) if line.endswith("PPh Pasal 22, tarif: 1,5%"))
    assert lines[at + 1].strip() == (
        "(pasal belum diketahui; tanda B; diwarisi) [belum dikonfirmasi]"
    )
    at = next(at for at, line in enumerate(lines) if "Boleh dipakai oleh: PT Perorangan" in line)
    assert lines[at + 1].strip() == (
        "(PP 20/2026, pasal belum diketahui; tanda B) [belum dikonfirmasi]"
    )
