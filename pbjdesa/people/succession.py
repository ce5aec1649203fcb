"""Somebody else takes over an office: for good, or as acting official (Plt, Plh).

What a person did in a purchase follows the person: the new holder brings their own conflicts along,
and the old one keeps theirs in every other office.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from pbjdesa.kernel import clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.operation import operation, record
from pbjdesa.people.authority import check_authority
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import CAMAT, DESA_OFFICES, KEPALA_DESA, TPK
from pbjdesa.people.operations import appoint, end_appointment, newcomer
from pbjdesa.territories.models import Desa

SUCCEEDED = DESA_OFFICES - TPK
"""Offices that pass from person to person one at a time; a TPK is formed as a whole."""


@dataclass(frozen=True)
class Successor:
    """Who takes over, by which decree and from when. Either a known `person`, or name and NIK.

    `acting` is "" (for good), "Plt" or "Plh"; a Plh serves for days, so it needs `until_date`.
    """

    decree: str
    from_date: date
    acting: str = ""
    until_date: date | None = None
    person: Person | None = None
    name: str = ""
    nik: str = ""


def who_decides(office: str) -> str:
    """The kepala desa fills the offices of the village; who acts as kepala desa is written down by
    the camat, to whom the bupati's decree comes."""
    return CAMAT.slug if office == KEPALA_DESA.slug else KEPALA_DESA.slug


@operation
def succeed(*, by: Appointment, old: Appointment, new: Successor) -> Appointment:
    """End an office on the day before and put somebody else into it, with the same title and field.

    Raises Refused for the past, for the same person, for a name that is known already without NIK,
    and for an office that the old holder has not begun or has left.
    """
    desa = old.desa
    if desa is None or old.office not in SUCCEEDED:
        raise Refused("Jabatan ini tidak diganti di sini. TPK dibentuk sebagai satu tim.")
    check_authority(by, desa=desa, offices={who_decides(old.office)})
    _check(desa, old, new)
    person = new.person or newcomer(by=by, desa=desa, name=new.name, nik=new.nik)
    if person.key == old.person.key:
        raise Refused("Penggantinya harus orang lain. Pilih orang lain.", field="who")
    end_appointment(by=by, appointment=old, until_date=new.from_date - timedelta(days=1))
    appointment = appoint(
        by=by,
        person=person,
        office=old.office,
        from_date=new.from_date,
        until_date=new.until_date,
        title=old.title,
        decree=new.decree,
        acting=new.acting,
        desa=desa,
        activity_prefixes=tuple(old.activity_prefixes),
    )
    record(appointment, by=by, data={"after": str(old.pk), "acting": new.acting})
    return appointment


def _check(desa: Desa, old: Appointment, new: Successor) -> None:
    if not new.decree.strip():
        raise Refused("Isi nomor SK-nya, contoh 141/07/2026.", field="decree")
    if new.from_date < clock.today(desa.zone):
        raise Refused("Pilih tanggal hari ini atau sesudahnya.", field="from_date")
    if new.from_date <= old.from_date or not old.holds_on(new.from_date - timedelta(days=1)):
        raise Refused("Pejabat ini baru mulai atau sudah berhenti. Pilih tanggal lain.")
    if new.acting == "Plh" and new.until_date is None:
        raise Refused("Isi sampai kapan Plh bertugas.", field="until_date")
    if new.until_date is not None and new.until_date < new.from_date:
        raise Refused("Tanggal selesai harus sesudah tanggal mulai.", field="until_date")
