"""A budget that changes while purchases are on their way (PAK)."""

import pytest

from pbjdesa.contracts.operations import send_order
from pbjdesa.kernel.errors import Refused
from pbjdesa.planning import queries
from pbjdesa.planning.models import BudgetLine, Commitment
from pbjdesa.planning.tests.test_importing import bring_in, buy
from pbjdesa.planning.tests.test_support import CEMENT, OFFICE, PAPER, export, item
from tests.world import Village, announced, draft, territory, village

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Village:
    """A village that typed its budget."""
    return village(territory())


def test_a_change_of_the_budget_keeps_the_purchases(place: Village) -> None:
    """R-77: the changed amounts come, the package stays with its line and goes on."""
    announced(place)
    first = export([item("Kertas HVS A4 70 gram", 50, 55_000, code=OFFICE, account=PAPER)])
    bring_in(place.desa, first)
    place.lines = [place.lines[0]]
    purchase = draft(place)
    send_order(by=place.by("kasi"), purchase=purchase)
    cut = export([item("Kertas HVS A4 70 gram", 5, 55_000, code=OFFICE, account=PAPER, order=3)])
    done = bring_in(place.desa, cut)
    line = BudgetLine.objects.like(place.lines[0]).get(pk=place.lines[0].pk)
    balance = queries.balance_of_line(line)
    assert (balance.ceiling, balance.committed, balance.left) == (275_000, 540_000, -265_000)
    assert [problem["code"] for problem in done.problems] == ["line_below_committed"]
    gone = bring_in(place.desa, export([item("Laptop", 1, 9_000_000, code=OFFICE, account=CEMENT)]))
    line.refresh_from_db()
    assert (line.removed_at, line.amount, line.marks) == (None, 0, ["not_in_file"])
    assert [problem["code"] for problem in gone.problems] == ["line_kept"]
    with pytest.raises(Refused, match="melebihi pagunya"):
        buy(line, 1)


def test_an_order_of_a_line_that_left_the_budget_is_refused(place: Village) -> None:
    announced(place)
    purchase = draft(place)
    bring_in(place.desa, export([item("Laptop", 1, 9_000_000, code=OFFICE, account=CEMENT)]))
    with pytest.raises(Refused):
        send_order(by=place.by("kasi"), purchase=purchase)
    assert not Commitment.objects.of(place.desa).exists()
