"""Who keeps the budget: sekdes and kaur write it, a kasi types lines of the own activities."""

from django.http import Http404

from pbjdesa.people.models import Appointment
from pbjdesa.people.offices import KASI
from pbjdesa.planning.importing import KEEPERS
from pbjdesa.planning.models import Activity
from pbjdesa.web.http import PageRequest

TYPISTS = (*KEEPERS, KASI.slug)


def keeper_of(request: PageRequest) -> Appointment | None:
    """The office with which this person keeps the whole budget, whatever activities it runs."""
    return request.actor.holding(KEEPERS)


def keeper(request: PageRequest) -> Appointment:
    """The same, or 404."""
    found = keeper_of(request)
    if found is None:
        raise Http404
    return found


def typist_of(request: PageRequest, activity: Activity) -> Appointment | None:
    """The office with which this person types lines of this activity."""
    return keeper_of(request) or request.actor.acting_as((KASI.slug,), activity.code)


def typist(request: PageRequest, activity: Activity) -> Appointment:
    """The same, or 404."""
    found = typist_of(request, activity)
    if found is None:
        raise Http404
    return found
