"""The regulation files that come with the product."""

import hashlib
from datetime import date

import pytest

from pbjdesa.regulations.loader import load_ruleset, load_rulesets
from pbjdesa.regulations.schema import grounds_in
from pbjdesa.regulations.sources import DATA, keys_under
from pbjdesa.regulations.taxes import load_tax_tables

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
KENDAL = "33.24_kendal/perbup_2_2023"
NATIONAL = "nasional/lkpp_12_2019"


def test_every_file_loads_and_none_of_one_kabupaten_overlap():
    assert {rules.key for rules in load_rulesets(methods=METHODS)} >= {KENDAL, NATIONAL}


def test_a_landed_file_is_never_edited():
    """A purchase quotes the file by its hash, and a kabupaten signed what it read.

    A correction is a new file that `replaces` the old one. A new file adds a line to the list:
    `cd pbjdesa/regulations/data && sha256sum */*.toml > MANIFEST.sha256`.
    """
    listed = dict(
        reversed(line.split("  ")) for line in (DATA / "MANIFEST.sha256").read_text().splitlines()
    )
    found = {
        f"{key}.toml": hashlib.sha256((DATA / f"{key}.toml").read_bytes()).hexdigest()
        for key in keys_under(DATA)
    }
    assert found == listed


def test_kendal_confirms_nothing_because_nobody_has_read_its_text():
    rules = load_ruleset(KENDAL, methods=METHODS)
    grounds = dict(grounds_in(rules))
    assert len(grounds) > 100
    assert not any(ground.confirmed for ground in grounds.values())
    assert {ground.label for ground in grounds.values()} == {"belum dikonfirmasi"}
    assert rules.instrument.source_sha256 == ""


def test_the_bands_are_never_a_fact_about_kendal():
    rules = load_ruleset(KENDAL, methods=METHODS)
    for band in rules.bands:
        assert (band.mark, band.origin, band.article) == ("B", NATIONAL, "")
        assert band.citation == "Peraturan LKPP 12/2019, pasal belum diketahui"


def test_kendal_keeps_the_hash_of_its_own_file_and_of_what_it_inherits():
    rules = load_ruleset(KENDAL, methods=METHODS)
    assert [file.key for file in rules.files] == [KENDAL, NATIONAL]
    assert rules.sha256 == hashlib.sha256((DATA / f"{KENDAL}.toml").read_bytes()).hexdigest()


def test_kendal_calls_the_pka_what_its_villages_call_it():
    assert load_ruleset(KENDAL, methods=METHODS).titles["pka"].short == "KPA"
    assert load_ruleset(NATIONAL, methods=METHODS).titles["pka"].short == "PKA"


def test_no_article_is_claimed_that_nobody_has_read():
    things = [*load_rulesets(methods=METHODS), *load_tax_tables()]
    claimed = {
        key: ground.article
        for thing in things
        for key, ground in grounds_in(thing)
        if ground.article
    }
    assert claimed == {}


@pytest.mark.parametrize(
    ("duty", "allowed_together"),
    [
        ("plan", {"plan", "select", "contract", "receive"}),
        ("select", {"plan", "select", "contract", "receive"}),
        ("contract", {"plan", "select", "contract", "receive"}),
        ("receive", {"plan", "select", "contract", "receive"}),
        ("verify", {"verify"}),
        ("approve", {"approve"}),
        ("pay", {"pay"}),
        ("bid", {"bid"}),
    ],
)
def test_in_direct_purchase_the_kasi_may_do_the_buying_alone_and_nothing_else(
    duty, allowed_together
):
    matrix = load_ruleset(KENDAL, methods=METHODS).duties["pembelian_langsung"]
    duties = ("plan", "verify", "approve", "select", "contract", "receive", "pay", "bid")
    assert {other for other in duties if matrix.between(duty, other) == "-"} == allowed_together
    assert {matrix.between(duty, other) for other in duties} <= {"-", "X"}


@pytest.mark.parametrize("method", ["permintaan_penawaran", "lelang", "swakelola"])
def test_above_direct_purchase_who_selects_did_not_plan(method):
    matrix = load_ruleset(KENDAL, methods=METHODS).duties[method]
    assert matrix.between("plan", "select") == "X"
    assert matrix.between("select", "contract") == "W"
    assert matrix.between("receive", "plan") == "W"
    assert matrix.between("contract", "plan") == "-"


def test_the_tax_tables_follow_each_other():
    starts = [table.table.in_force_from.value for table in load_tax_tables()]
    assert starts == [date(2025, 1, 1), date(2026, 4, 22)]
