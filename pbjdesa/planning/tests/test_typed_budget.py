"""A budget typed by hand: it always adds up, and what is bought holds it."""

from decimal import Decimal
from typing import Any

import pytest

from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.planning import queries
from pbjdesa.planning.importing import import_budget, undo_import
from pbjdesa.planning.models import Activity, BudgetLine
from pbjdesa.planning.operations import (
    TypedLine,
    change_activity,
    change_line,
    remove_line,
    type_activity,
    type_line,
)
from pbjdesa.planning.promises import commit
from pbjdesa.planning.tests.test_support import CEMENT, ROAD, YEAR, export, total
from tests.world import Village, territory, village

pytestmark = pytest.mark.django_db

CEMENT_LINE = TypedLine(CEMENT, "Semen", "DDS", Decimal(10), "sak", 65_000)


@pytest.fixture
def place() -> Village:
    return village(territory())


def typed(place: Village, activity: Activity, **fields: Any) -> BudgetLine:
    wanted = {"account_code": CEMENT, "description": "Semen", "fund_sources": "DDS", **fields}
    return type_line(by=place.by("kaur"), activity=activity, **wanted)


def bought(place: Village, line: BudgetLine, amount: int) -> None:
    commit(
        by=place.by("kasi"),
        purchase_id=7,
        activity=line.activity,
        amounts={line.pk: amount},
        blocks=True,
    )


def with_total(place: Village, amount: int = 5_000_000, **more: Any) -> Activity:
    """An activity of which the file gave one account total."""
    import_budget(
        by=None,
        desa=place.desa,
        year=YEAR,
        export=export([total(amount, **more)]),
        sha256="",
        file_name="",
    )
    return Activity.objects.of(place.desa).select_related("desa__kab").get(code=ROAD)


def test_a_line_past_the_ceiling_is_refused(place: Village) -> None:
    with pytest.raises(Refused, match=r"melewati pagu kegiatan\. Kurangi baris ini, atau ubah"):
        typed(place, place.activity, volume=Decimal(1), unit_price=12_000_000)


def test_a_strange_account_is_marked_and_named(place: Village) -> None:
    line = typed(place, place.activity, account_code="5.2.1.90", volume=Decimal(1), unit_price=1)
    assert line.marks == ["extension_code"]
    assert typed(place, place.activity, volume=Decimal(1), unit_price=1).account_name


def test_items_take_from_the_total_of_their_account(place: Village) -> None:
    road = with_total(place)
    typed(place, road, volume=Decimal(10), unit_price=65_000)
    amounts = {row.line.level: row.balance.left for row in queries.lines(road)}
    assert amounts == {"account": 4_350_000, "item": 650_000}
    with pytest.raises(Refused, match=r"5\.3\.5\.03 melewati jumlahnya, Rp5\.000\.000"):
        typed(place, road, volume=Decimal(100), unit_price=65_000)


def test_a_total_that_is_all_told_in_items_is_no_longer_shown(place: Village) -> None:
    road = with_total(place, 650_000)
    typed(place, road, volume=Decimal(10), unit_price=65_000)
    assert [row.line.level for row in queries.lines(road)] == ["item"]


def test_items_leave_to_a_total_what_is_ordered_from_it(place: Village) -> None:
    road = with_total(place)
    bought(place, queries.lines(road)[0].line, 4_900_000)
    with pytest.raises(Refused, match=r"sudah dipesan Rp4\.900\.000"):
        typed(place, road, volume=Decimal(10), unit_price=65_000)


def test_an_account_has_one_typed_total_per_fund(place: Village) -> None:
    line = typed(place, place.activity, amount=1_000_000)
    assert (line.level, line.total) == ("account", 1_000_000)
    typed(place, place.activity, amount=500_000, fund_sources="ADD")
    with pytest.raises(Refused, match=r"sudah ada\. Isi volume"):
        typed(place, place.activity, amount=200_000)


def test_a_typed_line_can_be_changed_and_taken_away(place: Village) -> None:
    line = typed(place, place.activity, volume=Decimal(1), unit_price=1_000)
    changed = change_line(by=place.by("kaur"), line=line, typed=CEMENT_LINE)
    assert (changed.amount, changed.volume, changed.unit) == (650_000, 10, "sak")
    remove_line(by=place.by("kaur"), line=changed)
    assert line.pk not in {row.line.pk for row in queries.lines(place.activity)}
    with pytest.raises(Conflict, match="sudah dihapus"):
        change_line(by=place.by("kaur"), line=line, typed=CEMENT_LINE)


def test_a_removed_item_gives_its_money_back_to_the_total(place: Village) -> None:
    road = with_total(place)
    line = typed(place, road, volume=Decimal(10), unit_price=65_000)
    remove_line(by=place.by("kaur"), line=line)
    assert [row.balance.left for row in queries.lines(road)] == [5_000_000]


def test_what_is_bought_from_is_not_changed_any_more(place: Village) -> None:
    line = place.lines[0]
    bought(place, line, 1_000)
    for act in (
        lambda: change_line(by=place.by("kaur"), line=line, typed=CEMENT_LINE),
        lambda: remove_line(by=place.by("kaur"), line=line),
    ):
        with pytest.raises(Refused, match="sudah dipakai belanja"):
            act()


def test_what_comes_from_siskeudes_is_changed_in_siskeudes(place: Village) -> None:
    road = with_total(place)
    line = queries.lines(road)[0].line
    for act in (
        lambda: change_line(by=place.by("kaur"), line=line, typed=CEMENT_LINE),
        lambda: remove_line(by=place.by("kaur"), line=line),
        lambda: change_activity(by=place.by("kaur"), activity=road, name="Jalan", ceiling=1),
    ):
        with pytest.raises(Refused, match="Ubah di Siskeudes, lalu impor lagi"):
            act()


def test_a_ceiling_never_falls_below_lines_or_orders(place: Village) -> None:
    for ceiling, why in ((8_249_999, "jumlah barisnya Rp8.250.000"), (0, "jumlah barisnya")):
        with pytest.raises(Refused, match=why):
            change_activity(
                by=place.by("kaur"), activity=place.activity, name="Kantor", ceiling=ceiling
            )
    changed = change_activity(
        by=place.by("kaur"), activity=place.activity, name="Kantor", ceiling=8_250_000
    )
    assert (changed.name, changed.ceiling) == ("Kantor", 8_250_000)


def test_an_activity_exists_once(place: Village) -> None:
    with pytest.raises(Refused, match="sudah ada"):
        type_activity(
            by=place.by("kaur"),
            desa=place.desa,
            year=YEAR,
            code=place.activity.code,
            name="Lagi",
            ceiling=1,
        )


def test_nothing_is_typed_into_an_activity_that_left_the_budget(place: Village) -> None:
    road = with_total(place)
    undo_import(by=None, budget_import=queries.imports(place.desa)[0])
    with pytest.raises(Conflict, match="sudah tidak ada di anggaran"):
        typed(place, road, volume=Decimal(1), unit_price=1)
