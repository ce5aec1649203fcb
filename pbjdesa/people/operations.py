"""Putting persons into offices and giving them a log-in."""

from datetime import date

from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import keyed_hash
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Account, Appointment, Person
from pbjdesa.people.offices import OFFICES, Level, Office
from pbjdesa.people.pins import hash_pin, new_pin
from pbjdesa.regulations.queries import in_force, rules_of
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
