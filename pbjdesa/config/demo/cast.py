"""The invented people of the demo: who holds which office, and how they log in."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from pbjdesa.config.demo.accounts import DemoAccount
from pbjdesa.config.demo.data import content
from pbjdesa.kernel import clock
from pbjdesa.people.invitations import free_username
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import OFFICES, Level
from pbjdesa.people.operations import (
    TpkSeat,
    appoint,
    form_tpk,
    open_account,
    register_person,
)
from pbjdesa.suppliers.models import Supplier
from pbjdesa.territories.models import Desa, Kabupaten, Kecamatan

IN_OFFICE_SINCE = date(2024, 1, 2)


@dataclass(frozen=True)
class Seat:
    """One office in a village, as the demo fills it."""

    key: str
    office: str
    title: str
    woman: bool = False
    fields: tuple[str, ...] = ()


SEATS = (
    Seat("kepala_desa", "kepala_desa", "Kepala Desa"),
    Seat("sekdes", "sekdes", "Sekretaris Desa", woman=True),
    Seat("kasi", "kasi", "Kasi Kesejahteraan", fields=("02", "03", "04", "05")),
    Seat("kaur", "kaur", "Kaur Tata Usaha dan Umum", woman=True, fields=("01",)),
    Seat("kaur_keuangan", "kaur_keuangan", "Kaur Keuangan"),
    Seat("bpd", "bpd", "Ketua BPD"),
)
"""A village with one Kaur for the whole office."""

PLANNED_SEATS = (
    *(seat for seat in SEATS if seat.key != "kaur"),
    Seat(
        "kaur",
        "kaur",
        "Kaur Tata Usaha dan Umum",
        woman=True,
        fields=("01.01", "01.02", "01.03"),
    ),
    Seat("perencanaan", "kaur", "Kaur Perencanaan", woman=True, fields=("01.04",)),
)
"""A village that has a Kaur Perencanaan besides."""

TPK_SEATS = (
    ("tpk_ketua", "perangkat_desa", False),
    ("tpk_sekretaris", "lkd", True),
    ("tpk_anggota", "masyarakat", False),
)
"""Office, part of the village, and whether the demo puts a woman there."""


@dataclass
class Cast:
    """The demo's people; every name and PIN comes from one seeded source."""

    kab: Kabupaten
    rng: Random
    accounts: list[DemoAccount] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    elsewhere: dict[str, Supplier] = field(default_factory=dict)
    """Suppliers outside the kecamatan, whom all its villages may ask."""

    def name(self, *, woman: bool = False) -> str:
        """An invented name that nobody in the demo has yet."""
        people = content("people")
        while True:
            first = self.rng.choice(people["women" if woman else "men"])
            name = first if " " in first else f"{first} {self.rng.choice(people['family'])}"
            if name not in self.used:
                self.used.add(name)
                return name

    def officials(self, desa: Desa, *, planner: bool, offers: bool) -> dict[str, Appointment]:
        """Everybody who holds an office in a village, by seat; where suppliers are asked for
        `offers`, its TPK logs in too."""
        held = {seat.key: self._seat(desa, seat) for seat in (PLANNED_SEATS if planner else SEATS)}
        return held | self._team(desa, held["kepala_desa"], logins=offers)

    def _team(self, desa: Desa, kades: Appointment, *, logins: bool) -> dict[str, Appointment]:
        """The TPK of the year, formed by the kades."""
        seats = [
            TpkSeat(office, element, name=self.name(woman=woman))
            for office, element, woman in TPK_SEATS
        ]
        team = form_tpk(
            by=kades,
            desa=desa,
            seats=seats,
            decree=f"SK Kepala Desa {desa.name} Nomor {self.rng.randrange(1, 40)}",
            from_date=clock.today(desa.zone),
        )
        for appointment in team if logins else ():
            self._log_in(appointment, free_username(appointment.office, desa.name), desa=desa)
        return {appointment.office: appointment for appointment in team}

    def _seat(self, desa: Desa, seat: Seat) -> Appointment:
        person = register_person(by=None, kab=self.kab, name=self.name(woman=seat.woman), desa=desa)
        appointment = appoint(
            by=None,
            person=person,
            office=seat.office,
            title=seat.title,
            decree=f"SK Kepala Desa {desa.name} Nomor {self.rng.randrange(1, 40)} Tahun 2024",
            from_date=IN_OFFICE_SINCE,
            desa=desa,
            activity_prefixes=seat.fields,
        )
        start = seat.key if seat.key == "perencanaan" else seat.office
        self._log_in(appointment, free_username(start, desa.name), desa=desa)
        return appointment

    def watchers(self, kecamatan: Kecamatan) -> dict[str, Appointment]:
        """The people of the kecamatan, of the kabupaten, and of the server."""
        return {
            row["office"]: self._watcher(row, kecamatan) for row in content("people")["watcher"]
        }

    def _watcher(self, row: dict[str, str], kecamatan: Kecamatan) -> Appointment:
        place = kecamatan if OFFICES[row["office"]].level is Level.KECAMATAN else None
        person: Person = register_person(
            by=None,
            kab=self.kab,
            name=row["name"],
            kecamatan=place,
            phone=row.get("phone", ""),
        )
        appointment = appoint(
            by=None,
            person=person,
            office=row["office"],
            title=row["title"],
            from_date=IN_OFFICE_SINCE,
            kecamatan=place,
        )
        self._log_in(appointment, row["username"], kecamatan=place)
        return appointment

    def _log_in(
        self,
        appointment: Appointment,
        username: str,
        *,
        desa: Desa | None = None,
        kecamatan: Kecamatan | None = None,
    ) -> None:
        pin = f"{self.rng.randrange(10**6):06d}"
        open_account(by=None, person=appointment.person, username=username, pin=pin)
        place = desa.kecamatan if desa else kecamatan
        self.accounts.append(
            DemoAccount(
                role=appointment.office,
                office=appointment.full_title,
                village=desa.name if desa else "",
                village_code=desa.code if desa else "",
                kecamatan=place.name if place else "",
                name=appointment.person.name,
                username=username,
                pin=pin,
            )
        )
