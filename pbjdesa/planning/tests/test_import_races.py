"""Imports, typing and orders in the same moment. On PostgreSQL only."""

from collections import Counter

import pytest

from pbjdesa.kernel import audit
from pbjdesa.planning.importing import import_budget, preview
from pbjdesa.planning.models import Activity, BudgetImport, BudgetLine, Commitment
from pbjdesa.planning.operations import type_activity
from pbjdesa.planning.promises import commit
from pbjdesa.planning.siskeudes.model import BudgetExport
from pbjdesa.planning.tests.test_support import CEMENT, OFFICE, ROAD, YEAR, export, item
from tests.hands import at_once
from tests.world import Village, territory, village

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def kinds(answers: list[object]) -> Counter[str]:
    return Counter(type(answer).__name__ for answer in answers)


def bring_in(place: Village, file: BudgetExport, expected: str = "") -> BudgetImport:
    return import_budget(
        by=place.by("kaur"),
        desa=place.desa,
        year=YEAR,
        export=file,
        sha256="0" * 64,
        file_name="apbdes.zip",
        expected=expected,
    )


def test_one_file_sent_by_ten_hands_comes_in_once() -> None:
    place = village(territory())
    answers = at_once(10, lambda _: bring_in(place, export([item()])))
    assert kinds(answers) == {"BudgetImport": 1, "NothingChanged": 9}
    assert BudgetLine.objects.of(place.desa).filter(description="Semen 50 kg").count() == 1
    assert list(audit.broken_links(audit.chain_of(place.activity))) == []


def test_of_two_who_saw_the_same_budget_the_second_is_asked_to_look_again() -> None:
    place = village(territory())
    offers = [export([item(volume=size)]) for size in (10, 20)]
    seen = [preview(desa=place.desa, year=YEAR, export=file).fingerprint for file in offers]
    answers = at_once(2, lambda n: bring_in(place, offers[n], seen[n]))
    assert kinds(answers) == {"BudgetImport": 1, "SeenOtherwise": 1}
    assert [done.number for done in BudgetImport.objects.of(place.desa)] == [1]


def test_an_activity_that_is_typed_while_it_comes_in_exists_once() -> None:
    place = village(territory())

    def act(number: int) -> object:
        if number % 2:
            return bring_in(place, export([item()]))
        return type_activity(
            by=place.by("kaur"), desa=place.desa, year=YEAR, code=ROAD, name="Jalan", ceiling=1
        )

    answers = at_once(8, act)
    assert set(kinds(answers)) <= {"BudgetImport", "NothingChanged", "Activity", "Refused"}
    (row,) = Activity.objects.of(place.desa).filter(code=ROAD)
    assert (row.origin, row.name) == ("imported", "Pengerasan Jalan Desa")


def test_what_is_ordered_while_the_budget_drops_it_is_kept_or_refused() -> None:
    place = village(territory())
    line = place.lines[0]

    def act(number: int) -> object:
        if number:
            return bring_in(place, export([item(code=OFFICE, account=CEMENT)]))
        return commit(
            by=place.by("kasi"),
            purchase_id=1,
            activity=place.activity,
            amounts={line.pk: 500_000},
            blocks=True,
        )

    answers = at_once(2, act)
    assert kinds(answers)["BudgetImport"] == 1
    line.refresh_from_db()
    ordered = Commitment.objects.of(place.desa).exists()
    assert ordered == (line.removed_at is None)
    assert kinds(answers) == {"BudgetImport": 1, "NoneType" if ordered else "Refused": 1}
