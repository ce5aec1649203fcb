"""Who is using the system now: a person with every office held today."""

from collections.abc import Collection
from dataclasses import dataclass

from pbjdesa.kernel import clock
from pbjdesa.people.models import Appointment, Person
from pbjdesa.people.offices import Level
from pbjdesa.territories.models import Desa, Kabupaten
from pbjdesa.territories.tenancy import Scope


@dataclass(frozen=True)
class Actor:
    """A logged-in person. Several hats are normal in a village; each act uses the one that fits."""

    person: Person
    kab: Kabupaten
    appointments: tuple[Appointment, ...]

    @property
    def offices(self) -> frozenset[str]:
        """Slugs of the offices held today."""
        return frozenset(a.office for a in self.appointments)

    @property
    def desa(self) -> Desa | None:
        """The village this person works for, if any."""
        return next((a.desa for a in self.appointments if a.desa_id), None)

    @property
    def main(self) -> Appointment | None:
        """The appointment whose title is shown."""
        return self.appointments[0] if self.appointments else None

    @property
    def scope(self) -> Scope:
        """How far this person may look: never further than the narrowest office asks."""
        kab_id = self.kab.pk
        if self.desa is not None:
            return Scope(kab_id, desa_id=self.desa.pk)
        for appointment in self.appointments:
            if appointment.kind.level is Level.KECAMATAN:
                return Scope(kab_id, kecamatan_id=appointment.kecamatan_id)
        watches = {a.office for a in self.appointments} & {"inspektorat", "admin_kabupaten"}
        return Scope(kab_id, nothing=not watches)

    def holding(self, offices: Collection[str]) -> Appointment | None:
        """The appointment in one of these offices, whatever activities it runs, or None."""
        return next((one for one in self.appointments if one.office in offices), None)

    def acting_as(self, offices: Collection[str], activity_code: str = "") -> Appointment | None:
        """The appointment with which this person may act here, or None."""
        for appointment in self.appointments:
            if appointment.office in offices and appointment.covers(activity_code):
                return appointment
        return None


def actor_for(kab: Kabupaten, person: Person) -> Actor:
    """The person with the appointments in force today, the one with most say first."""
    day = clock.today(kab.zone)
    held = (
        Appointment.objects.of(kab)
        .filter(person_id=person.pk, from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("desa__kab", "desa__kecamatan", "kecamatan", "person", "kab")
        .order_by("pk")
    )
    return Actor(person, kab, tuple(held))
