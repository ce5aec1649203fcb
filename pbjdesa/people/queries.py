"""Looking up who holds which office."""

from collections.abc import Collection
from datetime import date

from pbjdesa.people.models import Account, Appointment, Person
from pbjdesa.people.offices import PKA, TPK, TPK_ANGGOTA, TPK_KETUA, TPK_SEKRETARIS
from pbjdesa.regulations.rules import TpkMember, tpk_problems
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.territories.models import Desa, Kabupaten

TPK_ORDER = (TPK_KETUA.slug, TPK_SEKRETARIS.slug, TPK_ANGGOTA.slug)
"""As a team is listed and signs."""


def holders(desa: Desa, office: str, day: date) -> list[Appointment]:
    """Everybody in an office of a village on a day, longest serving first."""
    return list(
        Appointment.objects.of(desa)
        .filter(office=office, from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("person")
        .order_by("from_date", "pk")
    )


def tpk_of(desa: Desa, day: date, activity_code: str = "") -> list[Appointment]:
    """The team (TPK) of a village on a day, ketua first; one query.

    For an activity its own team where it has one, else the team of the year (R-08).
    """
    rows = (
        Appointment.objects.of(desa)
        .filter(office__in=TPK, from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("person")
        .order_by("from_date", "pk")
    )
    team = sorted(rows, key=lambda seat: TPK_ORDER.index(seat.office))
    if not activity_code:
        return team
    able = [seat for seat in team if seat.covers(activity_code)]
    return [seat for seat in able if seat.activity_prefixes] or able


def people_of(desa: Desa) -> list[Person]:
    """Everybody in the village's register of persons, by name; one query."""
    return list(Person.objects.of(desa).order_by("name", "pk"))


def without_account(kab: Kabupaten, rows: Collection[Appointment]) -> set[int]:
    """The persons among these who cannot log in yet, by id; one query."""
    persons = {row.person_id for row in rows}
    known = Account.objects.filter(kab_id=kab.pk, person_id__in=persons)
    return persons - set(known.values_list("person_id", flat=True))


def offices_held(
    desa: Desa, day: date, activity_codes: Collection[str] = ()
) -> dict[str, frozenset[str]]:
    """By person's key, the village offices outside the TPK that each holds on a day; one query.

    "pka" is added for a Kasi or Kaur who runs one of the activities, or any where none is named.
    """
    rows = (
        Appointment.objects.of(desa)
        .filter(from_date__lte=day)
        .exclude(until_date__lt=day)
        .exclude(office__in=TPK)
        .select_related("person")
    )
    held: dict[str, set[str]] = {}
    for row in rows:
        runs = row.office in PKA and (not activity_codes or any(map(row.covers, activity_codes)))
        held.setdefault(row.person.key, set()).update({row.office}, {"pka"} if runs else ())
    return {key: frozenset(offices) for key, offices in held.items()}


def as_members(
    desa: Desa,
    places: Collection[tuple[str, str, str]],
    day: date,
    activity_codes: Collection[str] = (),
    pka_key: str = "",
) -> list[TpkMember]:
    """A team, given as office, element and person's key of each seat, as the rules look at it: with
    all other offices of the same person that day.

    `pka_key` is whoever runs the package: then "pka" means that person alone (R-10).
    """
    held = offices_held(desa, day, activity_codes)
    members = []
    for office, element, key in places:
        offices = held.get(key, frozenset())
        if pka_key:
            offices = offices - {"pka"} | ({"pka"} if key == pka_key else set())
        members.append(TpkMember(position_of(office), element, offices))
    return members


def tpk_members(
    desa: Desa, day: date, activity_code: str = "", pka_key: str = ""
) -> list[TpkMember]:
    """The team of a day (and activity) as the rules look at it."""
    team = tpk_of(desa, day, activity_code)
    places = [(seat.office, seat.element, seat.person.key) for seat in team]
    codes = (activity_code,) if activity_code else ()
    return as_members(desa, places, day, codes, pka_key)


def position_of(office: str) -> str:
    """ketua, sekretaris or anggota: a seat of the TPK as the rules name it."""
    return office.removeprefix("tpk_")


def tpk_problems_of(
    desa: Desa, rules: RuleSet, day: date, activity_code: str = "", pka_key: str = ""
) -> list[str]:
    """What is wrong with the team on a day, as sentences; empty when it is lawful (R-08 … R-10)."""
    members = tpk_members(desa, day, activity_code, pka_key)
    if not members:
        return ["TPK belum dibentuk. Minta Kepala Desa membentuknya."]
    return tpk_problems(rules, members)


def officials_of(desa: Desa, day: date) -> list[Appointment]:
    """Everybody in office in a village on a day, longest serving first; one query."""
    return list(
        Appointment.objects.of(desa)
        .filter(from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("person")
        .order_by("from_date", "pk")
    )


def account_of(person: Person) -> Account | None:
    """The log-in of a person; None for one who has none, or whose log-in was shut."""
    rows = Account.objects.filter(kab_id=person.kab_id, person_id=person.pk)
    return rows.filter(disabled_at__isnull=True).first()


def holder_name(desa: Desa, office: str, day: date) -> str | None:
    """The name that papers print for an office; None leaves a line to be filled in by hand."""
    found = holders(desa, office, day)
    return found[0].person.name if found else None


def by_ids(kab: Kabupaten, ids: Collection[int | None]) -> dict[int, Appointment]:
    """Appointments by id, with their persons, whoever they are of this kabupaten; one query."""
    wanted = {id_ for id_ in ids if id_}
    rows = Appointment.objects.of(kab).filter(pk__in=wanted).select_related("person")
    return {row.pk: row for row in rows}


def person_keys_of_officials(desa: Desa, day: date) -> set[str]:
    """Keys of everybody who holds an office in the village: none of them may sell to it."""
    rows = (
        Appointment.objects.of(desa)
        .filter(from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("person")
    )
    return {row.person.key for row in rows}


def coach_of(desa: Desa, office: str) -> Appointment | None:
    """The coach at the kecamatan office whom a village calls."""
    return (
        Appointment.objects.of(desa.kab)
        .filter(kecamatan_id=desa.kecamatan_id, office=office, until_date__isnull=True)
        .select_related("person")
        .order_by("pk")
        .first()
    )


def in_office(desa: Desa, day: date) -> list[Appointment]:
    """Everybody who holds an office or a seat of the TPK in a village on a day, with the person."""
    return list(
        Appointment.objects.of(desa)
        .filter(from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("person")
        .order_by("pk")
    )
