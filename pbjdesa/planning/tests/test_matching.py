"""How a file's budget finds the village's: nothing doubles, nothing bought gets lost."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from pbjdesa.planning.matching import compare
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.tests.test_support import (
    CEMENT,
    OFFICE,
    PAPER,
    ROAD,
    Budget,
    activity,
    export,
    exports,
    item,
    total,
    typed_budgets,
)
from pbjdesa.planning.values import NOT_IN_FILE, Difference


def imported(budget: Budget, file: BudgetExport) -> Difference:
    difference = compare(*budget.state(), file)
    budget.apply(difference)
    return difference


def kinds(difference: Difference) -> list[str]:
    return [change.kind.value for change in difference.lines]


def names(budget: Budget) -> list[str]:
    return sorted(row.values.description for row in budget.active())


def codes(difference: Difference) -> list[str]:
    return [problem.code for problem in difference.problems]


def test_a_first_import_makes_everything_new() -> None:
    budget = Budget()
    difference = imported(budget, export([item(), item("Pasir", 10, 200_000, order=2)]))
    assert difference.counts["lines"] == {"new": 2, "changed": 0, "gone": 0, "kept": 0, "same": 0}
    assert difference.counts["activities"]["new"] == 1
    assert (difference.total_before, difference.total_after) == (0, 8_550_000)


def test_a_typed_line_in_other_words_becomes_the_imported_one() -> None:
    budget = Budget()
    budget.type_activity()
    typed = budget.type_line("Semen Portland 50kg", 100, 64_000)
    difference = imported(budget, export([item("Semen Portland 50 kg", 100, 65_500)]))
    assert kinds(difference) == ["changed"]
    assert [row.id for row in budget.active()] == [typed]
    assert budget.total == 6_550_000
    assert budget.lines[typed].values.origin == "imported"


def test_a_typed_line_with_the_same_figures_is_the_same_line_whatever_its_name() -> None:
    budget = Budget()
    budget.type_activity()
    typed = budget.type_line("PC", 75, 64_750)
    imported(budget, export([item("Semen Gresik 40 kg", 75, 64_750), item("Pasir", 5, 1, order=2)]))
    assert budget.lines[typed].values.description == "Semen Gresik 40 kg"


def test_a_typed_line_under_the_wrong_account_moves_to_the_right_one() -> None:
    budget = Budget()
    budget.type_activity()
    typed = budget.type_line("Semen 50 kg", 100, 65_500, account=PAPER)
    imported(budget, export([item()]))
    assert [row.id for row in budget.active()] == [typed]
    assert budget.lines[typed].values.account_code == CEMENT


def test_a_typed_line_that_the_file_does_not_know_is_replaced_and_said() -> None:
    budget = Budget()
    budget.type_activity()
    typed = budget.type_line("Sewa molen", 1, 900_000)
    difference = imported(budget, export([item()]))
    assert budget.lines[typed].values.removed
    assert "typed_line_replaced" in codes(difference)
    assert budget.total == 6_550_000


def test_typed_activities_that_are_not_in_the_file_stay() -> None:
    budget = Budget()
    budget.type_activity(OFFICE)
    typed = budget.type_line("Kertas HVS", 10, 50_000, code=OFFICE, account=PAPER)
    imported(budget, export([item()]))
    assert not budget.lines[typed].values.removed


def test_typed_items_are_parts_of_an_account_total() -> None:
    budget = Budget()
    imported(budget, export([total(6_550_000)]))
    budget.type_line("Semen 50 kg", 50, 65_500)
    difference = imported(budget, export([total(7_000_000)]))
    assert budget.total == 7_000_000
    rest = [row.values.amount for row in budget.active() if row.values.total is not None]
    assert rest == [3_725_000]
    assert difference.counts["lines"]["changed"] == 1


def test_items_above_a_total_that_was_cut_are_said() -> None:
    budget = Budget()
    imported(budget, export([total(6_550_000)]))
    budget.type_line("Semen 50 kg", 100, 65_500)
    difference = imported(budget, export([total(1_000_000)]))
    assert budget.total == 6_550_000
    assert codes(difference) == ["parts_above_total"]


def test_items_of_a_fuller_file_replace_the_total_and_take_over_typed_items() -> None:
    budget = Budget()
    imported(budget, export([total(6_550_000)]))
    typed = budget.type_line("Semen 50kg", 50, 65_500)
    imported(budget, export([item("Semen 50 kg", 60, 65_500), item("Pasir", 2, 200_000, order=2)]))
    assert sorted(row.values.amount for row in budget.active()) == [400_000, 3_930_000]
    assert budget.lines[typed].values.amount == 3_930_000


def test_a_poorer_file_keeps_the_items_while_they_add_up() -> None:
    budget = Budget()
    imported(budget, export([item()]))
    imported(budget, export([total(6_550_000)]))
    assert names(budget) == ["Bahan bangunan", "Semen 50 kg"]
    assert budget.total == 6_550_000
    imported(budget, export([total(5_000_000)]))
    assert names(budget) == ["Bahan bangunan"]
    assert budget.total == 5_000_000


def test_what_is_bought_is_kept_when_the_new_budget_drops_it() -> None:
    budget = Budget()
    imported(budget, export([item(), item("Kertas HVS", 1, 50_000, code=OFFICE, account=PAPER)]))
    cement = next(row.id for row in budget.active() if row.code == ROAD)
    budget.buy(cement, 2_000_000)
    difference = imported(
        budget, export([item("Kertas HVS", 1, 50_000, code=OFFICE, account=PAPER)])
    )
    kept = budget.lines[cement].values
    assert (kept.removed, kept.amount) == (False, 0)
    assert NOT_IN_FILE in kept.marks
    assert codes(difference) == ["activity_kept", "line_kept"]
    assert [change.after.ceiling for change in difference.activities] == [100_000_000, 0]


def test_a_kept_line_comes_back_to_life_when_a_later_budget_holds_it_again() -> None:
    budget = Budget()
    imported(budget, export([item(), item("Pasir", 1, 50_000, order=2)]))
    cement = next(row.id for row in budget.active() if row.values.description == "Semen 50 kg")
    budget.buy(cement, 2_000_000)
    imported(budget, export([item("Pasir", 1, 50_000)]))
    assert budget.lines[cement].values.amount == 0
    imported(budget, export([item("Pasir", 1, 50_000), item(order=2)]))
    assert budget.lines[cement].values.amount == 6_550_000
    assert budget.lines[cement].values.marks == ()


def test_a_cut_below_what_is_ordered_is_the_law_and_is_said() -> None:
    budget = Budget()
    imported(budget, export([item()]))
    budget.buy(budget.active()[0].id, 6_000_000)
    file = export([item("Semen 50 kg", 50, 65_500)], [activity(ceiling=5_000_000)])
    difference = imported(budget, file)
    assert codes(difference) == ["ceiling_below_committed", "line_below_committed"]
    assert budget.total == 3_275_000


def test_renumbered_items_keep_their_history() -> None:
    budget = Budget()
    imported(budget, export([item(), item("Pasir", 10, 200_000, order=2)]))
    before = {row.values.description: row.id for row in budget.active()}
    imported(
        budget,
        export(
            [
                item("Batu belah", 3, 150_000, order=1),
                item("Pasir", 12, 200_000, order=3),
                item(order=2),
            ]
        ),
    )
    after = {row.values.description: row.id for row in budget.active()}
    assert after["Pasir"] == before["Pasir"]
    assert after["Semen 50 kg"] == before["Semen 50 kg"]


def test_another_thing_under_an_old_number_is_another_line() -> None:
    budget = Budget()
    imported(budget, export([item()]))
    old = budget.active()[0].id
    budget.buy(old, 1_000_000)
    difference = imported(budget, export([item("Kertas folio", 3, 40_000)]))
    assert sorted(kinds(difference)) == ["kept", "new"]
    assert budget.lines[old].values.description == "Semen 50 kg"


def test_an_empty_place_in_the_file_does_not_wipe_what_was_typed() -> None:
    budget = Budget()
    imported(budget, export([item()]))
    imported(budget, export([item()], [activity(location="", ceiling=7_000_000)]))
    (row,) = budget.activities.values()
    assert (row.values.location, row.values.ceiling) == ("Dusun Krajan", 7_000_000)


@given(typed_budgets(), st.lists(exports(), min_size=1, max_size=4))
def test_the_same_file_twice_changes_nothing(budget: Budget, files: list[BudgetExport]) -> None:
    for file in files:
        imported(budget, file)
        again = compare(*budget.state(), file)
        assert again.changes_nothing, [change.to_json() for change in again.written]


@given(typed_budgets(), st.lists(exports(), min_size=1, max_size=4))
def test_the_lines_come_to_what_the_file_says(budget: Budget, files: list[BudgetExport]) -> None:
    for file in files:
        difference = imported(budget, file)
        in_file: dict[tuple[str, str], int] = defaultdict(int)
        here: dict[tuple[str, str], int] = defaultdict(int)
        for line in file.lines:
            in_file[line.activity_code, line.account_code] += line.amount
        for row in budget.active():
            here[row.code, row.values.account_code] += row.values.amount
        too_many = {p.sentence for p in difference.problems if p.code == "parts_above_total"}
        for (code, account), amount in in_file.items():
            said = any(f"{account} ({code})" in sentence for sentence in too_many)
            assert here[code, account] > amount if said else here[code, account] == amount


@given(typed_budgets(), st.lists(exports(), min_size=1, max_size=3), st.data())
def test_nothing_that_was_bought_disappears(
    budget: Budget, files: list[BudgetExport], data: st.DataObject
) -> None:
    for file in files:
        imported(budget, file)
        for row in budget.lines.values():
            assert not (row.committed and row.values.removed)
        if budget.active():
            budget.buy(data.draw(st.sampled_from([row.id for row in budget.active()])), 500)


@given(typed_budgets(), st.lists(exports(), min_size=1, max_size=4))
def test_no_two_active_lines_share_a_key(budget: Budget, files: list[BudgetExport]) -> None:
    for file in files:
        imported(budget, file)
        keys = [(row.code, row.values.key) for row in budget.active()]
        assert len(keys) == len(set(keys))


@given(typed_budgets(), exports())
def test_every_number_of_an_account_total_is_settled(budget: Budget, file: BudgetExport) -> None:
    difference = compare(*budget.state(), file)
    for change in difference.lines:
        if change.after.total is not None and not change.after.removed:
            assert 0 <= change.after.amount <= change.after.total
