"""The owner's estimate (HPS): its sources, its age, its limits, and the tax in it."""

from datetime import date, timedelta

from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.planning.prices import note_price
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.paperwork import hps_data
from pbjdesa.procurement.queries import deciding_value, facts_of, items_of, move_named
from pbjdesa.procurement.rules import (
    Facts,
    estimate_is_fresh,
    estimates_have_sources,
    estimates_within_standard,
)
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import under, village_under
from tests.world import Village, draft


def facts_under(rules: RuleSet, place: Village, purchase: Purchase) -> Facts:
    return facts_of(under(rules, purchase), move_named(purchase, "send_order"), place.by("kasi"))


@changes("hps.price_sources_min", to=2)
def test_one_source_for_a_price_may_be_too_few(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    assert estimates_have_sources(facts_under(before, place, purchase)) is None
    assert "paling sedikit 2 sumber" in (
        estimates_have_sources(facts_under(after, place, purchase)) or ""
    )
    for item in items_of(purchase):
        item.hps_source = "Toko Sinar, 3 Mei; Toko Maju, 4 Mei; "
        item.save()
    assert estimates_have_sources(facts_under(after, place, purchase)) is None


@changes("hps.standard_price_ceiling", to=True)
def test_the_standard_price_of_the_kabupaten_may_be_a_limit(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    note_price(
        standard=True,
        by=place.by("kaur"),
        desa=place.desa,
        item="Kertas HVS A4",
        unit="Rim",
        price=50_000,
        source="Perbup Standar Harga 2026",
        seen_on=date(2026, 1, 5),
    )
    assert estimates_within_standard(facts_under(before, place, purchase)) is None
    assert "standar harga kabupaten Rp50.000" in (
        estimates_within_standard(facts_under(after, place, purchase)) or ""
    )


@changes("hps.valid_days", to=30)
def test_an_estimate_may_grow_too_old(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    _made_days_ago(purchase, 31)
    assert estimate_is_fresh(facts_under(before, place, purchase)) is None
    assert "HPS sudah 31 hari, paling lama 30 hari." in (
        estimate_is_fresh(facts_under(after, place, purchase)) or ""
    )
    _made_days_ago(purchase, 30)
    assert estimate_is_fresh(facts_under(after, place, purchase)) is None


def _made_days_ago(purchase: Purchase, days: int) -> None:
    today = clock.today(purchase.desa.zone)
    papers = Document.objects.like(purchase).filter(dossier_id=purchase.dossier_id, kind="hps")
    papers.update(dated=today - timedelta(days=days))


@changes("procedure.value_includes_ppn", to=False)
def test_the_value_that_decides_may_be_that_without_tax(db, before, after):
    purchase = draft(village_under(before), volume="2", price=5_500_000, line=1)
    assert deciding_value(under(before, purchase), items_of(purchase)) == 11_000_000
    assert deciding_value(under(after, purchase), items_of(purchase)) == 9_909_910


@changes("hps.ppn", to="below_line")
def test_the_tax_stands_in_the_prices_of_the_estimate_or_below_their_sum(db, before, after):
    place = village_under(before)
    purchase, kasi = draft(place, volume="10", price=111_000), place.by("kasi")
    inside = hps_data(under(before, purchase), kasi)
    below = hps_data(under(after, purchase), kasi)
    assert [inside[name] for name in ("subtotal", "ppn", "total")] == [1_110_000, 0, 1_110_000]
    assert [below[name] for name in ("subtotal", "ppn", "total")] == [1_000_000, 110_000, 1_110_000]
    assert (inside["items"][0]["unit_price"], below["items"][0]["unit_price"]) == (111_000, 100_000)
    assert inside["tax_note"] != below["tax_note"]


@changes_each({"hps.profit_percent_min": 5, "hps.profit_percent_max": 20})
def test_the_estimate_of_a_building_names_its_profit(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    Purchase.objects.like(purchase).filter(pk=purchase.pk).update(category="konstruksi")
    kasi = place.by("kasi")
    assert "biaya umum 10 sampai 15 persen" in hps_data(under(before, purchase), kasi)["tax_note"]
    words = "5 sampai 15" if after.hps.profit_percent_min.value == 5 else "10 sampai 20"
    assert f"biaya umum {words} persen" in hps_data(under(after, purchase), kasi)["tax_note"]


@changes("signatories.hps", to="kepala_desa")
def test_the_rules_name_who_signs_the_estimate(db, before, after):
    place = village_under(before)
    purchase, kasi = draft(place), place.by("kasi")
    assert hps_data(under(before, purchase), kasi)["pka_name"] == "Bagus Prakoso"
    signed = hps_data(under(after, purchase), kasi)
    assert (signed["pka_name"], signed["pka_office"]) == ("Sutrisno Hadi", "Kepala Desa")
