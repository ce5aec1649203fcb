"""How long each step of choosing a supplier may take: shown as the day by which it is due."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pbjdesa.procurement.queries import deadline_of
from tests.rule_values.values import changes_each
from tests.rule_values.villages import under, village_under
from tests.world import draft

STATES = {
    "evaluation": "opened",
    "negotiation": "evaluated",
    "award": "negotiated",
    "contract_signing": "awarded",
}
FRIDAY_NOON = datetime(2026, 7, 31, 12, tzinfo=ZoneInfo("Asia/Jakarta"))


@changes_each({f"timing.{step}.days": 3 for step in STATES})
def test_each_step_of_the_choice_is_due_when_the_rules_say(db, address, before, after):
    assert _due(address, before, after) == [None, date(2026, 8, 3)]


@changes_each(
    {f"timing.{step}.kind": "working" for step in STATES},
    within={f"timing.{step}.days": 3 for step in STATES},
)
def test_the_days_of_each_step_are_counted_as_the_rules_say(db, address, before, after):
    assert _due(address, before, after) == [date(2026, 8, 3), date(2026, 8, 5)]


def _due(address, *rule_sets):
    purchase = draft(village_under(rule_sets[0]))
    due = []
    for rules in rule_sets:
        row = under(rules, purchase)
        row.method, row.changed_at = "permintaan_penawaran", FRIDAY_NOON
        row.state = STATES[address.split(".")[1]]
        due.append(deadline_of(row))
    return due
