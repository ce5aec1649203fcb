"""Looking up who holds which office."""

from collections.abc import Collection
from datetime import date

from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import TPK, TPK_ANGGOTA, TPK_KETUA, TPK_SEKRETARIS
from pbjdesa.territories.models import Desa, Kabupaten


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
    """The team (TPK) of a village on a day, ketua first; of one activity where it is named."""
    rows = (
        Appointment.objects.of(desa)
        .filter(office__in=TPK, from_date__lte=day)
        .exclude(until_date__lt=day)
        .select_related("person")
        .order_by("from_date", "pk")
    )
    order = (TPK_KETUA.slug, TPK_SEKRETARIS.slug, TPK_ANGGOTA.slug)
    team = [seat for seat in rows if not activity_code or seat.covers(activity_code)]
    return sorted(team, key=lambda seat: order.index(seat.office))


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
