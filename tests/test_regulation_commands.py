"""The commands with which a regulation is checked by a kabupaten and brought into the database."""

import json
from pathlib import Path

import pytest

from pbjdesa.config.cli import main
from pbjdesa.people.offices import PKA, TPK
from pbjdesa.procurement.registry import METHODS
from pbjdesa.regulations.checks import ACTING, CHAINS
from pbjdesa.regulations.models import RuleSetVersion

KENDAL = "33.24_kendal/perbup_2_2023"


def test_all_files_are_read_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-regulation"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) >= 4
    assert all("nilai sudah dikonfirmasi" in line for line in said)


@pytest.mark.parametrize("key", [KENDAL, f"{KENDAL}.toml"])
def test_one_file_is_told_in_words_with_its_open_values(
    capsys: pytest.CaptureFixture[str], key: str
) -> None:
    assert main(["check-regulation", key]) == 0
    said = capsys.readouterr().out
    assert said.startswith("PERATURAN BUPATI KENDAL")
    assert "Kuasa Pengguna Anggaran" in said
    assert "belum dikonfirmasi" in said


def test_a_table_of_taxes_is_told_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check-regulation", "pajak/2025"]) == 0
    assert "PPN" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_refused_with_those_that_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check-regulation", "../settings"]) == 1
    assert KENDAL in capsys.readouterr().err


OF_A_KABUPATEN = """
[instrument]
title = "Peraturan Bupati Contoh"
cite_as = "Perbup Contoh 1/2024"
number = 1
year = 2024
kabupaten = "99.01"
inherits = "nasional/lkpp_12_2019"
in_force_from = { value = 2024-01-01, article = "Pasal 60", mark = "A" }
"""


def kept(folder: Path, text: str, name: str = "perbup_1_2024") -> str:
    """The path of a regulation file that somebody has on their own disk."""
    place = folder / "99.01_contoh"
    place.mkdir()
    path = place / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_file_that_is_not_the_products_own_is_checked_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = '[payment]\ncash_limit = { value = 750_000, article = "Pasal 9", mark = "A" }'
    assert main(["check-regulation", kept(tmp_path, OF_A_KABUPATEN + own)]) == 0
    said = capsys.readouterr().out
    assert said.startswith("PERATURAN BUPATI CONTOH NOMOR 1 TAHUN 2024")
    assert "Bayar tunai paling banyak: Rp750.000" in said
    assert "(Perbup Contoh 1/2024 Pasal 9; tanda A) [belum dikonfirmasi]" in said
    assert "Tanda tangan: ___" in said


BAND = """
[[bands]]
categories = ["barang", "jasa", "konstruksi"]
method = "{method}"
lower = {lower}
lower_inclusive = true
article = ""
mark = "C"
"""
HELD_BY_THE_CAMAT = '[negotiation]\nheld_by = { value = ["camat"], article = "", mark = "C" }'
DANCE = '[failure]\nno_offer = { value = ["dance"], article = "", mark = "C" }'


@pytest.mark.parametrize(
    ("slip", "sentence"),
    [
        (BAND.format(method="lelang", lower=5), "cara untuk barang senilai Rp0 sampai dengan Rp4"),
        (BAND.format(method="arisan", lower=0), "cara “arisan” tidak dikenal"),
        (DANCE, "failure.no_offer.value[1] harus salah satu dari: repeat, widen, direct, cancel"),
        (HELD_BY_THE_CAMAT, "negotiation.held_by: camat tidak dapat melakukan langkah ini"),
        ("[paymen]", "paymen tidak dikenal. Mungkin maksudnya payment."),
        ('in_force_until = { value = 2023-12-31, article = "", mark = "C" }', "lebih awal dari"),
        ("=", "bukan TOML yang benar"),
    ],
)
def test_every_slip_in_a_file_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], slip: str, sentence: str
) -> None:
    assert main(["check-regulation", kept(tmp_path, OF_A_KABUPATEN + slip)]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.out == ""


def test_a_file_in_force_beside_another_of_its_kabupaten_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = OF_A_KABUPATEN.replace('"99.01"', '"33.24"').replace("2024-01-01", "2025-01-01")
    place = tmp_path / "33.24_kendal"
    place.mkdir()
    (place / "perbup_9_2025.toml").write_text(text, encoding="utf-8")
    assert main(["check-regulation", str(place / "perbup_9_2025.toml")]) == 1
    assert "berlaku bersamaan dengan 33.24_kendal/perbup_2_2023" in capsys.readouterr().err


def test_a_regulation_may_name_just_the_offices_that_the_steps_can_be_given_to() -> None:
    """What checks.ACTING says is what the tables of moves can do, no more and no less."""
    wide = {"pka": PKA, "tpk": TPK}
    for method in METHODS:
        for move in method.moves:
            key = move.signatory.replace("methods.", f"methods.{method.slug}.")
            if key[:-2] in CHAINS:
                assert 1 <= int(key[-1]) <= CHAINS[key[:-2]][1]
                continue
            if key not in ACTING:
                assert key == "", f"{move.name}: {key} is not in ACTING"
                continue
            offices = frozenset().union(*(wide.get(one, {one}) for one in ACTING[key]))
            assert offices == move.actor, f"{move.name}: {key}"


@pytest.mark.django_db
def test_loading_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load-regulations", "--json"]) == 0
    first = json.loads(capsys.readouterr().out)
    assert KENDAL in first["new"]
    before = list(RuleSetVersion.objects.order_by("pk").values())
    assert main(["load-regulations"]) == 0
    assert "0 baru" in capsys.readouterr().out
    assert before == list(RuleSetVersion.objects.order_by("pk").values())
