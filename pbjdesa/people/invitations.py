"""Invitations: codes on paper with which a village or kecamatan gets its first accounts.

A letter names a place and an office; whoever types its code is put into that office and gets a
log-in. The code is the key that is used once: sent again within a few minutes by the same person
(the answer was lost on the way) it gives a fresh PIN for the same account.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from pbjdesa.kernel import audit, clock
from pbjdesa.kernel.errors import Refused
from pbjdesa.kernel.ids import new_id
from pbjdesa.kernel.operation import operation, record
from pbjdesa.kernel.secrets import keyed_hash
from pbjdesa.kernel.words import say
from pbjdesa.people.models import Account, Appointment, Invitation, Person
from pbjdesa.people.offices import OFFICES, Level
from pbjdesa.people.operations import appoint, open_account, register_person
from pbjdesa.people.pins import hash_pin, new_pin
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""32 characters, five bits each; none that looks like another (0/O, 1/I)."""
LENGTH = 12
"""60 bits. Eight characters would do for a day, but letters travel for weeks and hundreds of codes
are open at once: at 100 tries a second for 30 days the chance to hit one of 2,000 is below 1e-6."""
LIFE = timedelta(days=30)
SENT_AGAIN = timedelta(minutes=15)
"""How long the same person may send the same code again."""

SHORT = {"kepala_desa": "kades", "kaur_keuangan": "keuangan", "admin_kabupaten": "admin"}
"""How log-in names begin, where the office's own slug is long."""


@dataclass(frozen=True)
class Letter:
    """An invitation with its code, which is known only now: it must be printed at once."""

    invitation: Invitation
    code: str


@dataclass(frozen=True)
class Welcome:
    """What a redeemed code gives. The PIN is shown once."""

    account: Account
    appointment: Appointment
    pin: str


def shown(code: str) -> str:
    """ABCD-EFGH-JKLM, as it stands on the letter."""
    return "-".join(code[at : at + 4] for at in range(0, len(code), 4))


def typed(text: str) -> str:
    """A code as people type it: with or without dashes, in small letters."""
    return re.sub(r"[\s-]", "", text).upper()


@operation
def invite(
    *,
    by: audit.Signer | None,
    office: str,
    kab: Kabupaten,
    kecamatan: Kecamatan | None = None,
    desa: Desa | None = None,
    life: timedelta = LIFE,
    person: Person | None = None,
) -> Letter:
    """Make a code for an office; earlier unused codes for the same office there stop working.

    With `person` the code is for somebody who holds the office already, and only that person's
    earlier codes stop. Raises Refused when the person has a log-in.
    """
    kind = OFFICES[office]
    if kind.level is Level.DESA and desa is None:
        raise Refused(say("Pilih desa untuk jabatan {label}.", label=kind.label), field="desa")
    if kind.level is Level.KECAMATAN and kecamatan is None:
        raise Refused(
            say("Pilih kecamatan untuk jabatan {label}.", label=kind.label), field="kecamatan"
        )
    if person is not None and _account_of(person) is not None:
        raise Refused(say("{name} sudah punya akun. Surat masuk tidak perlu.", name=person.name))
    person_id = person.pk if person else None
    now = clock.now()
    Invitation.objects.filter(
        kab=kab,
        kecamatan=kecamatan,
        desa=desa,
        office=office,
        person_id=person_id,
        used_at__isnull=True,
    ).update(expires_at=now)
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    invitation = Invitation.objects.create(
        id=new_id(kab.shard),
        kab=kab,
        kecamatan=kecamatan,
        desa=desa,
        office=office,
        person_id=person_id,
        code_hash=_hash(code),
        made_at=now,
        expires_at=now + life,
    )
    record(invitation, by=by, data={"office": office})
    return Letter(invitation, code)


def _account_of(person: Person) -> Account | None:
    return Account.objects.filter(kab_id=person.kab_id, person_id=person.pk).first()


def _hash(code: str) -> str:
    return keyed_hash("invitation", code)


def find(text: str) -> Invitation:
    """The invitation of a typed code. Raises Refused when there is none, or it has run out."""
    found = (
        Invitation.objects.select_related("kab", "kecamatan", "desa__kab", "desa__kecamatan")
        .filter(code_hash=_hash(typed(text)))
        .first()
    )
    if found is None:
        raise Refused("Kode ini tidak dikenal. Periksa lagi di surat undangan.", field="code")
    if found.used_at is None and found.expires_at <= clock.now():
        raise Refused("Kode ini sudah tidak berlaku. Minta undangan baru.", field="code")
    return found


