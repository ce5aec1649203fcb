"""The Tim Pelaksana Kegiatan: who sits in it, for which activities, and what the rules ask."""

from datetime import date

import pytest

from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.operations import appoint, register_person
from pbjdesa.people.queries import tpk_members, tpk_of, tpk_problems_of
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.ruleset import RuleSet
from tests.world import Village, territory, village

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 6)


@pytest.fixture
def place() -> Village:
    return village(territory())


def rules(place: Village) -> RuleSet:
    return rules_of(in_force(place.desa.kab.code, DAY))


def seat(
    place: Village,
    office: str,
    name: str,
    element: str,
    *,
    person: Person | None = None,
    prefixes: tuple[str, ...] = (),
    until: date | None = None,
) -> Appointment:
    person = person or register_person(by=None, kab=place.desa.kab, name=name, desa=place.desa)
    return appoint(
        by=None,
        person=person,
        office=office,
        from_date=date(2026, 1, 2),
        until_date=until,
        desa=place.desa,
        element=element,
        activity_prefixes=prefixes,
    )


def three(place: Village, prefixes: tuple[str, ...] = (), mark: str = "") -> list[Appointment]:
    return [
        seat(place, "tpk_anggota", "Suparti" + mark, "masyarakat", prefixes=prefixes),
        seat(place, "tpk_ketua", "Purwanto" + mark, "perangkat_desa", prefixes=prefixes),
        seat(place, "tpk_sekretaris", "Nurhayati" + mark, "lkd", prefixes=prefixes),
    ]


def test_a_village_without_a_team_is_told_who_forms_one(place: Village) -> None:
    assert tpk_problems_of(place.desa, rules(place), DAY) == [
        "TPK belum dibentuk. Minta Kepala Desa membentuknya."
    ]


def test_a_lawful_team_is_listed_with_its_ketua_first(place: Village) -> None:
    three(place)
    offices = [one.office for one in tpk_of(place.desa, DAY)]
    assert offices == ["tpk_ketua", "tpk_sekretaris", "tpk_anggota"]
    assert tpk_problems_of(place.desa, rules(place), DAY) == []


def test_a_seat_that_ended_counts_no_longer(place: Village) -> None:
    gone = seat(place, "tpk_anggota", "Paiman", "masyarakat", until=date(2026, 5, 5))
    assert gone not in tpk_of(place.desa, DAY)
    assert gone in tpk_of(place.desa, date(2026, 5, 5))


def test_an_activity_with_its_own_team_is_not_run_by_the_team_of_the_year(place: Village) -> None:
    year, own = three(place), three(place, ("02.03.",), " B")
    assert {one.pk for one in tpk_of(place.desa, DAY, "02.03.10")} == {one.pk for one in own}
    assert {one.pk for one in tpk_of(place.desa, DAY, "01.01.04")} == {one.pk for one in year}


@pytest.mark.parametrize("office", ["kepala_desa", "sekdes", "kaur_keuangan", "bpd"])
def test_whoever_holds_an_excluded_office_has_no_seat(place: Village, office: str) -> None:
    official = place.by(office).person
    seat(place, "tpk_ketua", "", "perangkat_desa", person=official)
    seat(place, "tpk_sekretaris", "Nurhayati", "lkd")
    seat(place, "tpk_anggota", "Suparti", "masyarakat")
    assert len(tpk_problems_of(place.desa, rules(place), DAY)) == 1
    (ketua, *_) = tpk_members(place.desa, DAY)
    assert office in ketua.offices


def test_the_pka_of_the_package_has_no_seat_and_another_kasi_may(place: Village) -> None:
    kasi, kaur = place.by("kasi").person, place.by("kaur").person
    seat(place, "tpk_ketua", "", "perangkat_desa", person=kasi)
    seat(place, "tpk_sekretaris", "Nurhayati", "lkd")
    seat(place, "tpk_anggota", "Suparti", "masyarakat")
    code = "01.01.04"
    assert tpk_problems_of(place.desa, rules(place), DAY, code, kaur.key) == []
    assert len(tpk_problems_of(place.desa, rules(place), DAY, code, kasi.key)) == 1
    assert len(tpk_problems_of(place.desa, rules(place), DAY, code)) == 1
