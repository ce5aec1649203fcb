"""The regulation files that come with the product."""

import hashlib
from datetime import date

import pytest

from pbjdesa.regulations import rules as decide
from pbjdesa.regulations.loader import load_ruleset, load_rulesets
from pbjdesa.regulations.schema import grounds_in
from pbjdesa.regulations.sources import DATA, keys_under
from pbjdesa.regulations.taxes import load_tax_tables

METHODS = ("swakelola", "pembelian_langsung", "permintaan_penawaran", "lelang")
KENDAL = "33.24_kendal/perbup_2_2023"
NATIONAL = "nasional/lkpp_12_2019"
EARLIER = "nasional/perka_lkpp_13_2013"
BARITO_TIMUR = "62.13_barito_timur/perbup_29_2022"


def test_every_file_loads_and_none_of_one_kabupaten_overlap():
    found = {rules.key for rules in load_rulesets(methods=METHODS)}
    assert found >= {KENDAL, "33.24_kendal/perbup_52_2015", BARITO_TIMUR, NATIONAL, EARLIER}


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
    ("value", "method", "suppliers", "in_writing"),
    [
        (0, "pembelian_langsung", 1, False),
        (50_000_000, "pembelian_langsung", 1, False),
        (50_000_001, "permintaan_penawaran", 1, True),
        (200_000_000, "permintaan_penawaran", 1, True),
        (200_000_001, "permintaan_penawaran", 2, True),
        (10**12, "permintaan_penawaran", 2, True),
    ],
)
@pytest.mark.parametrize("key", [EARLIER, "33.24_kendal/perbup_52_2015"])
def test_the_earlier_regime_has_two_methods_and_asks_for_more_as_the_value_grows(
    key, value, method, suppliers, in_writing
):
    rules = load_ruleset(key, methods=METHODS)
    choice = decide.method_for(rules, value, "barang")
    assert (choice.method, choice.mark, choice.confirmed) == (method, "C", False)
    assert decide.invite_min_for(rules, method, value) == suppliers
    assert decide.written_offers_for(rules, method, value) is in_writing


def test_one_regime_ends_on_the_day_the_next_begins():
    known = {rules.key: rules for rules in load_rulesets(methods=METHODS)}
    for earlier, later in (
        (EARLIER, NATIONAL),
        ("33.24_kendal/perbup_52_2015", KENDAL),
    ):
        end = decide.in_force(known[earlier], known.values())[1]
        assert end == decide.in_force(known[later], known.values())[0]


@pytest.mark.parametrize(
    ("value", "method"),
    [
        (10_000_000, "pembelian_langsung"),
        (10_000_001, "permintaan_penawaran"),
        (200_000_000, "permintaan_penawaran"),
        (200_000_001, "lelang"),
    ],
)
def test_the_bands_of_barito_timur_are_its_own(value, method):
    rules = load_ruleset(BARITO_TIMUR, methods=METHODS)
    choice = decide.method_for(rules, value, "jasa")
    assert (choice.method, choice.mark, choice.band.origin) == (method, "B", BARITO_TIMUR)
    assert choice.citation == "Perbup Barito Timur 29/2022, pasal belum diketahui"
    assert decide.invite_min_for(rules, "permintaan_penawaran", value) == 2
    assert not choice.confirmed


@pytest.mark.parametrize(
    "goods",
    ["Genset 5 kVA", "1 unit traktor tangan", "Pengadaan kendaraan roda tiga", "SEPEDA MOTOR"],
)
def test_who_sells_vehicles_in_barito_timur_shows_a_licence_and_a_tax_number(goods):
    rules = load_ruleset(BARITO_TIMUR, methods=METHODS)
    papers = decide.supplier_papers_for(rules, "pembelian_langsung", 9_000_000, ["Semen", goods])
    assert papers == ("izin_usaha", "npwp")
    kendal = load_ruleset(KENDAL, methods=METHODS)
    assert decide.supplier_papers_for(kendal, "pembelian_langsung", 9_000_000, [goods]) == ()


@pytest.mark.parametrize("goods", ["Oli genset", "Ban mobil", "Sepeda", "Semen", "", "12"])
def test_who_sells_what_only_belongs_to_a_vehicle_shows_nothing_more(goods):
    rules = load_ruleset(BARITO_TIMUR, methods=METHODS)
    assert not decide.needs_licence(rules, goods)


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
