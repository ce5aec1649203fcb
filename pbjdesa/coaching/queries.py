"""Looking at what coaches wrote, and finding the practice side of a person."""

from dataclasses import dataclass
from datetime import datetime

from pbjdesa.coaching.models import CoachNote
from pbjdesa.people.actors import Actor, actor_for
from pbjdesa.people.models import Person
from pbjdesa.people.queries import by_ids
from pbjdesa.procurement.models import Purchase
from pbjdesa.territories.models import Desa


@dataclass(frozen=True)
class Advice:
    """One note with the coach's name and title."""

    text: str
    author: str
    at: datetime
    purchase_id: int | None


def notes_for(desa: Desa, most: int = 5) -> list[Advice]:
    """The newest notes to a village, those about single purchases included; two queries."""
    return _with_authors(desa, list(CoachNote.objects.of(desa).order_by("-written_at")[:most]))


def notes_on(purchase: Purchase) -> list[Advice]:
    """Every note about one purchase, newest first; two queries."""
    rows = CoachNote.objects.like(purchase).filter(purchase_id=purchase.pk)
    return _with_authors(purchase.desa, list(rows.order_by("-written_at")))


def _with_authors(desa: Desa, notes: list[CoachNote]) -> list[Advice]:
    authors = by_ids(desa.kab, {note.written_by_id for note in notes}) if notes else {}
    return [
        Advice(
            note.text,
            f"{authors[note.written_by_id].person.name}, {authors[note.written_by_id].full_title}",
            note.written_at,
            note.purchase_id,
        )
        for note in notes
    ]


def living_twin(desa: Desa) -> Desa | None:
    """The practice village of a real one, if somebody has practised there yet."""
    return (
        Desa.objects.select_related("kab", "kecamatan")
        .filter(twin_of=desa, retired_at__isnull=True)
        .first()
    )


def practising(actor: Actor) -> Actor | None:
    """The same person in the practice village with the offices held there, once it is made."""
    if actor.desa is None or actor.desa.practice:
        return None
    twin = living_twin(actor.desa)
    if twin is None:
        return None
    person = Person.objects.of(twin).filter(twin_of_id=actor.person.pk).first()
    if person is None:
        return None
    found = actor_for(twin.kab, person)
    return found if found.appointments else None