@operation
def redeem(*, by: audit.Signer | None, code: str, name: str) -> Welcome:
    """Put the person who typed the code into its office and give a log-in.

    `by=None`: whoever comes with a letter holds no office yet. Raises Refused for a code that is
    unknown, has run out, or was used by somebody else.
    """
    if not name:
        raise Refused("Isi nama lengkap Anda.", field="name")
    invitation = Invitation.objects.select_for_update(of=("self",)).get(pk=find(code).pk)
    if invitation.used_at is not None:
        return _once_more(invitation, name, invitation.used_at)
    if invitation.person_id is None:
        appointment = _new_holder(by, invitation, name)
    else:
        appointment = _known_holder(invitation, name)
    person = appointment.person
    place = invitation.desa or invitation.kecamatan or invitation.kab
    account, pin = open_account(
        by=by, person=person, username=free_username(invitation.office, place.name)
    )
    invitation.used_at, invitation.used_by_id = clock.now(), person.pk
    invitation.save()
    record(invitation, by=by, data={"person": str(person.pk)})
    return Welcome(account, appointment, pin)


def _new_holder(by: audit.Signer | None, invitation: Invitation, name: str) -> Appointment:
    person = register_person(
        by=by,
        kab=invitation.kab,
        name=name,
        desa=invitation.desa,
        kecamatan=invitation.kecamatan,
    )
    return appoint(
        by=by,
        person=person,
        office=invitation.office,
        from_date=clock.today(invitation.kab.zone),
        desa=invitation.desa,
        kecamatan=invitation.kecamatan,
    )


def _known_holder(invitation: Invitation, name: str) -> Appointment:
    """The seat of the person that the letter names. Raises Refused for another name, for a seat
    that has ended, and when the person has got a log-in meanwhile."""
    held = _seat(invitation)
    if held is None:
        raise Refused("Jabatan di surat ini sudah berakhir. Tanya Kepala Desa.", field="code")
    if held.person.name.casefold() != name.casefold():
        raise Refused("Surat ini untuk orang lain. Tulis nama seperti di surat.", field="name")
    if _account_of(held.person) is not None:
        raise Refused("Anda sudah punya akun. Masuk dengan PIN Anda.", field="code")
    return held


def _seat(invitation: Invitation) -> Appointment | None:
    """The newest appointment behind a used or named letter that has not ended."""
    today = clock.today(invitation.kab.zone)
    person_id = invitation.used_by_id or invitation.person_id
    return (
        Appointment.objects.of(invitation.kab)
        .filter(person_id=person_id, office=invitation.office)
        .exclude(until_date__lt=today)
        .select_related("person", "kab", "desa", "kecamatan")
        .order_by("-from_date", "-pk")
        .first()
    )


def _once_more(invitation: Invitation, name: str, used_at: datetime) -> Welcome:
    person = Person.objects.of(invitation.kab).get(pk=invitation.used_by_id)
    late = clock.now() - used_at > SENT_AGAIN
    if late or person.name.casefold() != name.casefold():
        raise Refused("Kode ini sudah dipakai. Minta undangan baru.", field="code")
    account = Account.objects.get(kab_id=invitation.kab_id, person_id=person.pk)
    pin = new_pin()
    account.pin = hash_pin(pin)
    account.session_epoch += 1
    account.save()
    appointment = _seat(invitation)
    if appointment is None:
        raise Refused("Jabatan di surat ini sudah berakhir. Tanya Kepala Desa.", field="code")
    record(invitation, by=None, data={"person": str(person.pk), "again": True})
    return Welcome(account, appointment, pin)


def free_username(office: str, place: str) -> str:
    """A log-in name that nobody has: kades-pagersari, or kades-pagersari-2."""
    bare = place.removeprefix("Kabupaten ").removeprefix("Kota ").lower()
    start = SHORT.get(office, office.replace("_", "-"))
    wanted = f"{start}-{re.sub(r'[^a-z0-9]+', '-', bare).strip('-')}"[:50]
    taken = set(
        Account.objects.filter(username__startswith=wanted).values_list("username", flat=True)
    )
    name, count = wanted, 1
    while name in taken:
        count += 1
        name = f"{wanted}-{count}"
    return name
