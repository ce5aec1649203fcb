"""Every public step is told once, in a release that never changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from pbjdesa.delivery.operations import return_handover
from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.payments.operations import return_request
from pbjdesa.procurement import operations as procurement
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import discard
from pbjdesa.procurement.registry import ON_CHANGE
from pbjdesa.regulations.models import RuleSetVersion
from pbjdesa.regulations.queries import rules_of
from pbjdesa.territories.models import Desa
from pbjdesa.transparency.models import Immutable, Release
from pbjdesa.transparency.operations import on_change
from pbjdesa.transparency.queries import package_of, releases_of
from pbjdesa.transparency.rules import TRIAL_PREFIX
from pbjdesa.transparency.tests.shape import faults
from tests.stories import STEPS, purchase_at, receive
from tests.world import Village, announced, draft, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place() -> Village:
    return announced(village(territory()))


def _bodies(purchase: Purchase) -> list[dict[str, Any]]:
    rows = Release.objects.like(purchase).filter(purchase=purchase).order_by("sequence")
    return [row.body for row in rows]


def test_config_lists_the_hook_once() -> None:
    assert ON_CHANGE.count(on_change) == 1


@pytest.mark.parametrize(
    ("step", "tags"),
    [
        ("ordered", []),
        ("received", [["implementation"]]),
        ("accepted", [["implementation"], ["implementationUpdate"]]),
        (
            "closed",
            [
                ["implementation"],
                ["implementationUpdate"],
                ["implementationUpdate"],
                ["implementationUpdate", "contractTermination"],
            ],
        ),
        ("cancelled", [["tenderCancellation", "awardCancellation", "contractTermination"]]),
    ],
)
def test_each_step_is_told_by_one_release(place: Village, step: str, tags: list[list[str]]) -> None:
    purchase = purchase_at(place, step, taxed=step == "closed")
    told = [body["tag"] for body in _bodies(purchase)]
    assert told == [["planning", "tender", "award", "contract"], *tags]


def test_a_purchase_without_tax_is_paid_and_closed_in_two_releases(place: Village) -> None:
    *_, paid, closed = _bodies(purchase_at(place, "paid"))
    assert paid["contracts"][0]["status"] == "active"
    assert closed["contracts"][0]["status"] == "terminated"
    assert paid["date"] < closed["date"]


def test_ids_count_within_one_ocid_and_dates_rise(place: Village) -> None:
    purchase = purchase_at(place, "closed", taxed=True)
    bodies = _bodies(purchase)
    ocid = f"{TRIAL_PREFIX}-33.24.04.2005-2026-0001"
    assert [body["id"] for body in bodies] == [f"{ocid}-{n}" for n in range(1, 6)]
    assert {body["ocid"] for body in bodies} == {ocid}
    dates = [body["date"] for body in bodies]
    assert dates == sorted(set(dates))


def test_dates_rise_even_when_the_clock_stands_still(place: Village) -> None:
    with clock.frozen(datetime(2026, 5, 6, 2, tzinfo=UTC)):
        purchase = draft(place)
        procurement.publish(purchase=purchase, move_name="send_order", by=place.by("kasi"))
        procurement.publish(purchase=purchase, move_name="pay", by=place.by("kasi"))
    first, second = _bodies(purchase)
    assert second["date"] == "2026-05-06T09:00:00.001+07:00"
    assert first["date"] == "2026-05-06T09:00:00.000+07:00"


def test_the_ocid_stays_when_a_prefix_is_registered_later(place: Village, settings) -> None:
    purchase = purchase_at(place, "ordered")
    settings.OCID_PREFIX = "ocds-a1b2c3"
    receive(place, purchase)
    later = purchase_at(place, "ordered", hours=48)
    assert {body["ocid"][:11] for body in _bodies(purchase)} == {TRIAL_PREFIX}
    assert {body["ocid"][:11] for body in _bodies(later)} == {"ocds-a1b2c3"}


def test_earlier_releases_stay_as_they_were(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    before = _bodies(purchase)
    receive(place, purchase)
    assert _bodies(purchase)[:1] == before


def test_a_release_can_be_neither_changed_nor_deleted(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    row = Release.objects.like(purchase).get(purchase=purchase)
    with pytest.raises(Immutable):
        row.save()
    with pytest.raises(Immutable):
        row.delete()


def test_no_two_releases_share_a_place(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    row = Release.objects.like(purchase).get(purchase=purchase)
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_trace_keeps_the_hash_of_each_release(place: Village) -> None:
    purchase = purchase_at(place, "received")
    for row in Release.objects.like(purchase).filter(purchase=purchase):
        (event,) = audit.history(row)
        assert event.verb == "transparency.publish_release"
        assert event.data == {"release": row.body["id"], "hash": audit.digest(row.body)}
    assert not list(audit.broken_links(audit.chain_of(purchase)))


def test_a_step_that_fails_leaves_no_release(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    with pytest.raises(Refused):
        return_request(by=place.by("sekdes"), purchase=purchase, note="")
    assert len(_bodies(purchase)) == 1


def test_drafts_and_discarded_drafts_are_not_public(place: Village) -> None:
    unfinished = draft(place)
    given_up = draft(place)
    discard(by=place.by("kasi"), purchase=given_up)
    assert _bodies(unfinished) == _bodies(given_up) == []


def test_a_practice_village_publishes_nothing(place: Village) -> None:
    original = Desa.objects.get(code="33.24.04.2001")
    Desa.objects.filter(pk=place.desa.pk).update(twin_of=original)
    place.desa.refresh_from_db()
    place.activity.refresh_from_db()
    assert _bodies(purchase_at(place, "paid")) == []


def test_a_closed_portal_publishes_nothing(place: Village, close_portal) -> None:
    close_portal()
    assert _bodies(purchase_at(place, "paid")) == []


@pytest.fixture
def close_portal():
    """Load a regulation that keeps the portal closed: a newer version of the same instrument."""

    def act() -> None:
        for version in RuleSetVersion.objects.all():
            content = version.content
            content["publication"]["portal"]["value"] = False
            RuleSetVersion.objects.filter(pk=version.pk).update(content=content)
        _forget_rules()

    yield act
    _forget_rules()


def _forget_rules() -> None:
    """Versions never change in real life, so each process reads them once."""
    from pbjdesa.regulations import queries

    queries._read.cache_clear()


def test_a_result_sent_back_is_told_as_not_delivered(place: Village) -> None:
    purchase = purchase_at(place, "received")
    return_handover(by=place.by("kepala_desa"), purchase=purchase, note="Kurang satu rim.")
    body = _bodies(purchase)[-1]
    states = {row["id"]: row["status"] for row in body["contracts"][0]["milestones"]}
    assert states == {"serah-terima": "scheduled", "terima-desa": "scheduled", "bayar": "scheduled"}
    assert "Kurang satu rim" not in str(body)


def test_a_cancelled_order_keeps_its_reason_to_itself(place: Village) -> None:
    body = _bodies(purchase_at(place, "cancelled"))[-1]
    assert body["tender"]["status"] == "cancelled"
    assert body["awards"][0]["status"] == "cancelled"
    assert body["contracts"][0]["status"] == "terminated"
    assert {row["status"] for row in body["contracts"][0]["milestones"]} == {"notMet"}
    assert "implementation" not in body["contracts"][0]
    assert "Toko tutup" not in str(body)


def test_price_taxes_and_payments_add_up(place: Village) -> None:
    *_, paid, closed = _bodies(purchase_at(place, "closed", taxed=True))
    assert _amounts(paid) == {"bayar-1": 2_659_500}
    assert _amounts(closed) == {"bayar-1": 2_659_500, "pajak-pph22": 40_500}
    assert sum(_amounts(closed).values()) == closed["contracts"][0]["value"]["amount"]


def _amounts(body: dict[str, Any]) -> dict[str, int]:
    rows = body["contracts"][0]["implementation"]["transactions"]
    return {row["id"]: row["value"]["amount"] for row in rows}


def test_the_method_is_named_in_the_words_of_the_law(place: Village) -> None:
    (body,) = _bodies(purchase_at(place, "ordered"))
    tender = body["tender"]
    assert tender["procurementMethod"] == "direct"
    assert tender["procurementMethodDetails"] == "Pembelian Langsung"
    assert tender["numberOfTenderers"] == 1
    assert tender["mainProcurementCategory"] == "goods"


def test_every_paper_is_published_with_the_address_that_checks_it(place: Village, settings) -> None:
    body = _bodies(purchase_at(place, "paid"))[-1]
    contract = body["contracts"][0]
    rows = body["planning"]["documents"] + body["tender"]["documents"] + contract["documents"]
    rows += contract["implementation"]["documents"]
    assert len(rows) == 9
    assert all(row["url"] == f"{settings.ORIGIN}/cek/{row['id']}" for row in rows)


def test_all_stories_together_make_a_sound_package(place: Village) -> None:
    for number, step in enumerate(STEPS):
        purchase_at(place, step, taxed=step in ("paid", "closed"), hours=24 * number)
    package = package_of(place.desa, releases_of(place.desa), "https://contoh.id/ocds.json")
    assert len(package["releases"]) == 17
    assert faults(package) == []


def test_the_year_chooses_by_budget_year(place: Village) -> None:
    purchase_at(place, "ordered")
    assert releases_of(place.desa, year=2026).count() == 1
    assert releases_of(place.desa, year=2025).count() == 0


def test_while_the_prefix_is_missing_the_package_says_trial(place: Village, settings) -> None:
    purchase_at(place, "ordered")
    package = package_of(place.desa, releases_of(place.desa), "https://contoh.id/ocds.json")
    assert package["publisher"]["name"] == "PBJ Desa Kabupaten Kendal (uji coba)"
    assert package["publicationPolicy"].endswith("/publik/kebijakan/#uji-coba")


def test_with_a_registered_prefix_the_package_is_no_trial(place: Village, settings) -> None:
    settings.OCID_PREFIX = "ocds-a1b2c3"
    settings.PUBLISHER = "Dinas Contoh"
    settings.DATA_LICENSE = "https://contoh.id/izin"
    purchase_at(place, "ordered")
    package = package_of(place.desa, releases_of(place.desa), "https://contoh.id/ocds.json")
    assert package["publisher"] == {"name": "Dinas Contoh"}
    assert package["license"] == "https://contoh.id/izin"
    assert package["publicationPolicy"].endswith("/publik/kebijakan/")


def test_rules_of_the_purchase_decide_what_is_told(place: Village) -> None:
    purchase = purchase_at(place, "ordered")
    assert "hps" in rules_of(purchase.rule_set).publication.fields.value
    version = RuleSetVersion.objects.get(pk=purchase.rule_set_id)
    content = version.content
    fields = content["publication"]["fields"]["value"]
    content["publication"]["fields"]["value"] = [
        name for name in fields if name not in ("hps", "penyedia")
    ]
    RuleSetVersion.objects.filter(pk=version.pk).update(content=content)
    _forget_rules()
    try:
        with clock.frozen(purchase.changed_at + timedelta(hours=2)):
            receive(place, purchase)
    finally:
        _forget_rules()
    body = _bodies(purchase)[-1]
    assert "value" not in body["tender"]
    assert "Sumber Rejeki" not in str(body)
    assert faults(package_of(place.desa, releases_of(place.desa), "https://contoh.id/x")) == []
