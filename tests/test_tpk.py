"""The Tim Pelaksana Kegiatan: who sits in it, for which activities, and what the rules ask."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pbjdesa.documents.models import Document
from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import TPK
from pbjdesa.people.operations import TpkSeat, appoint, register_person
from pbjdesa.people.queries import tpk_members, tpk_of, tpk_problems_of
from pbjdesa.planning.models import Activity
from pbjdesa.planning.teams import decree_tpk
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.ruleset import RuleSet
from tests.world import Village, territory, village

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
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


def team_of(place: Village, mark: str = "") -> list[TpkSeat]:
    return [
        TpkSeat("tpk_ketua", "perangkat_desa", name="Purwanto" + mark),
        TpkSeat("tpk_sekretaris", "lkd", name="Nurhayati" + mark, nik="3324040101900001"),
        TpkSeat("tpk_anggota", "masyarakat", name="Suparti" + mark),
    ]


def decree(
    place: Village, seats: list[TpkSeat], day: date = DAY, activity: Activity | None = None
) -> Document:
    return decree_tpk(
        by=place.by("kepala_desa"), desa=place.desa, seats=seats, from_date=day, activity=activity
    )


@pytest.fixture(autouse=True)
def on_that_day() -> Iterator[None]:
    with clock.frozen(datetime(2026, 5, 6, 2, tzinfo=UTC)):
        yield


def test_the_kades_forms_a_team_and_gets_its_decree(place: Village) -> None:
    document = decree(place, team_of(place))
    team = tpk_of(place.desa, DAY)
    assert [one.person.name for one in team] == ["Purwanto", "Nurhayati", "Suparti"]
    assert {one.decree for one in team} == {document.number}
    assert [one.element for one in team] == ["perangkat_desa", "lkd", "masyarakat"]
    assert tpk_problems_of(place.desa, rules(place), DAY) == []
    assert "3324040101900001" not in str(document.data)


def test_a_new_team_ends_the_one_before_the_day_before(place: Village) -> None:
    first = decree(place, team_of(place))
    old = tpk_of(place.desa, DAY)
    seats = [TpkSeat(one.office, one.element, person=one.person) for one in reversed(old[1:])] + [
        TpkSeat("tpk_ketua", "perangkat_desa", name="Darmanto")
    ]
    second = decree(place, seats, date(2026, 6, 1))
    assert tpk_of(place.desa, date(2026, 5, 31)) == old
    assert [one.person.name for one in tpk_of(place.desa, date(2026, 6, 1))] == [
        "Darmanto",
        "Nurhayati",
        "Suparti",
    ]
    assert second.data["earlier_decree"] == first.number


def test_a_team_of_one_activity_leaves_the_team_of_the_year(place: Village) -> None:
    decree(place, team_of(place))
    activity = place.activity
    seats = [TpkSeat(one.office, one.element, name=one.name + " Muda") for one in team_of(place)]
    document = decree(place, [replace(one, nik="") for one in seats], activity=activity)
    assert activity.code in document.data["scope"]
    assert len(tpk_of(place.desa, DAY)) == 6
    own = tpk_of(place.desa, DAY, activity.code)
    assert [one.person.name for one in own] == ["Purwanto Muda", "Nurhayati Muda", "Suparti Muda"]


def test_nothing_is_left_of_a_team_that_the_rules_refuse(place: Village) -> None:
    with pytest.raises(Refused, match="ganjil"):
        decree(place, team_of(place)[:2])
    assert tpk_of(place.desa, DAY) == []
    assert not Document.objects.of(place.desa).filter(kind="sk_tpk").exists()
    assert decree(place, team_of(place)).number.startswith("001/")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda place: {"element": "lkd"}, "belum ada di TPK"),
        (lambda place: {"office": "tpk_ketua"}, "satu ketua"),
        (lambda place: {"name": ""}, "nama lengkap"),
        (lambda place: {"name": "sutrisno hadi"}, "sudah terdaftar"),
        (lambda place: {"nik": "123"}, "16 angka"),
        (lambda place: {"person": place.by("bpd").person}, "tidak boleh menjadi anggota TPK"),
        (lambda place: {"person": place.by("kasi").person}, "tidak boleh menjadi anggota TPK"),
    ],
)
def test_a_team_is_refused_with_what_to_do(
    place: Village, change: Callable[[Village], dict[str, object]], says: str
) -> None:
    seats = team_of(place)
    seats[2] = replace(seats[2], **change(place))  # type: ignore[arg-type]
    with pytest.raises(Refused) as refused:
        decree(place, seats)
    assert says in " ".join(refused.value.reasons)


def test_one_person_has_one_seat(place: Village) -> None:
    decree(place, team_of(place))
    same = tpk_of(place.desa, DAY)[0].person
    seats = [replace(one, person=same) for one in team_of(place)]
    with pytest.raises(Refused, match="satu kedudukan"):
        decree(place, seats, date(2026, 6, 1))


def test_a_team_is_not_formed_for_days_gone_by_nor_twice_for_one_day(place: Village) -> None:
    with pytest.raises(Refused, match="paling cepat hari ini"):
        decree(place, team_of(place), date(2026, 5, 5))
    decree(place, team_of(place))
    with pytest.raises(Refused, match="berlaku mulai 6 Mei 2026"):
        decree(place, [replace(one, name=one.name + " B", nik="") for one in team_of(place)])


def test_only_the_kades_of_the_village_forms_its_team(place: Village) -> None:
    for office in ("sekdes", "kasi", "bpd"):
        with pytest.raises(Refused, match="bukan tugas jabatan"):
            decree_tpk(by=place.by(office), desa=place.desa, seats=team_of(place), from_date=DAY)
    other = village(place.desa.kab, "Curugsewu")
    with pytest.raises(Refused, match="bukan di desa ini"):
        decree_tpk(by=other.by("kepala_desa"), desa=place.desa, seats=team_of(place), from_date=DAY)


def test_a_kasi_of_another_field_may_sit_in_the_team_of_one_activity(place: Village) -> None:
    kasi = place.by("kasi")
    kasi.activity_prefixes = ["02."]
    kasi.save()
    seats = team_of(place)
    seats[0] = replace(seats[0], person=kasi.person)
    with pytest.raises(Refused, match="tidak boleh menjadi anggota TPK"):
        decree(place, seats)
    decree(place, seats, activity=place.activity)
    assert len(tpk_of(place.desa, DAY, place.activity.code)) == 3


def test_the_team_of_the_year_does_not_act_where_an_activity_has_its_own(place: Village) -> None:
    three(place)
    (member, *_) = tpk_of(place.desa, DAY)
    code = place.activity.code
    check_authority(member, desa=place.desa, offices=TPK, activity_code=code)
    own = three(place, (code,), " Muda")
    check_authority(own[0], desa=place.desa, offices=TPK, activity_code=code)
    with pytest.raises(Refused, match="TPK sendiri"):
        check_authority(member, desa=place.desa, offices=TPK, activity_code=code)
    check_authority(member, desa=place.desa, offices=TPK, activity_code="02.03.10")
