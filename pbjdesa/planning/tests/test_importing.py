"""Budget files in the database: applied whole, once, and taken back whole."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pbjdesa.kernel import audit
from pbjdesa.kernel.errors import Conflict, Refused
from pbjdesa.kernel.ids import shard_of
from pbjdesa.planning import queries
from pbjdesa.planning.importing import (
    NothingChanged,
    SeenOtherwise,
    Undo,
    import_budget,
    preview,
    undo_import,
)
from pbjdesa.planning.models import Activity, BudgetImport, BudgetLine
from pbjdesa.planning.operations import type_activity, type_line
from pbjdesa.planning.plan import plan_rows, plan_total
from pbjdesa.planning.promises import commit
from pbjdesa.planning.siskeudes import test_support as files
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.siskeudes.read import read_export
from pbjdesa.planning.tests.test_support import (
    CEMENT,
    OFFICE,
    PAPER,
    ROAD,
    YEAR,
    activity,
    export,
    item,
    total,
)
from pbjdesa.territories.models import Desa
from tests.world import Village, desa_named, territory, village

pytestmark = pytest.mark.django_db


@pytest.fixture
def desa() -> Desa:
    """A village without any budget."""
    return desa_named(territory(), "Pagersari")


@pytest.fixture
def place() -> Village:
    """A village that typed its budget."""
    return village(territory())


def bring_in(desa: Desa, file: BudgetExport, **more: Any) -> BudgetImport:
    return import_budget(
        by=None, desa=desa, year=YEAR, export=file, sha256="0" * 64, file_name="apbdes.zip", **more
    )


def snapshot(desa: Desa) -> list[dict[str, Any]]:
    """Everything that counts, in full."""
    rows: list[dict[str, Any]] = []
    for model in (Activity, BudgetLine):
        rows += model.objects.of(desa).filter(removed_at__isnull=True).order_by("pk").values()
    return rows


def lines_of(desa: Desa) -> dict[str, BudgetLine]:
    found = BudgetLine.objects.of(desa).filter(removed_at__isnull=True)
    return {line.description: line for line in found.select_related("activity")}


def buy(line: BudgetLine, amount: int, purchase_id: int = 1) -> None:
    activity = Activity.objects.like(line).select_related("desa__kab").get(pk=line.activity_id)
    appointment: Any = None
    commit(
        by=appointment,
        purchase_id=purchase_id,
        activity=activity,
        amounts={line.pk: amount},
        blocks=True,
    )


def test_a_zip_becomes_the_budget_of_the_year(desa: Desa) -> None:
    source = files.export(
        Ta_RABRinci=[
            files.item(),
            files.item(No_Urut="02", Uraian="Pasir", JmlSatuan=10, HrgSatuan=1, Anggaran=10),
        ]
    )
    file = read_export(source, year=YEAR)
    done = bring_in(desa, file)
    (entry,) = queries.activities(desa, YEAR)
    assert (entry.activity.code, entry.balance.ceiling) == (ROAD, 100_000_000)
    assert [(row.line.description, row.balance.left) for row in queries.lines(entry.activity)] == [
        ("Semen 50 kg", 6_550_000),
        ("Pasir", 10),
    ]
    assert done.counts["lines"]["new"] == 2
    assert done.counts["total"] == 6_550_010
    assert {shard_of(line.pk) for line in lines_of(desa).values()} == {desa.kab.shard}
    (event,) = audit.history(done)
    assert (event.verb, event.office) == ("planning.import_budget", "")
    assert event.data["counts"] == done.counts


def test_a_file_without_lines_is_refused_with_its_reason(desa: Desa) -> None:
    file = read_export(files.export(Ta_RABRinci=[]), year=YEAR)
    with pytest.raises(Refused, match="tidak memuat baris belanja"):
        bring_in(desa, file)
    with pytest.raises(Refused, match="tidak memuat baris belanja"):
        preview(desa=desa, year=YEAR, export=file)


def test_the_same_file_twice_says_that_nothing_changed(desa: Desa) -> None:
    bring_in(desa, export([item(), total(code=OFFICE)]))
    before = snapshot(desa)
    with pytest.raises(NothingChanged, match="Tidak ada yang berubah"):
        bring_in(desa, export([item(), total(code=OFFICE)]))
    assert snapshot(desa) == before
    assert queries.imports(desa).count() == 1


def test_what_was_typed_is_found_again_and_not_doubled(place: Village) -> None:
    paper, printer = place.lines
    file = export(
        [
            item("Kertas HVS A4 70 gr", 60, 54_000, code=OFFICE, account=PAPER),
            item("Printer inkjet", 2, 2_750_000, code=OFFICE, account="5.3.2.03"),
        ],
        [activity(OFFICE, 20_000_000, name="Operasional Pemerintah Desa")],
    )
    bring_in(place.desa, file)
    assert {line.pk: line.description for line in lines_of(place.desa).values()} == {
        paper.pk: "Kertas HVS A4 70 gr",
        printer.pk: "Printer inkjet",
    }
    assert plan_total(plan_rows(place.desa, YEAR)) == file.total
    place.activity.refresh_from_db()
    assert place.activity.name == "Operasional Pemerintah Desa"


def test_undo_restores_every_field(place: Village) -> None:
    before = snapshot(place.desa)
    done = bring_in(
        place.desa,
        export(
            [
                item("Kertas HVS A4 70 gr", 60, 54_000, code=OFFICE, account=PAPER),
                item(),
                total(code=OFFICE),
            ]
        ),
    )
    assert snapshot(place.desa) != before
    undone = undo_import(by=place.by("kaur"), budget_import=done)
    assert snapshot(place.desa) == before
    assert undone.state == "undone"
    assert [event.verb for event in audit.history(done)] == [
        "planning.import_budget",
        "planning.undo_import",
    ]
    with pytest.raises(Conflict, match="sudah dibatalkan"):
        undo_import(by=place.by("kaur"), budget_import=done)


def test_the_same_file_can_come_in_again_after_undo(desa: Desa) -> None:
    first = bring_in(desa, export([item()]))
    id_ = lines_of(desa)["Semen 50 kg"].pk
    undo_import(by=None, budget_import=first)
    assert snapshot(desa) == []
    again = bring_in(desa, export([item()]))
    assert lines_of(desa)["Semen 50 kg"].pk == id_
    assert (again.number, again.counts["lines"]["new"]) == (2, 1)


def test_imports_are_undone_from_the_newest_back(desa: Desa) -> None:
    first = bring_in(desa, export([item()]))
    after_first = snapshot(desa)
    second = bring_in(desa, export([item(volume=120)]))
    with pytest.raises(Refused, match="Batalkan impor ke-2 dulu"):
        undo_import(by=None, budget_import=first)
    undo_import(by=None, budget_import=second)
    assert snapshot(desa) == after_first
    undo_import(by=None, budget_import=first)
    assert snapshot(desa) == []


def test_undo_is_refused_while_something_is_bought_from_its_lines(desa: Desa) -> None:
    done = bring_in(desa, export([item()]))
    buy(lines_of(desa)["Semen 50 kg"], 1_000_000)
    before = snapshot(desa)
    with pytest.raises(Refused, match=r"sudah dipesan Rp1\.000\.000, anggaran lamanya Rp0"):
        undo_import(by=None, budget_import=done)
    assert snapshot(desa) == before


def test_undo_is_refused_when_the_older_amount_would_not_do(desa: Desa) -> None:
    bring_in(desa, export([item(volume=10)]))
    done = bring_in(desa, export([item(volume=100)]))
    buy(lines_of(desa)["Semen 50 kg"], 1_000_000)
    with pytest.raises(Refused, match=r"anggaran lamanya Rp655\.000"):
        undo_import(by=None, budget_import=done)
    assert Undo(done).obstacles


def test_undo_settles_what_was_typed_since(place: Village) -> None:
    bring_in(place.desa, export([total(5_000_000)]))
    done = bring_in(place.desa, export([total(8_000_000)]))
    road = Activity.objects.of(place.desa).get(code=ROAD)
    type_line(
        by=place.by("kaur"),
        activity=road,
        account_code=CEMENT,
        description="Semen",
        fund_sources="DDS",
        volume=item().volume,
        unit="sak",
        unit_price=30_000,
    )
    assert {row.line.amount for row in queries.lines(road)} == {5_000_000, 3_000_000}
    undo_import(by=None, budget_import=done)
    assert {row.line.amount for row in queries.lines(road)} == {2_000_000, 3_000_000}


def test_lines_typed_into_an_activity_leave_with_it(place: Village) -> None:
    before = snapshot(place.desa)
    done = bring_in(place.desa, export([total(), item(code=OFFICE, account=CEMENT)]))
    road = Activity.objects.of(place.desa).get(code=ROAD)
    typed = type_line(
        by=place.by("kaur"),
        activity=road,
        account_code=CEMENT,
        description="Semen",
        volume=item().volume,
        unit="sak",
        unit_price=30_000,
    )
    assert [line.pk for line in Undo(done).typed_since] == [typed.pk]
    undo_import(by=None, budget_import=done)
    assert snapshot(place.desa) == before


def test_an_undone_activity_can_be_typed(place: Village) -> None:
    done = bring_in(place.desa, export([item()]))
    undo_import(by=None, budget_import=done)
    typed = type_activity(
        by=place.by("kaur"), desa=place.desa, year=YEAR, code=ROAD, name="Jalan", ceiling=5
    )
    assert [(e.activity.code, e.activity.origin) for e in queries.activities(place.desa, YEAR)] == [
        (OFFICE, "typed"),
        (ROAD, "typed"),
    ]
    assert typed.ceiling == 5


def test_what_was_shown_is_what_is_applied(desa: Desa) -> None:
    """Two people look at the same differences; the second to press is asked to look again."""
    seen = preview(desa=desa, year=YEAR, export=export([item()])).fingerprint
    bring_in(desa, export([item(volume=90)]), expected="")
    before = snapshot(desa)
    with pytest.raises(SeenOtherwise, match="Anggaran berubah"):
        bring_in(desa, export([item()]), expected=seen)
    assert snapshot(desa) == before
    fresh = preview(desa=desa, year=YEAR, export=export([item()])).fingerprint
    bring_in(desa, export([item()]), expected=fresh)
    assert lines_of(desa)["Semen 50 kg"].volume == 100


def test_a_preview_writes_nothing(desa: Desa) -> None:
    with CaptureQueriesContext(
        connection,
    ) as done:
        difference = preview(desa=desa, year=YEAR, export=export([item()]))
    assert difference.counts["lines"]["new"] == 1
    assert all(query["sql"].startswith("SELECT") for query in done.captured_queries)
    assert snapshot(desa) == []


def test_a_neighbour_is_not_touched(place: Village) -> None:
    other = desa_named(place.desa.kab, "Plososari")
    before = snapshot(place.desa)
    done = bring_in(other, export([item(code=OFFICE, account=PAPER)]))
    undo_import(by=None, budget_import=done)
    assert snapshot(place.desa) == before


def test_another_year_is_not_touched(place: Village) -> None:
    before = snapshot(place.desa)
    with pytest.raises(ValueError, match="2026"):
        import_budget(
            by=None, desa=place.desa, year=2025, export=export([item()]), sha256="", file_name=""
        )
    assert snapshot(place.desa) == before


def test_swapped_numbers_do_not_collide(desa: Desa) -> None:
    bring_in(desa, export([item(order=1), item("Pasir", 3, 5, order=2)]))
    before = {line.pk: name for name, line in lines_of(desa).items()}
    bring_in(desa, export([item(order=2), item("Pasir", 3, 5, order=1)]))
    assert {line.pk: name for name, line in lines_of(desa).items()} == before


def test_a_line_that_returns_takes_its_key_from_one_that_leaves(desa: Desa) -> None:
    bring_in(desa, export([item()]))
    bring_in(desa, export([item("Kertas folio", 1, 1)]))
    bring_in(desa, export([item()]))
    assert list(lines_of(desa)) == ["Semen 50 kg"]
    assert BudgetLine.objects.of(desa).count() == 2
