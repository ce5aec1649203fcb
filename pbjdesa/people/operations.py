"""Putting persons into offices and giving them a log-in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import keyed_hash
from pbjdesa.kernel.words import say
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Account, Appointment, Person
from pbjdesa.people.offices import KEPALA_DESA, OFFICES, TPK, Level, Office
from pbjdesa.people.pins import hash_pin, new_pin
from pbjdesa.people.queries import as_members
from pbjdesa.regulations.queries import in_force, rules_of
from pbjdesa.regulations.rules import tpk_problems
from pbjdesa.regulations.ruleset import RuleSet
from pbjdesa.regulations.titles import appointed_title
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan


@operation
def register_person(
    *,
    by: audit.Signer | None,
    kab: Kabupaten,
    name: str,
    desa: Desa | None = None,
    kecamatan: Kecamatan | None = None,
    nik: str = "",
    phone: str = "",
) -> Person:
    """Write a person into the register of a kabupaten. The NIK is kept as a keyed hash only.

    Raises Refused when the NIK is not 16 digits or already belongs to somebody here.
    """
    if nik and not (nik.isascii() and nik.isdigit() and len(nik) == 16):
        raise Refused("NIK terdiri dari 16 angka. Periksa lagi di KTP.", field="nik")
    nik_hash = keyed_hash("nik", nik) if nik else ""
    if nik_hash and Person.objects.of(kab).filter(nik_hash=nik_hash).exists():
        raise Refused("Orang dengan NIK ini sudah terdaftar. Pakai nama yang ada.", field="nik")
    person = Person(
        kab=kab, desa=desa, kecamatan=kecamatan, name=name, nik_hash=nik_hash, phone=phone
    )
    person.save()
    record(person, by=by)
    return person


@operation
def appoint(
    *,
    by: audit.Signer | None,
    person: Person,
    office: str,
    from_date: date,
    until_date: date | None = None,
    title: str = "",
    decree: str = "",
    acting: str = "",
    desa: Desa | None = None,
    kecamatan: Kecamatan | None = None,
    activity_prefixes: tuple[str, ...] = (),
    element: str = "",
) -> Appointment:
    """Put a person into an office by decree. Raises Refused when the office is held elsewhere."""
    kind = OFFICES[office]
    if kind.level is Level.DESA and desa is None:
        raise Refused(say("Pilih desa untuk jabatan {label}.", label=kind.label), field="desa")
    if kind.level is Level.KECAMATAN and kecamatan is None:
        raise Refused(
            say("Pilih kecamatan untuk jabatan {label}.", label=kind.label), field="kecamatan"
        )
    appointment = Appointment(
        kab=person.kab,
        desa=desa,
        kecamatan=kecamatan,
        person=person,
        office=office,
        title=title or _local_title(person.kab, kind),
        decree=decree,
        acting=acting,
        from_date=from_date,
        until_date=until_date,
        activity_prefixes=list(activity_prefixes),
        element=element,
    )
    appointment.save()
    record(appointment, by=by, data={"office": office, "person": str(person.pk)})
    return appointment


@dataclass(frozen=True)
class TpkSeat:
    """One seat to be filled: by somebody registered, or by `name` (and NIK) of somebody new."""

    office: str
    element: str
    person: Person | None = None
    name: str = ""
    nik: str = ""


@operation
def form_tpk(
    *,
    by: Appointment,
    desa: Desa,
    seats: Sequence[TpkSeat],
    decree: str,
    from_date: date,
    activity_prefixes: tuple[str, ...] = (),
) -> list[Appointment]:
    """Put a new team (TPK) into office by the kepala desa's decree; the one before it ends the day
    before. With `activity_prefixes` it is the team of these activities, else that of the year.

    Raises Refused when the rule set of that day does not allow the team (R-08 … R-10), for a name
    that an official bears, and for a day on which the team before has not served yet.
    """
    check_authority(by, desa=desa, offices={KEPALA_DESA.slug})
    if from_date < clock.today(desa.zone):
        raise Refused("TPK berlaku paling cepat hari ini. Pilih tanggal lain.", field="from_date")
    people = [
        seat.person or newcomer(by=by, desa=desa, name=seat.name, nik=seat.nik) for seat in seats
    ]
    keys = [person.key for person in people]
    if len(set(keys)) < len(keys):
        raise Refused("Satu orang hanya boleh punya satu kedudukan di TPK. Pilih orang lain.")
    rules = rules_of(in_force(desa.kab.code, from_date))
    places = [(seat.office, seat.element, key) for seat, key in zip(seats, keys, strict=True)]
    members = as_members(desa, places, from_date, activity_prefixes)
    if found := [*_wrong_term(rules, activity_prefixes), *tpk_problems(rules, members)]:
        raise Refused(*found)
    _end_team(by, desa, from_date, activity_prefixes)
    team = [
        appoint(
            by=by,
            person=person,
            office=seat.office,
            from_date=from_date,
            decree=decree,
            desa=desa,
            activity_prefixes=activity_prefixes,
            element=seat.element,
        )
        for seat, person in zip(seats, people, strict=True)
    ]
    data = {"decree": decree, "from": from_date.isoformat(), "persons": [str(p.pk) for p in people]}
    record(team[0], by=by, data=data)
    return team


def _wrong_term(rules: RuleSet, activity_prefixes: tuple[str, ...]) -> Iterator[str]:
    """A team serves for the year or for one activity, as far as the rule set knows both."""
    known = rules.tpk.appointed_per.value
    if ("kegiatan" if activity_prefixes else "tahun") not in known:
        yield say("Aturan kabupaten meminta SK TPK per {term}.", term=" atau ".join(known))


def newcomer(*, by: Appointment, desa: Desa, name: str, nik: str) -> Person:
    """Register a person of the village who was never written down. Without a NIK a name that is
    known already is refused: the same person under two names would slip through the separation of
    duties."""
    if not name:
        raise Refused("Isi nama lengkapnya, atau pilih orang dari daftar.", field="name")
    if not nik and Person.objects.of(desa).filter(name__iexact=name).exists():
        raise Refused(
            say("Nama {name} sudah terdaftar. Pilih dari daftar, atau isi NIK-nya.", name=name),
            field="name",
        )
    return register_person(by=by, kab=desa.kab, desa=desa, name=name, nik=nik)


def _end_team(
    by: Appointment, desa: Desa, from_date: date, activity_prefixes: tuple[str, ...]
) -> None:
    """The team before, of the same activities, serves until the day before."""
    rows = Appointment.objects.of(desa).filter(office__in=TPK).exclude(until_date__lt=from_date)
    for seat in rows.select_for_update():
        if tuple(seat.activity_prefixes) != activity_prefixes:
            continue
        if seat.from_date >= from_date:
            raise Refused(
                say(
                    "TPK yang sekarang berlaku mulai {day}. Pilih tanggal sesudahnya.",
                    day=clock.plain_date(seat.from_date),
                ),
                field="from_date",
            )
        end_appointment(by=by, appointment=seat, until_date=from_date - timedelta(days=1))


def _local_title(kab: Kabupaten, office: Office) -> str:
    """As the rules in force name the office (A107); its usual name while none are loaded."""
    try:
        rules = rules_of(in_force(kab.code, clock.today(kab.zone)))
    except Refused:
        return office.label
    return appointed_title(rules, office.slug, office.label)


@operation
def end_appointment(
    *, by: audit.Signer | None, appointment: Appointment, until_date: date
) -> Appointment:
    """Close an appointment on a day; what was signed before keeps its signature."""
    appointment.until_date = until_date
    appointment.save()
    record(appointment, by=by, data={"until": until_date.isoformat()})
    return appointment


@operation
def open_account(
    *, by: audit.Signer | None, person: Person, username: str, pin: str | None = None
) -> tuple[Account, str]:
    """Give a person a log-in; returns it with the PIN, which is shown once and kept as a hash."""
    username = username.strip().lower()
    if Account.objects.filter(username=username).exists():
        raise Refused(
            say("Nama pengguna {username} sudah dipakai. Pilih yang lain.", username=username),
            field="username",
        )
    pin = pin or new_pin()
    account = Account.objects.create(
        id=new_id(person.kab.shard),
        username=username,
        kab_id=person.kab_id,
        person_id=person.pk,
        pin=hash_pin(pin),
    )
    record(person, by=by, data={"account": str(account.pk)})
    return account, pin


@operation
def close_account(*, by: audit.Signer | None, person: Person) -> None:
    """End a log-in at once: every session of it stops with its next request."""
    Account.objects.filter(kab_id=person.kab_id, person_id=person.pk).update(
        disabled_at=clock.now()
    )
    record(person, by=by)
