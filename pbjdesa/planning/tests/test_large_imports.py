"""Large imports stay fast, and any chain of imports can be taken back link by link."""

import time

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from pbjdesa.kernel.errors import Refused
from pbjdesa.planning import importing
from pbjdesa.planning.importing import NothingChanged, undo_import
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.tests.test_importing import bring_in, snapshot
from pbjdesa.planning.tests.test_support import export, exports, item
from pbjdesa.territories.models import Desa
from tests.world import desa_named, territory, village

pytestmark = pytest.mark.django_db


@pytest.fixture
def desa() -> Desa:
    """A village without any budget."""
    return desa_named(territory(), "Pagersari")


def big_file(lines: int, price: int = 1_000) -> BudgetExport:
    rows = [
        item(
            f"Barang nomor {number}",
            number % 7 + 1,
            price,
            code=f"0{number % 5 + 1}.01.{number % 20 + 1:02}",
            account=f"5.2.1.{number % 9 + 1:02}",
            order=number,
        )
        for number in range(lines)
    ]
    return export(rows)


def test_a_village_of_five_hundred_lines_comes_in_within_two_seconds(desa: Desa) -> None:
    file = big_file(500)
    began = time.perf_counter()
    bring_in(desa, file)
    assert time.perf_counter() - began < 2
    began = time.perf_counter()
    bring_in(desa, big_file(500, price=1_100))
    assert time.perf_counter() - began < 2


@pytest.mark.parametrize(("lines", "most"), [(1, 40), (3, 40), (1_000, 120)])
def test_queries_grow_with_batches_and_not_with_lines(desa: Desa, lines: int, most: int) -> None:
    with CaptureQueriesContext(connection) as first:
        done = bring_in(desa, big_file(lines))
    with CaptureQueriesContext(connection) as second:
        bring_in(desa, big_file(lines, price=2_000))
    assert len(first) <= most
    assert len(second) <= most
    assert done.counts["lines"]["new"] == lines


def test_more_lines_than_any_village_has_are_refused(
    desa: Desa, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_LINES", 3)
    with pytest.raises(Refused, match="memuat 4 baris untuk satu desa"):
        bring_in(desa, big_file(4))
    bring_in(desa, big_file(3))


@settings(max_examples=settings().max_examples // 4)  # each one fills a database
@given(
    st.lists(exports().filter(lambda file: file.holds_lines), min_size=1, max_size=3),
    st.booleans(),
)
def test_taking_back_every_import_leaves_what_was_there(
    chain: list[BudgetExport], with_typed: bool
) -> None:
    with transaction.atomic():
        kab = territory()
        desa = village(kab).desa if with_typed else desa_named(kab, "Pagersari")
        states, done = [snapshot(desa)], []
        for file in chain:
            try:
                done.append(bring_in(desa, file))
            except NothingChanged:
                continue
            states.append(snapshot(desa))
        for budget_import in reversed(done):
            assert snapshot(desa) == states.pop()
            undo_import(by=None, budget_import=budget_import)
        assert snapshot(desa) == states.pop()
        transaction.set_rollback(True)
