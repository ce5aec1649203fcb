"""The plan, the budget, splitting, cash, stamps, and the days until a payment request."""

from collections.abc import Callable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from pbjdesa.contracts.operations import send_order
from pbjdesa.documents.queries import papers_of
from pbjdesa.kernel.errors import Refused
from pbjdesa.procurement.models import Purchase
from pbjdesa.procurement.operations import start_purchase
from pbjdesa.procurement.queries import deadline_of, items_of, move_named, split_warning
from pbjdesa.procurement.queries.facts import facts_of
from pbjdesa.procurement.rules import (
    Facts,
    hps_within_budget,
    not_split,
    plan_is_announced,
    within_budget,
)
from pbjdesa.regulations.rules import (
    cash_refusal,
    due_date,
    stamp_duty_on_offer,
    stamp_duty_on_receipt,
)
from pbjdesa.regulations.ruleset import RuleSet
from tests.rule_values.values import changes, changes_each
from tests.rule_values.villages import put_in_force, under, village_under
from tests.world import Village, draft, territory, village


def facts_under(rules: RuleSet, place: Village, purchase: Purchase) -> Facts:
    """What the guards of the order see when these rules hold."""
    return facts_of(under(rules, purchase), move_named(purchase, "send_order"), place.by("kasi"))


@changes("procedure.require_announcement", to=False)
def test_a_purchase_may_begin_before_the_plan_is_announced(db, before, after):
    place = village(territory())
    kasi = place.by("kasi")
    put_in_force(before)
    with pytest.raises(Refused, match="belum diumumkan"):
        start_purchase(by=kasi, activity=place.activity)
    put_in_force(after)
    purchase = start_purchase(by=kasi, activity=place.activity)
    assert plan_is_announced(facts_under(before, place, purchase)) is not None
    assert plan_is_announced(facts_under(after, place, purchase)) is None


@pytest.mark.parametrize("guard", [within_budget])
@changes("procedure.over_budget", to="warn")
def test_what_is_too_dear_for_its_line_is_stopped_or_not(db, before, after, guard):
    place, purchase = _dear(before)
    assert "sisa anggarannya" in guard(facts_under(before, place, purchase))
    assert guard(facts_under(after, place, purchase)) is None


@changes("procedure.hps_over_ceiling", to="warn")
def test_an_estimate_above_its_line_is_stopped_or_not(db, before, after):
    place, purchase = _dear(before)
    assert "sisa anggarannya" in (hps_within_budget(facts_under(before, place, purchase)) or "")
    assert hps_within_budget(facts_under(after, place, purchase)) is None


def _dear(rules: RuleSet) -> tuple[Village, Purchase]:
    """A purchase whose price went far above its budget line after it was written."""
    place = village_under(rules)
    purchase = draft(place)
    for item in items_of(purchase):
        item.hps_unit_price = item.unit_price = 900_000
        item.amount = 9_000_000
        item.save()
    return place, purchase


@changes("split_guard.window", to="kegiatan_tahun")
def test_purchases_of_other_accounts_are_summed_where_only_the_activity_counts(db, before, after):
    _, purchase = _beside_an_order(before)
    assert split_warning(under(before, purchase)) == ""
    assert "Rp12.700.000" in split_warning(under(after, purchase))


@changes("split_guard.action", to="block", within={"split_guard.window": "kegiatan_tahun"})
def test_a_purchase_that_looks_cut_in_pieces_is_stopped_or_only_warned_of(db, before, after):
    place, purchase = _beside_an_order(before)
    assert not_split(facts_under(before, place, purchase)) is None
    assert "Gabungkan" in (not_split(facts_under(after, place, purchase)) or "")


def _beside_an_order(rules: RuleSet) -> tuple[Village, Purchase]:
    """A draft of paper beside an order of printers, of one activity: too much for one purchase."""
    place = village_under(rules)
    send_order(by=place.by("kasi"), purchase=draft(place, volume="50", price=54_000))
    printers = draft(place, volume="2", price=2_000_000, line=1)
    Purchase.objects.like(printers).filter(pk=printers.pk).update(value=10_000_000)
    return place, printers


@changes("payment.cash_limit", to=1_000_000)
def test_cash_may_have_a_limit(before, after):
    assert cash_refusal(before, 1_000_001) is None
    assert "transfer bank" in (cash_refusal(after, 1_000_001) or "")


@changes("stamp_duty.receipts_above", to=4_000_000)
def test_a_receipt_of_five_million_may_need_a_stamp(before, after):
    assert stamp_duty_on_receipt(before, 5_000_000) == 0
    assert stamp_duty_on_receipt(after, 5_000_000) == 10_000


@changes("stamp_duty.offers", to=True)
def test_the_original_of_an_offer_may_need_a_stamp(before, after):
    assert stamp_duty_on_offer(before) == 0
    assert stamp_duty_on_offer(after) == 10_000


@changes_each({"stamp_duty.amount": 20_000, "stamp_duty.contracts": False})
def test_the_order_letter_carries_the_stamp_that_the_rules_name(db, before, after):
    place = village_under(before)
    stamps = [_stamp_on_the_order(place, rules) for rules in (before, after)]
    assert stamps == [10_000, 20_000 if after.stamp_duty.contracts.value else 0]


def _stamp_on_the_order(place: Village, rules: RuleSet) -> int:
    put_in_force(rules)
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    order = next(one for one in papers_of(purchase.dossier) if one.kind == "surat_pesanan")
    return int(order.data["stamp_duty"])


FRIDAY = date(2026, 7, 31)


@changes_each({"payment.spp_deadline.days": 3, "payment.spp_deadline.kind": "calendar"})
def test_the_village_page_counts_the_days_until_the_payment_request(db, before, after):
    place = village_under(before)
    purchase = draft(place)
    noon = datetime(2026, 7, 31, 12, tzinfo=ZoneInfo("Asia/Jakarta"))
    due = []
    for rules in (before, after):
        row = under(rules, purchase)
        row.state, row.changed_at = "handed_over", noon
        due.append(deadline_of(row))
    calendar = after.payment.spp_deadline.kind == "calendar"
    assert due == [date(2026, 8, 11), date(2026, 8, 7) if calendar else date(2026, 8, 5)]


@changes("timing.workdays", to=("senin", "selasa", "rabu", "kamis", "jumat", "sabtu"))
def test_saturday_may_be_a_working_day(before, after):
    assert _spp_due(before) == date(2026, 8, 11)
    assert _spp_due(after) == date(2026, 8, 8)


@changes("timing.holidays", to=(date(2026, 8, 3),))
def test_a_holiday_puts_the_day_off(before, after):
    assert _spp_due(before) == date(2026, 8, 11)
    assert _spp_due(after) == date(2026, 8, 12)


_spp_due: Callable[[RuleSet], date | None] = lambda rules: due_date(  # noqa: E731
    rules, rules.payment.spp_deadline, FRIDAY
)
